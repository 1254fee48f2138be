"""`roleplay replay` and `roleplay verify`: a round once more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest

from roleplay.hearing.heard import HeardTurn
from roleplay.records.records import Records
from tests.cli.conftest import Run, TestEars
from tests.cli.test_play import GOOD_LINES, harmless


@pytest.fixture
def events(play: Run, tmp_path: Path) -> Path:
    """A file with the events of a good round."""
    path = tmp_path / "round.jsonl"
    path.write_text(play("--format", "json", "--no-save", given=GOOD_LINES).out, encoding="utf-8")
    return path


@pytest.fixture
def kept(play: Run) -> str:
    """The id of a kept round."""
    play(given=GOOD_LINES)
    records = Records.open()
    (row,) = records.rounds()
    records.close()
    return row.id


class TestReplay:
    def test_a_kept_round_reads_as_it_was_played(self, run: Run, play: Run, course: Path, kept: str) -> None:
        assert run("replay", kept, "--course", course).out == play("--no-save", given=GOOD_LINES).out

    def test_the_beginning_of_its_id_is_enough(self, run: Run, course: Path, kept: str) -> None:
        assert run("replay", kept[:4], "--course", course).code == 0

    def test_its_events_come_out_as_they_went_in(self, run: Run, events: Path) -> None:
        assert run("replay", events, "--format", "json").out == events.read_text(encoding="utf-8")
        assert run("replay", "-", "--format", "json", given=events.read_bytes()).code == 0

    def test_it_can_be_read_when_its_content_is_gone(self, run: Run, events: Path) -> None:
        done = run("replay", events)
        assert done.code == 0
        assert "Customer (cross): " in done.out

    def test_kept_rounds_can_be_listed(self, run: Run, kept: str) -> None:
        assert kept in run("replay", "--list").out
        (row,) = run("replay", "--list", "--format", "json").rows()
        assert (row["id"], row["phase"], row["turns"]) == (kept, "ended", 5)

    def test_where_there_are_none_it_says_how_to_begin(self, run: Run) -> None:
        done = run("replay", "--list")
        assert (done.code, done.out) == (0, "")
        assert "roleplay play" in done.err

    def test_a_round_must_be_named(self, run: Run) -> None:
        done = run("replay")
        assert (done.code, "--list" in done.err) == (2, True)

    @pytest.mark.parametrize("source", ["abcdef", "no/such/file", "none.jsonl"])
    def test_one_that_is_not_there_is_refused(self, run: Run, source: str) -> None:
        done = run("replay", source)
        assert (done.code, done.out) == (1, "")
        assert source in done.err


class TestVerify:
    def test_an_untouched_round_verifies(self, run: Run, course: Path, kept: str, events: Path) -> None:
        for source in (kept, events):
            done = run("verify", source, "--course", course)
            assert done.code == 0
            assert "comes out the same" in done.out
            assert "hears every turn the same" in done.out

    def test_a_doctored_score_does_not(self, run: Run, course: Path, events: Path) -> None:
        lines = events.read_text(encoding="utf-8").splitlines()
        last = json.loads(lines[-1])
        last["rubrics"]["moment_of_truth"]["score"] = 100
        events.write_text("\n".join([*lines[:-1], json.dumps(last)]), encoding="utf-8")
        done = run("verify", events, "--course", course, "--format", "json")
        assert done.code == 1
        (row,) = done.rows()
        assert (row["score"], row["hearing"]) == (False, True)
        assert row["differences"] == [f"{last['seq']} ended"]

    def test_other_ears_are_reported_apart_and_do_not_change_the_score(
        self, run: Run, course: Path, events: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Deaf(TestEars):
            def hear(self, *_: object, **__: object) -> HeardTurn:
                return HeardTurn("", "en")

        monkeypatch.setattr("roleplay.cli.loading.load_ears", Deaf)
        done = run("verify", events, "--course", course)
        assert done.code == 0
        assert "1, 2, 3, 4, 5" in done.out
        assert (
            run("verify", events, "--course", course, "--no-hearing", "--format", "json").rows()[0]["hearing"]
            is None
        )

    def test_changed_content_is_refused_with_its_name(self, run: Run, course: Path, events: Path) -> None:
        first, rest = events.read_text(encoding="utf-8").split("\n", 1)
        started = json.loads(first)
        started["content"]["persona"] = "0" * 16
        events.write_text(json.dumps(started) + "\n" + rest, encoding="utf-8")
        done = run("verify", events, "--course", course)
        assert (done.code, "content has changed" in done.err) == (1, True)

    def test_content_that_is_gone_is_named(self, run: Run, events: Path) -> None:
        done = run("verify", events)
        assert (done.code, "plain:lamp" in done.err) == (1, True)

    def test_a_round_that_has_not_ended_has_no_score_to_verify(self, run: Run, course: Path, events: Path) -> None:
        lines = events.read_text(encoding="utf-8").splitlines()
        events.write_text("\n".join(lines[:-1]), encoding="utf-8")
        done = run("verify", events, "--course", course)
        assert (done.code, "has not ended" in done.err) == (1, True)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "does not begin"),
            ("hello", "line 1 is no JSON"),
            ("[" * 100_000, "line 1 is no JSON"),
            ("{}", "line 1 is no event"),
            ('{"v":1,"seq":0,"turn":0,"type":"started"}', "line 1 is no event"),
            ('{"v":1,"seq":0,"turn":1,"type":"said","text":"a","how":"say","seconds":0}', "does not begin"),
        ],
    )
    def test_a_file_that_is_no_round_is_refused_with_the_line(
        self, run: Run, tmp_path: Path, text: str, words: str
    ) -> None:
        (tmp_path / "x.jsonl").write_text(text)
        done = run("verify", tmp_path / "x.jsonl")
        assert (done.code, words in done.err) == (1, True)

    def test_a_missing_event_is_noticed(self, run: Run, events: Path) -> None:
        lines = events.read_text(encoding="utf-8").splitlines()
        events.write_text("\n".join([*lines[:3], *lines[4:]]), encoding="utf-8")
        assert "an event is missing" in run("verify", events).err

    @pytest.mark.parametrize("field", ["scenario", "persona"])
    def test_a_file_cannot_lead_elsewhere_on_the_disk(self, run: Run, events: Path, field: str) -> None:
        first, rest = events.read_text(encoding="utf-8").split("\n", 1)
        events.write_text(json.dumps({**json.loads(first), field: "../../secret"}) + "\n" + rest, encoding="utf-8")
        done = run("verify", events)
        assert (done.code, "line 1 is no event" in done.err) == (1, True)


class TestDoctoredFiles:
    """Files that have the shape of a round and are none."""

    CHANGES: ClassVar[dict[str, Callable[[dict[str, Any]], None]]] = {
        "a topic that no scenario has": lambda e: e["heard"]["topics"].append(
            {"kind": "solution", "id": "nothing", "confidence": 0.5, "spans": [[0, 1]]}
        ),
        "spans outside the text": lambda e: e["heard"]["acts"].append(
            {"id": "apologise", "confidence": 0.5, "spans": [[-5, 10**9]], "rule": "x"}
        ),
        "an act that does not exist": lambda e: e["heard"]["acts"].append(
            {"id": "<b>\x1b[31m", "confidence": 0.5, "spans": [[0, 1]], "rule": "x"}
        ),
        "a language of nobody": lambda e: e["heard"].update(lang=""),
        "a size without measure": lambda e: e["heard"].update(size=-1),
    }

    @pytest.mark.parametrize("change", CHANGES)
    def test_they_are_refused_or_shown_without_a_crash(
        self, run: Run, course: Path, events: Path, change: str
    ) -> None:
        rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
        self.CHANGES[change](next(row for row in rows if row["type"] == "heard"))
        events.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        for command in ("replay", "verify"):
            done = run(command, events, "--course", course)
            assert done.code in (0, 1)
            assert harmless(done.out)
            assert harmless(done.err)

    @pytest.mark.parametrize(("kind", "field", "value"), [
        ("started", "seed", float("inf")), ("said", "seconds", float("nan")), ("replied", "state", "nowhere"),
        ("replied", "mood", {}), ("ended", "value", 9), ("ended", "ending", "nowhere"), ("started", "lang", ""),
        ("ended", "rubrics", {}), ("scored", "rubrics", {"x": {"score": 1, "steps": {}, "credits": [], "debits": []}}),
    ])  # fmt: skip
    def test_nor_do_fields_with_other_values(
        self, run: Run, course: Path, events: Path, kind: str, field: str, value: object
    ) -> None:
        rows = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
        next(row for row in rows if row["type"] == kind)[field] = value
        events.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        assert run("replay", events, "--course", course).code in (0, 1)
        assert run("verify", events, "--course", course).code == 1
