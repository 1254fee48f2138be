"""`roleplay replay`: a kept round once more, from its events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay.cli.options import course_option, format_option
from roleplay.cli.refusing import WrongCall

if TYPE_CHECKING:
    from roleplay.locales import Catalog
    from roleplay.records.rows import RoundRow


@click.command()
@click.argument("round_or_file", metavar="[ROUND|FILE]", required=False)
@click.option("--list", "listed", is_flag=True, help="List the rounds that were kept, newest first.")
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="With --list: at most so many."
)
@format_option
@course_option
def replay(round_or_file: str | None, listed: bool, limit: int, form: str, course: tuple[Path, ...]) -> None:
    """Show a round again: the id (or its beginning) of a kept round, or a FILE of events.

    A file is what `play --plain --format json` writes; `-` reads it from stdin.
    """
    from roleplay.cli import streams

    streams.prepare()
    if listed:
        _list(form, limit)
        return
    if round_or_file is None:
        raise WrongCall("refuse.no_round")
    _show(round_or_file, form, course)


def _show(source: str, form: str, course: tuple[Path, ...]) -> None:
    from roleplay.cli import streams
    from roleplay.cli.kept import fitting, load_events
    from roleplay.cli.linear import Linear
    from roleplay.cli.loading import load_library
    from roleplay.cli.names import Names
    from roleplay.locales import Catalog
    from roleplay.practice.evidence import by_turn

    events = load_events(source)
    if form == "json":
        for event in events:
            streams.emit(event)
        return
    lang = events[0]["lang"]
    linear = Linear(Names(load_library(course), lang), Catalog(lang), lang, words=by_turn(events))
    with fitting():
        lines = [line for event in events for line in linear.lines(event)]
    for line in lines:
        streams.say(line)


def _list(form: str, limit: int) -> None:
    from roleplay.cli import streams
    from roleplay.locales import Catalog, preferred
    from roleplay.records.records import Records

    records = Records.open()
    try:
        rows = records.rounds(limit=limit)
    finally:
        records.close()
    catalog = Catalog(preferred())
    for row in rows:
        if form == "json":
            streams.emit(to_dict(row))
        else:
            streams.say(_line(row, catalog))
    if not rows:
        streams.note(catalog("replay.none"))


def _line(row: RoundRow, catalog: Catalog) -> str:
    scores = "/".join(str(total["score"]) for total in row.scores.values())
    phase = catalog(f"replay.{row.phase}", turns=row.turns, scores=scores, value=row.value)
    when = row.updated_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return catalog("replay.row", id=row.id, when=when, scenario=row.scenario, persona=row.persona, phase=phase)


def to_dict(row: RoundRow) -> dict[str, object]:
    """The machine format of one kept round. No times: machine output has none of the wall clock."""
    return {
        "id": row.id, "scenario": row.scenario, "persona": row.persona, "lang": row.lang, "mode": row.mode,
        "seed": row.seed, "phase": row.phase, "turns": row.turns, "value": row.value, "ending": row.ending,
        "rubrics": row.scores,
    }  # fmt: skip
