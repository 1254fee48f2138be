"""What is answered where something was not heard for sure, was asked before, or settles nothing by itself."""

from __future__ import annotations

from functools import cache

import pytest

from roleplay.content.library import Library
from roleplay.content.scenario import Scenario
from roleplay.customer.customer import Customer
from roleplay.customer.memory import Memory
from roleplay.customer.question import forms
from roleplay.customer.signals import Move
from roleplay.customer.verdict import verdict
from roleplay.hearing.heard import Heard, HeardTurn, Topic
from roleplay.practice.theatre import Theatre
from tests.conftest import heard

PERSONAS = ("angry", "anxious", "stubborn", "vain", "talkative")


@cache
def shipped() -> Theatre:
    return Theatre(Library())


def customer(persona: str = "angry", scenario: str = "one_day_late", lang: str = "en", seed: int = 1) -> Customer:
    return Customer(shipped().production(scenario, persona, lang).cast, seed)


def said(who: Customer, text: str, *acts: str, confidence: float = 1.0, topics: tuple[Topic, ...] = ()) -> str:
    spans = ((0, len(text)),)
    found = tuple(Heard(act, confidence, spans, "model") for act in acts)
    turn = HeardTurn(text, "zh" if text > "\u3400" else "en", found, (), topics, size=len(text.split()), print=text)
    return who.hear(Move(turn)).reply.text


def lines(persona: str, *answers: str) -> set[str]:
    content = shipped().library.persona(persona)
    return {
        line
        for group in content.lines
        if set(answers) & set(group.answers)
        for say in group.say.values()
        for line in say
    }


class TestForms:
    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("What's cooking at your place, what does this upset?", "open"),
            ("May I ask what occasion you had in mind for it?", "open"),
            ("Which outcome would you consider satisfactory?", "wish"),
            ("If you were running this place, what would you do?", "wish"),
            ("You can have the better one or the display one. Which one would you like?", "choice"),
            ("Door one, door two, which shall it be?", "choice"),
            ("is all of that right so far?", "check"),
            ("Shall we look at what happened first?", "yes_no"),
            ("Bought when, and from whom?", "when"),
            ("how much was it", "how_much"),
            ("I know how you feel.", None),
            ("What a mess!", None),
        ],
    )
    def test_of_an_english_question(self, text: str, form: str | None) -> None:
        assert next(iter(forms(text, "en")), None) == form

    @pytest.mark.parametrize(
        ("text", "form"),
        [
            ("咋回事呀 您跟我说说", "open"),
            ("这一周是哪路神仙绊住了您的脚？", "open"),
            ("您看您想啷个办才合适嘛？", "wish"),
            ("要么走特批 要么今天退余额 您挑", "choice"),
            ("就是上周四到的 没拆过 对吧", "check"),
            ("是什么时候买的？", "when"),
            ("先说事情，再说怎么办", None),
            ("我知道您不容易。", None),
        ],
    )
    def test_of_a_chinese_question(self, text: str, form: str | None) -> None:
        assert next(iter(forms(text, "zh")), None) == form


class TestNotHeardForSure:
    @pytest.mark.parametrize("persona", PERSONAS)
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_there_are_ten_lines_that_fit_whatever_was_said(self, persona: str, lang: str) -> None:
        content = shipped().library.persona(persona)
        unsure = [line for group in content.lines if "unsure" in group.answers for line in group.say[lang]]
        assert len(unsure) >= 10

    @pytest.mark.parametrize("persona", PERSONAS)
    def test_clear_talk_is_not_met_with_what_do_you_mean(self, persona: str) -> None:
        reply = said(customer(persona), "Well, the world is full of surprises, as my aunt used to say.")
        assert reply in lines(persona, "unsure")

    @pytest.mark.parametrize("persona", PERSONAS)
    def test_an_act_heard_badly_is_not_taken_by_its_word(self, persona: str) -> None:
        reply = said(
            customer(persona), "One way or another this concerns the two of us.", "apologise", confidence=0.4
        )
        assert reply not in lines(persona, "apologise")

    def test_an_open_question_is_answered_with_the_matter_in_a_nutshell(self) -> None:
        who = customer("anxious", "dead_cooker")
        said(who, "Tell me from the start.", "invite")
        assert "tonight" in said(who, "And what does all this throw into disarray?", "ask_open")
        assert {"for_parents", "dinner_tonight"} <= set(who.memory.told)

    def test_the_nutshell_holds_what_has_been_told_by_then(self) -> None:
        case = shipped().production("one_day_late", "vain", "en").cast.case
        before, after = case.nutshell(())[0], case.nutshell(("hospital",))[0]
        assert all("hospital" not in line.text for line in before)
        assert all("hospital" in line.text for line in after)

    def test_when_and_who_get_the_time_and_the_person(self) -> None:
        who = customer("stubborn", "dead_cooker")
        said(who, "Bought when, and from whom?", "ask_closed")
        assert set(who.memory.told) == {"bought_saturday", "sold_by"}

    def test_a_small_question_about_anything_else_gets_an_answer_of_its_kind(self) -> None:
        case = shipped().production("dead_cooker", "anxious", "en").cast.case
        reply = said(customer("anxious", "dead_cooker"), "And how many watts does it have?", "ask_closed")
        assert any(line.text in reply for line in case.otherwise["how_much"])

    def test_an_offer_hardly_heard_is_not_called_by_a_name(self) -> None:
        who = customer("angry", "dead_cooker")
        topics = (Topic("solution", "new_wednesday", 0.62, ((0, 4),)),)
        reply = said(who, "I could perhaps do something about it.", "propose", topics=topics)
        assert "Wednesday" not in reply

    def test_the_echo_of_a_likelier_offer_is_none(self) -> None:
        who = customer("angry", "dead_cooker")
        topics = (
            Topic("solution", "new_wednesday", 0.6, ((0, 4),)), Topic("solution", "exchange_now", 0.94, ((5, 9),)),
        )  # fmt: skip
        turn = heard("propose", text="You take the better one home right now", topics=())
        response = who.hear(Move(HeardTurn(turn.text, "en", turn.acts, (), topics)))
        assert [offer.solution for offer in response.offers] == ["exchange_now"]


