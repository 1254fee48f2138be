"""A round from the first word to the end, its events, and resuming it wherever it broke off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.hearing.heard import HeardTurn
from roleplay.practice.events import TYPES, Event, dump, safe
from roleplay.practice.resuming import resume
from roleplay.practice.round import Round, RoundError, Setup
from roleplay.practice.theatre import Theatre
from roleplay.practice.verify import verify
from tests.conftest import heard

SETUP = Setup("plain:lamp", "plain:grumpy", "en", seed=3)


class WordEars:
    """Hears every word that is an act's name, and `fact:x` and `offer:x` as topics."""

    id = "words"

    def phrases(self, scenario: object) -> None:
        return None

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        words = text.lower().split()
        kinds = {"fact:": "fact", "offer:": "solution", "wild:": "forbidden"}
        topics = tuple(
            (kind, w.removeprefix(mark)) for w in words for mark, kind in kinds.items() if w.startswith(mark)
        )
        acts = tuple(dict.fromkeys(w for w in words if ":" not in w and w in KNOWN))
        return heard(*acts, text=text, topics=topics)


KNOWN = {
    "apologise", "empathise", "invite", "ask_open", "ask_closed", "blame", "close", "confirm_satisfaction", "propose",
    "explain", "restate", "verify", "record", "recap", "follow_up", "thank", "discriminate", "commit",
}  # fmt: skip


def play(theatre: Theatre, *turns: str, sink: Any = None) -> Round:
    played = Round(theatre, SETUP, WordEars(), sink)
    played.start()
    for turn in turns:
        played.say(turn)
    return played


def replies(events: Sequence[Event]) -> list[str]:
    return [event["text"] for event in events if event["type"] == "replied"]


GOOD = ("invite", "empathise restate", "ask_open", "propose offer:swap", "confirm_satisfaction thank")


