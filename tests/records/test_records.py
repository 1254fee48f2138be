"""Rounds are kept event by event, on a file and on a server alike."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roleplay.practice.events import Event, dump
from roleplay.practice.resuming import resume
from roleplay.practice.round import Round, Setup
from roleplay.practice.theatre import Theatre
from roleplay.practice.verify import verify
from roleplay.records import Records, RecordsError
from roleplay.records.schema import metadata
from tests.practice.test_evidence import ExactEars
from tests.practice.test_round import GOOD, WordEars

SETUP = Setup("plain:lamp", "plain:grumpy", "en", seed=3)


def play(theatre: Theatre, records: Records, *turns: str, finish: bool = False) -> tuple[str, Round]:
    round_id = records.begin(SETUP)
    played = Round(theatre, SETUP, WordEars(), records.sink(round_id))
    played.start()
    for turn in turns:
        played.say(turn)
    if finish:
        played.finish()
    return round_id, played


def event(kind: str, seq: int, turn: int = 1, **fields: object) -> Event:
    return {"v": 1, "seq": seq, "turn": turn, "type": kind, **fields}


def said(text: str, seq: int = 0, turn: int = 1) -> Event:
    return event("said", seq, turn, text=text, how="say", seconds=0.0)


class TestKeeping:
    def test_a_round_comes_back_as_it_was(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records, *GOOD, finish=True)
        assert [dump(e) for e in records.events(round_id)] == [dump(e) for e in played.events]

    def test_words_that_were_found_after_the_end_come_back_with_it(
        self, theatre: Theatre, records: Records
    ) -> None:
        round_id = records.begin(SETUP)
        played = Round(theatre, SETUP, ExactEars(), records.sink(round_id))
        played.start()
        for turn in GOOD:
            played.say(turn)
        played.finish()
        assert played.refine()
        kept = records.events(round_id)
        assert [dump(e) for e in kept] == [dump(e) for e in played.events]
        assert records.round(round_id).phase == "ended"
        assert verify(theatre, kept, ExactEars()).hearing

    def test_a_round_is_there_for_another_process(self, theatre: Theatre, records: Records, url: str) -> None:
        round_id, played = play(theatre, records, "invite")
        other = Records.open(url)
        assert other.events(round_id) == played.events
        other.close()

    def test_a_kept_round_goes_on_as_if_it_had_not_stopped(self, theatre: Theatre, records: Records) -> None:
        _, whole = play(theatre, records, *GOOD, finish=True)
        round_id, _ = play(theatre, records, *GOOD[:2])
        resumed = resume(theatre, records.events(round_id), WordEars(), records.sink(round_id))
        for turn in GOOD[2:]:
            resumed.say(turn)
        resumed.finish()
        assert [dump(e) for e in records.events(round_id)] == [dump(e) for e in whole.events]

    def test_a_kept_score_verifies(self, theatre: Theatre, records: Records) -> None:
        round_id, _ = play(theatre, records, *GOOD, finish=True)
        assert verify(theatre, records.events(round_id), WordEars()).score

    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(st.characters(exclude_categories=[]), min_size=1, max_size=60))
    def test_any_text_is_kept_to_the_character(self, records: Records, text: str) -> None:
        round_id = records.begin(SETUP)
        kept = said(text)
        records.sink(round_id)([kept])
        assert records.events(round_id) == [kept]

    def test_a_hundred_kilobytes_in_one_turn_are_kept(self, records: Records) -> None:
        round_id = records.begin(SETUP)
        records.sink(round_id)([said("退" * 100_000)])
        assert records.events(round_id)[0]["text"] == "退" * 100_000

    def test_events_that_belong_together_are_kept_together_or_not_at_all(self, records: Records) -> None:
        round_id = records.begin(SETUP)
        sink = records.sink(round_id)
        sink([said("one")])
        with pytest.raises(RecordsError) as raised:
            sink([said("two", seq=1), said("again", seq=0)])
        assert raised.value.code == "elsewhere"
        assert [e["text"] for e in records.events(round_id)] == ["one"]

    def test_trouble_that_passes_loses_nothing(self, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
        round_id = records.begin(SETUP)
        told: list[RecordsError] = []
        sink = records.sink(round_id, told.append)
        with monkeypatch.context() as patch:
            patch.setattr(records, "_append", lambda *_: (_ for _ in ()).throw(RecordsError("busy", "here")))
            sink([said("one")])
        assert [error.code for error in told] == ["busy"]
        sink([said("two", seq=1, turn=2)])
        assert [e["text"] for e in records.events(round_id)] == ["one", "two"]

    def test_an_unknown_round_is_said_to_be_unknown(self, records: Records) -> None:
        for ask in (records.events, records.discard, records.restore, records.round, records.find):
            with pytest.raises(RecordsError) as raised:
                ask("nowhere")
            assert raised.value.code == "unknown"


class TestLists:
    @pytest.fixture
    def ticking(self, url: str) -> Iterator[Records]:
        """Records whose clock goes on a minute whenever it is read."""
        ticks = count()
        opened = Records.open(url, now=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=next(ticks)))
        yield opened
        opened.close()

    def test_the_round_played_last_comes_first(self, theatre: Theatre, ticking: Records) -> None:
        first, played = play(theatre, ticking, "invite")
        second, _ = play(theatre, ticking, "invite")
        assert [row.id for row in ticking.rounds()] == [second, first]
        played.say("empathise")
        assert [row.id for row in ticking.rounds()] == [first, second]
        assert [row.id for row in ticking.rounds(limit=1)] == [first]

    def test_a_row_says_what_was_played_and_how_it_stands(self, theatre: Theatre, ticking: Records) -> None:
        round_id, played = play(theatre, ticking, *GOOD, finish=True)
        row = ticking.round(round_id)
        ended = played.events[-1]
        assert (row.scenario, row.persona, row.lang, row.mode, row.seed) == (*SETUP_SHOWN, 3)
        assert (row.phase, row.turns, row.value, row.ending) == ("ended", 5, ended["value"], "satisfied")
        assert row.scores == ended["rubrics"]
        assert row.created_at < row.updated_at

    def test_a_round_in_which_nothing_was_said_is_not_listed(self, theatre: Theatre, records: Records) -> None:
        play(theatre, records)
        assert records.rounds() == records.unfinished() == []

    def test_an_ended_round_is_not_unfinished(self, theatre: Theatre, records: Records) -> None:
        play(theatre, records, *GOOD, finish=True)
        open_one, _ = play(theatre, records, *GOOD)
        assert [row.id for row in records.unfinished()] == [open_one]

    def test_a_discarded_round_can_be_brought_back(self, theatre: Theatre, records: Records) -> None:
        open_one, _ = play(theatre, records, "invite")
        ended, _ = play(theatre, records, *GOOD, finish=True)
        for round_id in (open_one, ended):
            records.discard(round_id)
        assert records.rounds() == []
        for round_id in (open_one, ended):
            records.restore(round_id)
        assert {row.id: row.phase for row in records.rounds()} == {open_one: "open", ended: "ended"}

    def test_learners_do_not_see_each_others_rounds(self, records: Records) -> None:
        setup = Setup("plain:lamp", "plain:grumpy", "en", learner="李雷\0")
        if "postgresql" in records.where:
            setup = Setup("plain:lamp", "plain:grumpy", "en", learner="李雷")
        round_id = records.begin(setup)
        records.sink(round_id)([said("hello")])
        assert records.rounds() == []
        assert [row.id for row in records.rounds(setup.learner)] == [round_id]

    def test_a_round_is_found_by_the_beginning_of_its_id(self, theatre: Theatre, records: Records) -> None:
        round_id, _ = play(theatre, records, "invite")
        assert records.find(round_id[:6]) == round_id
        play(theatre, records, "invite")
        with pytest.raises(RecordsError):
            records.find("")


SETUP_SHOWN = ("plain:lamp", "plain:grumpy", "en", "coached")


class TestDrafts:
    def test_what_is_being_typed_is_kept_until_it_is_said(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records, "invite")
        played.draft("I am s")
        played.draft("I am sorry")
        assert records.last_draft(round_id) == "I am sorry"
        assert records.events(round_id) == played.events
        played.say("I am sorry apologise")
        assert records.last_draft(round_id) == ""

    def test_a_draft_that_is_kept_late_does_not_outlive_its_turn(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records)
        late = played.draft("hel")
        played.say("hello")
        records.sink(round_id)(late)
        assert records.last_draft(round_id) == ""

    def test_a_round_with_nothing_but_a_draft_is_listed(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records)
        played.draft("您好\0")
        assert [row.id for row in records.unfinished()] == [round_id]
        assert records.last_draft(round_id) == "您好\0"

    def test_nothing_that_was_typed_outlives_the_round(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records, "invite")
        played.leave()
        played.draft("left over")
        played.finish()
        assert records.last_draft(round_id) == ""


class TestMemoryAcrossRounds:
    def test_lines_heard_from_a_persona_are_remembered(self, theatre: Theatre, records: Records) -> None:
        _, played = play(theatre, records, "invite", "empathise")
        used = {line for e in played.events if e["type"] == "replied" for line in e["lines"]}
        assert set(records.seen_lines("plain:grumpy")) == used
        assert records.seen_lines("other") == records.seen_lines("plain:grumpy", learner="you") == ()

    def test_a_line_heard_again_is_counted_not_doubled(self, theatre: Theatre, records: Records) -> None:
        play(theatre, records, "invite")
        once = records.seen_lines("plain:grumpy")
        play(theatre, records, "invite")
        assert records.seen_lines("plain:grumpy") == once
        with records._read() as connection:
            times = connection.execute(metadata.tables["lines_seen"].select()).mappings().all()
        assert {row["times"] for row in times} == {2}

    def test_what_nothing_matched_goes_to_the_unheard(self, theatre: Theatre, records: Records) -> None:
        round_id, played = play(theatre, records, "flurble wibble", "invite", "...")
        played.silence()
        with records._read() as connection:
            rows = connection.execute(metadata.tables["unheard"].select()).mappings().all()
        assert [(row["round"], row["turn"], row["text"]) for row in rows] == [(round_id, 1, "flurble wibble")]
