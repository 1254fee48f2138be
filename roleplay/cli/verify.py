"""`roleplay verify`: whether a score comes out the same again, and whether it is still heard the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay.cli.options import course_option, format_option

if TYPE_CHECKING:
    from roleplay.practice.verify import Verification


@click.command()
@click.argument("round_or_file", metavar="ROUND|FILE")
@click.option("--no-hearing", is_flag=True, help="Only score again; do not ask today's hearing.")
@format_option
@course_option
def verify(round_or_file: str, no_hearing: bool, form: str, course: tuple[Path, ...]) -> None:
    """Score a round again from what was heard then, and compare it to the last character.

    ROUND is the id of a kept round, FILE what `play --plain --format json` writes. Exit code 1 if the
    score differs. Whether today's hearing hears the same is reported apart: it is no part of the score.
    """
    from roleplay.cli import streams
    from roleplay.cli.kept import fitting, load_events
    from roleplay.cli.loading import load_ears, load_library
    from roleplay.practice import verify as verifying
    from roleplay.practice.theatre import Theatre

    streams.prepare()
    events = load_events(round_or_file)
    theatre = Theatre(load_library(course))
    ears = None if no_hearing else load_ears()
    with fitting():
        result = verifying.verify(theatre, events, ears)
    if form == "json":
        streams.emit(to_dict(result))
    else:
        for line in _lines(result):
            streams.say(line)
    click.get_current_context().exit(0 if result.score else 1)


def to_dict(result: Verification) -> dict[str, Any]:
    """The machine format."""
    return {
        "score": result.score,
        "hearing": result.hearing,
        "receipt": result.receipt,
        "again": result.again,
        "differences": list(result.differences),
        "reheard": list(result.reheard),
    }


def _lines(result: Verification) -> Iterator[str]:
    from roleplay.locales import Catalog, preferred

    catalog = Catalog(preferred())
    if result.score:
        yield catalog("verify.same", receipt=result.receipt)
    else:
        yield catalog("verify.other", old=result.receipt, new=result.again)
    for what in result.differences:
        yield catalog("verify.difference", what=what)
    if result.hearing is None:
        yield catalog("verify.unheard")
    elif result.hearing:
        yield catalog("verify.heard")
    else:
        yield catalog("verify.heard_other", turns=", ".join(map(str, result.reheard)))
