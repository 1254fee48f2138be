"""The exact words of a turn on the command line: after the reply, and wherever words are shown or sent out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_formats import validate
from tests.cli.test_play import GOOD_LINES
from tests.practice.test_evidence import ExactEars

LINES = GOOD_LINES + "/silent\nthank close\n"


@pytest.fixture(autouse=True)
def _exact_ears(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("roleplay.cli.loading.load_ears", ExactEars)


def test_the_words_come_after_the_reply_and_the_end_is_still_last(play: Run, run: Run, course: Path) -> None:
    done = play("--format", "json", "--follow-up", given=LINES)
    rows = done.rows()
    validate("event", rows)
    kinds = [(row["turn"], row["type"]) for row in rows]
    for turn in (1, 2, 3, 4, 5, 7):
        assert kinds.index((turn, "evidence")) > kinds.index((turn, "scored"))
    assert (6, "evidence") not in kinds
    assert kinds[-1] == (7, "ended")
    assert play("--format", "json", "--follow-up", given=LINES).out == done.out
    (result,) = run("verify", "-", "--course", course, "--format", "json", given=done.out).rows()
    assert (result["score"], result["hearing"], result["differences"]) == (True, True, [])


def test_feedback_quotes_the_exact_words_right_after_the_reply(play: Run) -> None:
    lines = play(given="well I blame you\nflurble\n/silent\n").out.split("\n")
    at = next(n for n, line in enumerate(lines) if "well I blame you" in line)
    assert lines[at + 1].startswith("Customer (")
    assert "“blame”" in lines[at + 2]
    assert [line.startswith("[Feedback") for line in lines].count(True) == 3


def test_a_round_shown_again_quotes_them_too(play: Run, run: Run, course: Path, tmp_path: Path) -> None:
    shown = play("--no-save", given=LINES).out
    events = play("--format", "json", "--no-save", given=LINES)
    assert run("replay", "-", "--course", course, given=events.out).out == shown
    rows = [row for row in events.out.split("\n") if '"type":"evidence"' not in row]
    late = [row for row in events.out.split("\n") if row not in rows]
    moved = "\n".join(_numbered([*rows[:-1], *late]))  # found when all was over, as in the app
    assert run("replay", "-", "--course", course, given=moved).out == shown


def _numbered(rows: list[str]) -> list[str]:
    return [json.dumps({**json.loads(row), "seq": seq}) for seq, row in enumerate(rows)]


def test_recognise_gives_the_exact_words(run: Run) -> None:
    (row,) = run("recognise", "--format", "json", given="well I blame you\n").rows()
    assert [act["spans"] for act in row["acts"]] == [[[7, 12]]]
    assert "“blame”" in run("recognise", given="well I blame you\n").out


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_score_gives_the_exact_words(run: Run, form: str) -> None:
    done = run("score", "-", "--format", form, given="Customer: x\nAgent: well I blame you\n")
    words = {"text": "blame 8, blame\n", "json": '"spans":[[7,12]]', "html": '<mark class="cost">blame</mark>'}
    assert words[form] in done.out
