"""A round that was kept: in the records, or in a file of events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli.refusing import Refusal

if TYPE_CHECKING:
    from roleplay.practice.events import Event


def load_events(source: str) -> list[Event]:
    """The events of a round: of a file (`-` for stdin) as `play --format json` writes it, or of a kept round.

    Raises `EventsError`, `RecordsError` or `Refusal`.
    """
    from roleplay.cli import streams
    from roleplay.practice.shapes import read_events

    if source == "-" or Path(source).is_file():
        return read_events(streams.read(source).removeprefix("\ufeff").split("\n"))
    if "/" in source or "\\" in source or "." in source:
        raise Refusal(f"there is no file {source}; give a file of events, or the id of a kept round.")
    from roleplay.records.records import Records

    records = Records.open()
    try:
        events = records.events(records.find(source))
    finally:
        records.close()
    if not events:
        raise Refusal(f"nothing has been said in round {source} yet.")
    return events
