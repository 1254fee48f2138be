"""A process that plays a round, shows what happens, and is killed while it keeps something.

python -m tests.records.dying URL ROUND MODE CALL: dies at the CALL-th time that events are kept, `inside` the
transaction or `after` it; CALL 0 lives.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence

from roleplay.content.library import Library
from roleplay.practice.events import Event, dump
from roleplay.practice.resuming import resume
from roleplay.practice.round import Round
from roleplay.practice.theatre import Theatre
from roleplay.records import appending
from roleplay.records.records import Records
from tests.conftest import FIXTURES
from tests.practice.test_evidence import ExactEars
from tests.practice.test_round import GOOD, SETUP


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, round_id: str, mode: str, call: int) -> None:
    records = Records.open(url)
    calls = 0
    append, keep = appending.append, records.sink(round_id)

    def append_and_die(connection: object, row: object, batch: Sequence[Event], now: str) -> None:
        append(connection, row, batch, now)  # type: ignore[arg-type]
        if mode == "inside" and calls == call:
            die()

    def sink(batch: Sequence[Event]) -> None:
        nonlocal calls
        calls += 1
        keep(batch)
        for event in batch:
            print(dump(event), flush=True)
        if mode == "after" and calls == call:
            die()

    appending.append = append_and_die
    play(Theatre(Library((FIXTURES / "plain",))), records, round_id, sink)
    records.close()


def play(theatre: Theatre, records: Records, round_id: str, sink: object) -> None:
    kept = records.events(round_id)
    if kept:
        played = resume(theatre, kept, ExactEars(), sink)  # type: ignore[arg-type]
        played.refine()
    else:
        played = Round(theatre, SETUP, ExactEars(), sink)  # type: ignore[arg-type]
        played.start()
    turns = sum(event["type"] == "said" for event in played.events)
    for turn in GOOD[turns:]:
        played.draft(turn[:3])
        played.say(turn)
        played.refine()
    if played.phase == "between":
        played.finish()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
