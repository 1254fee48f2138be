"""A round that was kept: in the records, or in a file of events."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli.refusing import Refusal

if TYPE_CHECKING:
    from roleplay.practice.events import Event


@contextmanager
def fitting() -> Iterator[None]:
    """What a file's events make the engine stumble over is the file's fault. Raises `Refusal`.

    A file can have the shape of a round and still name facts, meters or spans that no content has.
    """
    try:
        yield
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError, AssertionError) as error:
        raise Refusal("refuse.unfitting", why=f"{type(error).__name__}: {error}") from error


def load_events(source: str) -> list[Event]:
    """The events of a round: of a file (`-` for stdin) as `play --format json` writes it, or of a kept round.

    Raises `EventsError`, `RecordsError` or `Refusal`.
    """
    from roleplay.cli import streams
    from roleplay.practice.shapes import read_events

    if source == "-" or Path(source).is_file():
        return read_events(streams.read(source).removeprefix("\ufeff").split("\n"))
    if "/" in source or "\\" in source or "." in source:
        raise Refusal("refuse.no_file", file=source)
    from roleplay.records.records import Records

    records = Records.open()
    try:
        events = records.events(records.find(source))
    finally:
        records.close()
    if not events:
        raise Refusal("refuse.nothing_said", round=source)
    return events
