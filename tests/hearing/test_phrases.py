from __future__ import annotations

import pytest

from roleplay.content.library import Library
from roleplay.hearing.listener import Listener
from roleplay.hearing.phrases import PhraseBook


@pytest.fixture(scope="module")
def book(listener: Listener) -> PhraseBook:
    return listener.phrases(Library().scenario("dead_cooker"))


def topics(listener: Listener, book: PhraseBook, text: str) -> set[str]:
    return {topic.id for topic in listener.hear(text, phrases=book).topics}


def test_the_authors_own_examples_are_always_found(listener: Listener) -> None:
    library = Library()
    for scenario_id in library.ids("scenarios"):
        scenario = library.scenario(scenario_id)
        book = listener.phrases(scenario)
        groups = [
            *((fact.id, fact.asks) for fact in scenario.facts),
            *((solution.id, solution.offers) for solution in scenario.solutions),
            *((promise.id, promise.offers) for promise in scenario.forbidden),
        ]
        for item_id, texts in groups:
            for text in (text for choices in texts.values() for text in choices):
                assert item_id in topics(listener, book, text), (scenario_id, item_id, text)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what day was it bought", "bought_saturday"),
        ("So when did you purchase it?", "bought_saturday"),
        ("您哪天买的", "bought_saturday"),
        ("do you still have the receipt?", "receipt"),
        ("小票还在吗？", "receipt"),
        ("who sold you this?", "sold_by"),
        ("I'm sorry. Could you give me your number?", "contact"),
        ("I can refund you", "refund"),
        ("我给您退款", "refund"),
        ("We can repair it first, by Thursday", "priority_repair"),
        ("Would you like me to swap it for another model?", "exchange_now"),
    ],
)
def test_paraphrases_are_found(listener: Listener, book: PhraseBook, text: str, topic: str) -> None:
    assert topic in topics(listener, book, text)


@pytest.mark.parametrize(
    "text",
    [
        "We can't exchange it.",
        "We cannot refund you.",
        "Did you ask for an exchange?",
        "You bought it on Saturday.",
        "不能换。",
        "我们没法给您退款。",
        "I'm really sorry about this.",
        "Is there anything else I can do for you?",
        "您先坐，喝口水。",
    ],
)
def test_nothing_is_found_where_nothing_is_asked_or_offered(
    listener: Listener, book: PhraseBook, text: str
) -> None:
    assert topics(listener, book, text) == set()


def test_only_what_is_not_denied_is_offered(listener: Listener, book: PhraseBook) -> None:
    found = topics(listener, book, "I can't refund you, but I can put the repair first in line.")
    assert "refund" not in found
    assert "priority_repair" in found


def test_topics_have_their_place(listener: Listener, book: PhraseBook) -> None:
    text = "I'm sorry. When did you buy it?"
    topic = next(t for t in listener.hear(text, phrases=book).topics if t.id == "bought_saturday")
    assert topic.kind == "fact"
    assert [text[start:end] for start, end in topic.spans] == ["When did you buy it?"]


def test_the_customers_name_is_known(listener: Listener, book: PhraseBook) -> None:
    scenario = Library().scenario("dead_cooker")
    for identity in scenario.customer.values():
        name = identity.called[0]
        text = f"OK, {name}."
        assert [text[a:b] for a, b in listener.hear(text, phrases=book).name_spans] == [name]
    assert listener.hear("Hello there.", phrases=book).name_spans == ()


def test_without_the_encoder_the_own_examples_are_found(plain_listener: Listener) -> None:
    scenario = Library().scenario("dead_cooker")
    book = plain_listener.phrases(scenario)
    for fact in scenario.facts:
        for text in (text for choices in fact.asks.values() for text in choices):
            assert fact.id in {topic.id for topic in plain_listener.hear(text, phrases=book).topics}


def test_a_phrase_of_the_scenario_speaks_for_an_offer_that_nothing_else_heard(listener: Listener) -> None:
    scenario = Library().scenario("dead_cooker")
    example = scenario.solutions[0].offers["en"][0]
    turn = listener.hear(example, "", "en", listener.phrases(scenario))
    assert {"propose", "offer_choice", "compensate"} & set(turn.ids())
    for act in turn.acts:
        if act.rule.startswith("phrase:"):
            left = example
            for start, end in sorted(act.spans, reverse=True):
                left = left[:start] + left[end:]
            assert act.act not in listener.hear(left, "", "en", listener.phrases(scenario)).ids()


@pytest.fixture(scope="module")
def late(listener: Listener) -> PhraseBook:
    return listener.phrases(Library().scenario("one_day_late"))


@pytest.mark.parametrize(
    ("text", "item", "said", "rule"),
    [
        ("I can apply for a special review of your refund, you'll have the answer by Thursday.", "special_review", "Thursday", "Tuesday"),
        ("I can give you store credit for the full amount, good for one year.", "store_credit", "one year", "two years"),
        ("我替您提交一份特批申请，周四给您答复。", "special_review", "周四", "周二"),
        ("我给您发一张八折券，下次买东西用。", "coupon", "八折", "九折"),
    ],
)  # fmt: skip
def test_another_amount_or_day_is_a_near_miss(
    listener: Listener, late: PhraseBook, text: str, item: str, said: str, rule: str
) -> None:
    heard = listener.hear(text, phrases=late)
    assert item not in heard.topic_ids("solution")
    (miss,) = [miss for miss in heard.near if miss.id == item]
    assert (miss.why, miss.said, miss.rule) == ("amount", said, rule)
    assert [text[start:end] for start, end in miss.spans] == [said]


@pytest.mark.parametrize(
    ("text", "item"), [
        ("We can't exchange it for another product of the same price.", "exchange_item"),
        ("不能给您换别的商品。", "exchange_item"),
    ],
)  # fmt: skip
def test_what_may_be_given_and_is_denied_is_a_near_miss(
    listener: Listener, late: PhraseBook, text: str, item: str
) -> None:
    heard = listener.hear(text, phrases=late)
    assert [(miss.id, miss.why) for miss in heard.near] == [(item, "denied")]
    assert item not in heard.topic_ids("solution")


def test_a_day_that_belongs_to_something_else_is_no_miss(listener: Listener, late: PhraseBook) -> None:
    heard = listener.hear(
        "I'd apply for a special review of your refund. And I'll ring you Wednesday.", phrases=late
    )
    assert ("special_review" in heard.topic_ids("solution"), heard.near) == (True, ())


def test_a_denial_beside_the_offer_is_no_miss(listener: Listener, late: PhraseBook) -> None:
    heard = listener.hear("I can exchange it for another product, and you don't pay anything extra.", phrases=late)
    assert ("exchange_item" in heard.topic_ids("solution"), heard.near) == (True, ())


def test_the_right_amount_in_other_words_is_no_miss(listener: Listener, late: PhraseBook) -> None:
    heard = listener.hear(
        "I can put the full $249 on your account as store credit, good for 2 years.", phrases=late
    )
    assert ("store_credit" in heard.topic_ids("solution"), heard.near) == (True, ())