class TestAskedAgain:
    def test_a_fact_is_put_shorter_and_never_word_for_word(self) -> None:
        who = customer("anxious", "dead_cooker")
        asked = (Topic("fact", "died", 0.95, ((0, 4),)),)
        told = [said(who, f"So what did it do, number {n}?", "ask_closed", topics=asked) for n in range(4)]
        assert len(set(told)) == 4
        short = [line.text for line in shipped().production("dead_cooker", "anxious", "en").cast.case.again["died"]]
        assert all(any(line in text for line in short) for text in told[1:3])

    @pytest.mark.parametrize("persona", PERSONAS)
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_a_wish_is_put_otherwise(self, persona: str, lang: str) -> None:
        who = customer(persona, "dead_cooker", lang)
        wishes = []
        for n in range(3):
            if not who.here.ending:
                wishes.append(said(who, f"{n} What would you like?", "ask_expectation"))
        assert len(set(wishes)) == len(wishes)


class TestExtras:
    def test_an_extra_alone_settles_nothing(self) -> None:
        theatre = shipped()
        scenario: Scenario = theatre.library.scenario("one_day_late")
        memory = Memory(())
        memory.agreed = ["home_pickup"]
        judged = verdict(theatre.library.persona("stubborn"), scenario, "settled", memory, [1.0], {"softening"})
        assert judged.value < 1
        assert not judged.items[0].met

    def test_an_extra_does_not_count_among_the_offers_taken(self) -> None:
        memory = Memory((), frozenset({"special_review"}))
        memory.agreed = ["home_pickup"]
        assert memory.value("offers_taken") == 0
        memory.agreed.append("special_review")
        assert memory.value("offers_taken") == 1

    def test_it_is_taken_and_the_main_thing_stays_open(self) -> None:
        who = customer("stubborn")
        who.state = "softening"
        topics = (Topic("solution", "home_pickup", 0.95, ((0, 4),)),)
        turn = HeardTurn("We fetch the box at your door.", "en", heard("propose").acts, (), topics)
        response = who.hear(Move(turn))
        assert "extra_offer" in response.signals
        assert "good_offer" not in response.signals
        assert who.memory.agreed == ["home_pickup"]


class TestSomeDaysLater:
    @pytest.mark.parametrize("persona", PERSONAS)
    @pytest.mark.parametrize("outcome", ["kept", "broken", "none"])
    def test_the_outcome_is_talked_about_and_a_question_asked_before_anybody_leaves(
        self, persona: str, outcome: str
    ) -> None:
        who = customer(persona, "dead_cooker")
        assert who.later(outcome).text  # type: ignore[arg-type]
        first = said(who, "Hello, it's me again, how are you getting on?", "greet", "confirm_satisfaction")
        assert any(line in first for line in lines(persona, f"later_{outcome}_about"))
        asks = shipped().library.scenario("dead_cooker").follow_up.asks["en"]
        second = said(who, "Let me sum up and see whether all is well.", "recap", "confirm_satisfaction").lower()
        assert any(line.lower() in second for line in asks)
        assert not who.here.ending


class TestOfferedAgain:
    def offer(self, who: Customer, confidence: float, *acts: str) -> set[str]:
        """Signals of a turn in which the same thing is offered, heard so surely."""
        topics = (Topic("solution", "exchange_now", confidence, ((0, 4),)),)
        turn = HeardTurn("Take the better one today.", "en", heard(*acts).acts, (), topics, size=6)
        return set(who.hear(Move(turn)).signals)

    def refusing(self) -> Customer:
        who = customer("vain", "dead_cooker")
        for fact in who.memory.story:
            who.memory.tell(fact)
        return who

    def test_what_was_plainly_offered_and_turned_down_is_a_repeat(self) -> None:
        who = self.refusing()
        assert "offer_again" not in self.offer(who, 0.95, "propose")
        assert who.memory.refused == ["exchange_now"]
        assert "offer_again" in self.offer(who, 0.95, "propose")

    def test_what_was_hardly_heard_was_not_turned_down(self) -> None:
        who = self.refusing()
        self.offer(who, 0.6, "propose")
        assert "offer_again" not in self.offer(who, 0.95, "propose")

    def test_what_is_being_done_is_no_repeat_of_the_offer(self) -> None:
        who = self.refusing()
        self.offer(who, 0.95, "propose")
        assert "offer_again" not in self.offer(who, 0.95, "act")


class TestTwoThingsAsked:
    @pytest.mark.parametrize("persona", PERSONAS)
    def test_when_and_from_whom_are_both_told(self, persona: str) -> None:
        who = customer(persona, "dead_cooker")
        reply = who.hear(
            Move(HeardTurn("Bought when, and from whom?", "en", heard("ask_closed").acts, size=5))
        ).reply
        assert {"bought_saturday", "sold_by"} <= set(reply.told)


class TestGoodbye:
    def test_the_vain_customer_takes_no_mild_leave_with_nothing_agreed(self) -> None:
        who = customer("vain")
        who.state, who.memory.turns = "mollified", 5
        said(who, "Goodbye then.", "close")
        assert not who.here.ending
        last = said(who, "So long, take care.", "close")
        assert who.here.ending
        assert any(word in last for word in ("nothing", "Nothing"))
