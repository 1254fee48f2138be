"""The words of an act: found at once, made exact afterwards; what is heard does not change by it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.content.library import Library
from roleplay.hearing import corpus, evidence
from roleplay.hearing.clauses import Parsed
from roleplay.hearing.heard import HeardTurn, Span
from roleplay.hearing.judge import Judge, Verdict
from roleplay.hearing.listener import Listener


@pytest.fixture(params=["listener", "plain_listener"])
def ears(request: pytest.FixtureRequest) -> Listener:
    """With the sentence encoder, and without."""
    found: Listener = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def held() -> list[corpus.Example]:
    """Sixty turns by writers who wrote nothing else."""
    turns = corpus.read_held()
    return turns[:: len(turns) // 60][:60]


def without(text: str, spans: tuple[Span, ...]) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + text[end:]
    return text


def test_without_its_words_an_act_is_not_heard(ears: Listener, held: list[corpus.Example]) -> None:
    heard = 0
    for example in held:
        turn = ears.hear(example.text, example.context)
        words = ears.evidence(turn, example.context)
        assert list(words) == list(turn.ids())
        for act, spans in words.items():
            assert spans
            assert all(0 <= start < end <= len(example.text) for start, end in spans)
            rest = ears.hear(without(example.text, spans), example.context)
            assert act not in rest.ids(), (example.text, act, spans)
            heard += 1
    assert heard > 30


def test_none_of_several_spans_could_be_left_out(ears: Listener, held: list[corpus.Example]) -> None:
    for example in held:
        turn = ears.hear(example.text, example.context)
        for act, spans in ears.evidence(turn, example.context).items():
            for one in spans if len(spans) > 1 else ():
                others = tuple(span for span in spans if span != one)
                rest = ears.hear(without(example.text, others), example.context)
                assert act in rest.ids(), (example.text, act, spans)


def test_what_is_heard_does_not_change_by_it(ears: Listener) -> None:
    text, context = "I'm so sorry, really sorry. I'll call you by Thursday noon. Sorry again!", "It broke."
    turn = ears.hear(text, context)
    words = ears.evidence(turn, context)
    exact = turn.with_spans(words)
    assert exact.ids() == turn.ids()
    assert (exact.when, exact.possible, exact.topics) == (turn.when, turn.possible, turn.topics)
    assert ears.hear(text, context) == turn
    assert ears.evidence(turn, context) == words


def test_all_the_places_that_are_needed_are_words(ears: Listener) -> None:
    text = "I'm sorry. Nice weather today. I do apologise."
    turn = ears.hear(text)
    words = [text[start:end] for start, end in ears.evidence(turn)["apologise"]]
    assert any("sorry" in piece for piece in words)
    assert any("apologise" in piece for piece in words)
    assert not any("weather" in piece for piece in words)


def test_a_turn_is_heard_by_one_look(plain_listener: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    verdicts = Judge.verdicts

    def counted(judge: Judge, parsed: Parsed, context: str = "") -> tuple[Verdict, ...]:
        asked.append(parsed.text)
        return verdicts(judge, parsed, context)

    monkeypatch.setattr(Judge, "verdicts", counted)
    turn = plain_listener.hear("I am ever so sorry for that, and what happened then?")
    assert turn.acts
    assert len(asked) == 1


def test_where_a_phrase_speaks_for_an_offer_its_words_are_found_too(ears: Listener) -> None:
    scenario = Library().scenario("dead_cooker")
    book = ears.phrases(scenario)
    seen = 0
    for solution in scenario.solutions:
        for text in solution.offers["en"]:
            turn = ears.hear(text, "", "en", book)
            for act, spans in ears.evidence(turn, "", book).items():
                assert act not in ears.hear(without(text, spans), "", "en", book).ids(), (text, act, spans)
                seen += any(heard.act == act and heard.rule.startswith("phrase:") for heard in turn.acts)
    assert seen


def test_any_turn_at_all_has_evidence(plain_listener: Listener) -> None:
    for text in ("", "\ud800 sorry \udfff", "sorry " * 20_000, "对不起" * 3000, "（鞠躬）对不起"):
        words = plain_listener.evidence(plain_listener.hear(text))
        for act, spans in words.items():
            assert act not in plain_listener.hear(without(text, spans)).ids()


def test_an_act_that_is_not_heard_any_more_keeps_its_words(plain_listener: Listener) -> None:
    turn = plain_listener.hear("I'm so sorry about this.")
    other = HeardTurn("Nothing of the kind.", "en", turn.acts)
    assert plain_listener.evidence(other) == {act.act: act.spans for act in turn.acts}


# -- the search alone, with an act that is heard while enough of some words are left -------------


def search(text: str, first: Mapping[str, tuple[Span, ...]], needed: int) -> dict[str, tuple[Span, ...]]:
    """`a` is heard while `needed` letters a are left; it points at the first of them."""

    def still(rest: str, act: str) -> tuple[Span, ...] | None:
        at = rest.find(act)
        return ((at, at + 1),) if rest.count(act) >= needed else None

    return evidence.refined(text, first, still, lambda questions: None)


@given(st.text("ab ", min_size=1, max_size=9), st.integers(1, 3))
def test_the_search_ends_with_enough_and_no_more(text: str, needed: int) -> None:
    if text.count("a") < needed:
        return
    at = text.find("a")
    spans = search(text, {"a": ((at, at + 1),)}, needed)["a"]
    assert without(text, spans).count("a") < needed
    for one in spans if len(spans) > 1 else ():
        assert without(text, tuple(span for span in spans if span != one)).count("a") >= needed


def test_where_no_words_are_enough_it_is_the_whole_turn() -> None:
    def always(rest: str, act: str) -> tuple[Span, ...] | None:
        return ((0, 1),) if len(rest) > 1 else None

    text = "something that is heard in every word of it"
    assert evidence.refined(text, {"a": ((0, 1),)}, always, lambda questions: None) == {"a": ((0, len(text)),)}


def test_words_found_later_on_both_sides_of_earlier_ones_are_one_span() -> None:
    def around(rest: str, act: str) -> tuple[Span, ...] | None:
        return ((2, 4),) if rest == "xxaayy" else None

    assert evidence.refined("xxabbayy", {"a": ((3, 5),)}, around, lambda questions: None)["a"] == ((2, 6),)