class TestPlaying:
    def test_the_customer_speaks_first(self, theatre: Theatre) -> None:
        events = Round(theatre, SETUP, WordEars()).start()
        assert [event["type"] for event in events] == ["started", "replied"]
        assert events[1]["text"] == "Right. My lamp flickers."

    def test_every_event_has_the_documented_keys(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.follow_up()
        played.leave()
        for event in played.events:
            assert tuple(event)[:4] == ("v", "seq", "turn", "type")
            assert tuple(event)[4:] == TYPES[event["type"]]
        assert [event["seq"] for event in played.events] == list(range(len(played.events)))

    def test_a_good_talk_ends_satisfied(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        assert played.phase == "between"
        ended = played.finish()[-1]
        assert (ended["type"], ended["ending"]) == ("ended", "satisfied")
        assert ended["value"] >= 1

    def test_what_makes_it_worse_drives_the_customer_away(self, theatre: Theatre) -> None:
        played = play(theatre, "blame", "blame blame")
        ended = played.finish()[-1]
        assert (ended["ending"], ended["by"]) == ("left", "customer")
        assert ended["value"] <= -2

    def test_white_space_is_no_turn(self, theatre: Theatre) -> None:
        played = play(theatre)
        before = list(played.events)
        assert played.say(" \n\t ") == []
        assert played.events == before

    def test_after_the_end_nothing_can_be_said(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        with pytest.raises(RoundError):
            played.say("hello")

    def test_what_is_said_is_kept_before_it_is_heard(self, theatre: Theatre) -> None:
        kept: list[Event] = []

        class DeafEars(WordEars):
            def hear(self, *args: Any, **kwargs: Any) -> HeardTurn:
                assert kept[-1]["type"] == "said"
                raise KeyboardInterrupt

        played = Round(theatre, SETUP, DeafEars(), kept.extend)
        played.start()
        with pytest.raises(KeyboardInterrupt):
            played.say("empathise")
        assert kept[-1]["text"] == "empathise"

    def test_half_a_surrogate_pair_is_kept_as_a_mark_and_moves_nothing(self) -> None:
        assert safe("a\ud800b") == "a\ufffdb"


class TestAnswers:
    def test_a_fact_asked_twice_is_told_as_told_already(self, theatre: Theatre) -> None:
        played = play(theatre, "ask_closed fact:slip", "ask_closed fact:slip")
        assert replies(played.events)[-2].endswith("I have the slip.")
        assert replies(played.events)[-1] == "I told you already: I have the slip."

    def test_what_is_told_only_openly_is_not_given_to_a_narrow_question(self, theatre: Theatre) -> None:
        played = play(theatre, "ask_closed fact:study", "ask_open fact:study")
        assert replies(played.events)[-2] == "Does it matter?"
        assert "exam" in replies(played.events)[-1]

    def test_an_offer_in_the_heat_is_turned_down(self, theatre: Theatre) -> None:
        played = play(theatre, "propose offer:loan")
        assert replies(played.events)[-1] == "Don't come to me with a loan lamp now."

    def test_an_offer_before_the_facts_is_too_early(self, theatre: Theatre) -> None:
        played = play(theatre, "propose offer:swap")
        assert replies(played.events)[-1] == "A new lamp? You don't even know what happened."

    def test_too_little_is_turned_down_even_by_an_open_customer(self, theatre: Theatre) -> None:
        played = play(theatre, "invite", "empathise", "propose offer:bulb")
        assert replies(played.events)[-1] == "A new bulb is a joke."

    def test_goodbye_before_anything_is_settled_is_held_up(self, theatre: Theatre) -> None:
        assert replies(play(theatre, "close").events)[-1] == "Not yet it isn't."

    def test_words_that_nothing_matches_are_asked_about(self, theatre: Theatre) -> None:
        assert replies(play(theatre, "flurble wibble").events)[-1] == "What's that supposed to mean?"

    def test_the_same_sentence_again_is_noticed(self, theatre: Theatre) -> None:
        said = "empathise i do hear you"
        assert replies(play(theatre, said, said).events)[-1].startswith("You said that already.")

    def test_no_line_comes_again_while_another_is_left(self, theatre: Theatre) -> None:
        texts = replies(play(theatre, "apologise one", "apologise two", "apologise three").events)[1:]
        spoken = [text.split(" And")[0].split(" I ")[0].split(" It ")[0] for text in texts]
        assert len({text.split(".")[0] for text in spoken}) == 3

    def test_silence_is_a_move(self, theatre: Theatre) -> None:
        played = play(theatre)
        events = played.silence(12.0)
        assert events[0]["how"] == "silence"
        assert replies(events)[0].startswith(("Hello?", "Cat got"))


class TestLater:
    def test_within_authority_the_house_keeps_its_word(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        later, reply = played.follow_up()
        assert (later["outcome"], reply["text"]) == ("kept", "You kept your word.")

    def test_beyond_authority_the_promise_breaks_and_costs(self, theatre: Theatre) -> None:
        played = play(theatre, "invite", "empathise", "propose offer:gift", "confirm_satisfaction")
        assert played.follow_up()[0]["outcome"] == "broken"
        ended = played.leave()[-1]
        assert ended["value"] < 1
        assert any(
            debit["act"] == "beyond_authority"
            for event in played.events
            if event["type"] == "scored"
            for debit in event["rubrics"]["complaint_five_steps"]["debits"]
        )

    def test_the_scene_ends_after_its_turns(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.follow_up()
        played.say("thank you one")
        assert played.say("thank you two")[-1]["type"] == "ended"


words = st.lists(
    st.sampled_from(["empathise", "invite", "blame", "ask_open", "ask_closed fact:slip", "propose offer:loan",
                     "propose offer:swap", "close", "confirm_satisfaction", "nonsense", "commit", "wild:forever"]),
    max_size=8,
)  # fmt: skip


class TestResuming:
    @settings(max_examples=40, deadline=None)
    @given(words, st.data())
    def test_a_round_cut_anywhere_goes_on_as_if_it_had_not_been(
        self, theatre: Theatre, turns: list[str], data: st.DataObject
    ) -> None:
        kept: list[Event] = []
        whole = play(theatre, sink=kept.extend)
        for turn in turns:
            if whole.phase == "talk":
                whole.say(turn)
        cut = data.draw(st.integers(2, len(kept)))
        saved = list(kept[:cut])
        while saved[-1]["type"] not in ("said", "scored", "replied") or (
            saved[-1]["type"] == "replied" and saved[-1]["turn"] > 0
        ):
            saved.pop()  # what belongs together is saved together
        resumed = resume(theatre, saved, WordEars(), saved.extend)
        done = {event["turn"] for event in saved if event["type"] == "said"}
        for number, turn in enumerate(turns, 1):
            if number not in done and resumed.phase == "talk":
                resumed.say(turn)
        assert [dump(e) for e in resumed.events] == [dump(e) for e in whole.events]
        assert [dump(e) for e in saved] == [dump(e) for e in whole.events]

    def test_changed_content_is_refused_with_its_name(self, theatre: Theatre) -> None:
        events = [dict(event) for event in play(theatre, "invite").events]
        events[0]["content"] = {**events[0]["content"], "persona": "other"}
        with pytest.raises(RoundError, match="persona"):
            resume(theatre, events, WordEars())


class TestReceipt:
    def test_the_same_words_and_seed_give_the_same_events(self, theatre: Theatre) -> None:
        one, two = play(theatre, *GOOD), play(theatre, *GOOD)
        one.finish()
        two.finish()
        assert [dump(e) for e in one.events] == [dump(e) for e in two.events]

    def test_an_untouched_round_verifies(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.finish()
        result = verify(theatre, played.events, WordEars())
        assert (result.score, result.hearing, result.receipt) == (True, True, result.again)

    def test_a_doctored_score_is_found(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.finish()
        events = [dict(event) for event in played.events]
        events[-1]["value"] = 3 if events[-1]["value"] < 3 else 2
        result = verify(theatre, events)
        assert not result.score
        assert result.differences == (f"{events[-1]['seq']} ended",)

    def test_a_turn_heard_otherwise_today_is_reported_apart(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.finish()

        class OtherEars(WordEars):
            def hear(self, *args: Any, **kwargs: Any) -> HeardTurn:
                return HeardTurn("", "en")

        result = verify(theatre, played.events, OtherEars())
        assert (result.score, result.hearing, result.reheard) == (True, False, (1, 2, 3, 4, 5))
