"""kill -9 at any moment loses nothing that was shown, and the round goes on as if nothing had happened."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from roleplay.practice.events import Event, dump
from roleplay.practice.theatre import Theatre
from roleplay.records.records import Records
from tests.practice.test_evidence import play
from tests.practice.test_round import GOOD, SETUP

ROOT = Path(__file__).parents[2]


def run(url: str, round_id: str, mode: str, call: int) -> tuple[int, list[Event]]:
    """The exit status, and what was shown before it."""
    command = [sys.executable, "-m", "tests.records.dying", url, round_id, mode, str(call)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode in (0, -9), done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


# "after 4" is between a reply and its words, "inside 5" while the words are kept.
@pytest.mark.parametrize(("mode", "call"), [("inside", 5), ("after", 7), ("after", 4)])
def test_a_round_killed_again_and_again_ends_as_one_that_was_not(
    theatre: Theatre, url: str, mode: str, call: int
) -> None:
    records = Records.open(url)
    round_id = records.begin(SETUP)
    status, deaths = -9, 0
    while status:
        status, shown = run(url, round_id, mode, call)
        kept = records.events(round_id)
        assert [event for event in shown if event["type"] != "draft" and event not in kept] == []
        if shown[-1]["type"] == "draft":
            assert records.last_draft(round_id) == shown[-1]["text"]
        deaths += status != 0
    whole = play(theatre, *GOOD)
    whole.finish()
    assert deaths >= 2
    assert [dump(event) for event in records.events(round_id)] == [dump(event) for event in whole.events]
    assert records.round(round_id).phase == "ended"
    records.close()
