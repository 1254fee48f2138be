"""The exact words of a turn: an event of their own, on which nothing else depends."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.content.library import Library
from roleplay.hearing.heard import HeardTurn, Span
from roleplay.practice.debrief import debrief
from roleplay.practice.events import TYPES, Event, dump
from roleplay.practice.resuming import resume
from roleplay.practice.round import Round
from roleplay.practice.theatre import Theatre
from roleplay.practice.transcript import Examiner, parse
from roleplay.practice.verify import verify
from tests.practice.test_round import GOOD, SETUP, WordEars, words
from tests.practice.test_transcript import TALK


class ExactEars(WordEars):
    """Hears at once that an act is somewhere in the turn, and afterwards where."""

    asked = 0

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        turn = super().hear(text)
        return turn.with_spans({act.act: ((0, len(text)),) for act in turn.acts})

    def evidence(self, turn: HeardTurn, context: str = "", phrases: Any = None) -> dict[str, tuple[Span, ...]]:
        self.asked += 1
        return {act: ((at := turn.text.find(act), at + len(act)),) for act in turn.ids()}


def play(
    theatre: Theatre, *turns: str, ears: WordEars | None = None, refine: bool = True, sink: Any = None
) -> Round:
    played = Round(theatre, SETUP, ears or ExactEars(), sink)
    played.start()
    for turn in turns:
        played.say(turn)
        if refine:
            played.refine()
    return played


def kinds(events: list[Event]) -> list[str]:
    return [event["type"] for event in events]


def dumped(events: list[Event]) -> list[str]:
    return [dump(event) for event in events]


class TestRefining:
    def test_the_words_of_each_act_come_after_the_reply(self, theatre: Theatre) -> None:
        kept: list[Event] = []
        played = play(theatre, "empathise invite", refine=False, sink=kept.extend)
        (event,) = played.refine()
        assert tuple(event) == ("v", "seq", "turn", "type", *TYPES["evidence"])
        assert (event["turn"], event["seq"]) == (1, len(played.events) - 1)
        assert event["spans"] == {"empathise": [[0, 9]], "invite": [[10, 16]]}
        assert kept == played.events

    def test_a_pattern_has_the_words_of_its_acts(self, theatre: Theatre) -> None:
        (event,) = play(theatre, "ask_open restate verify", refine=False).refine()
        assert event["spans"]["need_confirmed"] == [[9, 16], [17, 23]]

    def test_what_is_done_is_not_done_again(self, theatre: Theatre) -> None:
        ears = ExactEars()
        played = play(theatre, "empathise", "invite", ears=ears, refine=False)
        assert [event["turn"] for event in played.refine()] == [1, 2]
        assert played.refine() == []
        assert ears.asked == 2

    def test_where_nothing_was_heard_nothing_is_looked_for(self, theatre: Theatre) -> None:
        ears = ExactEars()
        played = play(theatre, "flurble", ears=ears, refine=False)
        played.silence()
        assert played.refine() == []
        assert ears.asked == 0

    def test_ears_that_find_no_words_leave_the_round_as_it_was(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD, ears=WordEars())
        assert "evidence" not in kinds(played.events)

    def test_nothing_played_depends_on_it(self, theatre: Theatre) -> None:
        one, other = play(theatre, *GOOD), play(theatre, *GOOD, refine=False)
        one.finish()
        other.finish()
        assert "evidence" in kinds(one.events)
        plain = [{**event, "seq": 0} for event in one.events if event["type"] != "evidence"]
        assert plain == [{**event, "seq": 0} for event in other.events]  # the receipt among them

    def test_a_turn_may_be_played_while_words_are_looked_for(self, theatre: Theatre) -> None:
        played = play(theatre, "empathise", refine=False)
        (item,) = played.unrefined()
        found = played.find_words(item)
        played.say("invite")
        (event,) = played.put_words(item, found)
        assert (event["turn"], event["spans"]) == (1, {"empathise": [[0, 9]]})
        assert played.put_words(item, found) == []
        assert [one.number for one in played.unrefined()] == [2]

    @pytest.mark.parametrize("closes", [True, False])
    def test_the_last_turn_of_all_has_its_words_too(self, theatre: Theatre, closes: bool) -> None:
        played = play(theatre, *GOOD)
        played.closes = closes
        played.follow_up()
        played.say("thank close")
        assert played.phase == ("over" if closes else "done")
        played.refine()
        if not closes:
            played.finish()
        order = ["ended", "evidence"] if closes else ["evidence", "ended"]
        assert [kind for kind in kinds(played.events) if kind in order][-2:] == order
        assert verify(theatre, played.events, ExactEars()).score


class TestVerifying:
    def finished(self, theatre: Theatre, refine: bool = True) -> list[Event]:
        played = play(theatre, *GOOD, refine=refine)
        played.finish()
        return [dict(event) for event in played.events]

    @pytest.mark.parametrize("refine", [True, False])
    def test_a_round_verifies_with_words_and_without(self, theatre: Theatre, refine: bool) -> None:
        result = verify(theatre, self.finished(theatre, refine), ExactEars())
        assert (result.score, result.hearing, result.differences) == (True, True, ())

    def test_words_found_after_the_end_do_no_harm(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD, refine=False)
        played.finish()
        played.refine()
        assert kinds(played.events)[-1] == "evidence"
        assert verify(theatre, played.events, ExactEars()).score

    @pytest.mark.parametrize(
        "spans",
        [{}, {"blame": [[0, 3]]}, {"invite": [[0, 3]], "blame": [[0, 3]]}, {"invite": [[0, 99]]}, {"invite": []},
         {"invite": [[3, 3]]}],
    )  # fmt: skip
    def test_words_for_what_was_not_heard_are_found_out(self, theatre: Theatre, spans: Any) -> None:
        events = self.finished(theatre)
        first = next(event for event in events if event["type"] == "evidence")
        first["spans"] = spans
        result = verify(theatre, events)
        assert not result.score
        assert result.differences == (f"{first['seq']} evidence",)
        assert result.receipt == result.again

    def test_words_of_a_turn_that_was_not_are_found_out(self, theatre: Theatre) -> None:
        events = self.finished(theatre)
        next(event for event in events if event["type"] == "evidence")["turn"] = 77
        assert not verify(theatre, events).score

    def test_other_words_than_todays_are_reported_apart(self, theatre: Theatre) -> None:
        events = self.finished(theatre)
        first = next(event for event in events if event["type"] == "evidence")
        first["spans"] = {"invite": [[1, 3]]}
        result = verify(theatre, events, ExactEars())
        assert (result.score, result.hearing, result.reheard) == (True, False, (1,))


class TestResuming:
    def test_killed_between_the_reply_and_the_words(self, theatre: Theatre) -> None:
        whole = play(theatre, *GOOD)
        saved = list(play(theatre, *GOOD[:2], refine=False).events)
        saved = [event for event in saved if event["turn"] < 2]
        resumed = resume(theatre, saved, ExactEars(), saved.extend)
        resumed.refine()
        for turn in GOOD[1:]:
            resumed.say(turn)
            resumed.refine()
        assert dumped(resumed.events) == dumped(whole.events)
        assert dumped(saved) == dumped(whole.events)

    @settings(max_examples=40, deadline=None)
    @given(words, st.lists(st.booleans(), min_size=8, max_size=8), st.data())
    def test_words_may_come_at_any_time(
        self, theatre: Theatre, turns: list[str], when: list[bool], data: st.DataObject
    ) -> None:
        kept: list[list[Event]] = []
        whole = play(theatre, sink=lambda batch: kept.append(list(batch)))
        for turn, refine in zip(turns, when, strict=False):
            if whole.phase == "talk":
                whole.say(turn)
            if refine:
                whole.refine()
        cut = data.draw(st.integers(1, len(kept)))  # what is handed over together is kept together
        saved = [event for batch in kept[:cut] for event in batch]
        stored = dumped(saved)
        resumed = resume(theatre, saved, ExactEars(), saved.extend)
        assert dumped(resumed.events)[: len(stored)] == stored
        resumed.refine()
        if resumed.phase == "talk":
            resumed.leave()
        resumed.finish()
        assert dumped(saved) == dumped(resumed.events)
        assert [event["seq"] for event in saved] == list(range(len(saved)))
        heard = {event["turn"] for event in saved if event["type"] == "heard" and event["heard"]["acts"]}
        assert sorted(event["turn"] for event in saved if event["type"] == "evidence") == sorted(heard)
        assert verify(theatre, saved, ExactEars()).score

    def test_marks_and_words_stay_where_they_stood(self, theatre: Theatre) -> None:
        played = play(theatre, *GOOD)
        played.closes = False
        played.follow_up()
        played.say("thank close")
        mark = {"v": 1, "seq": len(played.events), "turn": 6, "type": "marked", "by": "b", "mark": "+", "note": ""}
        played.events.append(mark)
        played.refine()
        played.finish()
        result = verify(theatre, played.events)
        assert (result.score, result.differences) == (True, ())


class TestShowing:
    def test_the_debrief_shows_the_exact_words_of_acts_credits_and_faults(self, theatre: Theatre) -> None:
        (turn,) = debrief(play(theatre, "restate verify blame").events).turns
        assert {act["id"]: act["spans"] for act in turn.acts} == {
            "restate": [[0, 7]], "verify": [[8, 14]], "blame": [[15, 20]],
        }  # fmt: skip
        earned = {item["act"]: item["spans"] for item in turn.credits["complaint_five_steps"]}
        assert earned["restate"] == [[0, 7]]
        assert earned["need_confirmed"] == [[0, 7], [8, 14]]
        assert [item["spans"] for item in turn.debits["complaint_five_steps"]] == [[[15, 20]]]

    def test_without_them_it_shows_the_likeliest(self, theatre: Theatre) -> None:
        (turn,) = debrief(play(theatre, "restate verify", refine=False).events).turns
        assert {act["id"]: act["spans"] for act in turn.acts} == {"restate": [[0, 14]], "verify": [[0, 14]]}

    def test_a_fault_that_shows_at_the_end_stands_at_its_own_turn(self, theatre: Theatre) -> None:
        played = play(theatre, "close", "invite and so on")
        played.leave()
        played.finish()
        first, second = debrief(played.events).turns
        (debit,) = [item for item in first.debits["complaint_five_steps"] if item["kind"] == "order"]
        assert debit["spans"] == [[0, 5]]
        assert not second.debits["complaint_five_steps"]

    def test_a_transcript_is_scored_with_the_exact_words(self, library: Library) -> None:
        ears = ExactEars()
        scored = Examiner(library, ears).score(parse(TALK).utterances)
        second = scored.turns[1]
        assert {act.act: act.spans for act in second.heard.acts} == {"restate": ((0, 7),), "ask_open": ((8, 16),)}
        assert {credit.act: credit.spans for credit in second.credits}["restate"] == ((0, 7),)

        class Likeliest(ExactEars):
            evidence = None  # type: ignore[assignment]

        plain = Examiner(library, Likeliest()).score(parse(TALK).utterances)
        assert plain.turns[1].heard.acts[0].spans == ((0, 16),)
        assert (plain.rubrics, plain.receipt) == (scored.rubrics, scored.receipt)
