"""`roleplay score`: transcripts of talks that were held elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay.cli.options import course_option, lang_option
from roleplay.cli.refusing import WrongCall

if TYPE_CHECKING:
    from roleplay.cli.names import Names
    from roleplay.content.library import Library
    from roleplay.locales import Catalog
    from roleplay.practice.transcript import Examiner, Scored


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(allow_dash=True))
@click.option(
    "--rubric", "rubrics", multiple=True, metavar="ID", help="Only this service model; may be given again."
)
@click.option(
    "--scenario", metavar="ID", help="Judge by this matter, too: its limits and what must not be promised."
)
@lang_option("The language of all turns; else each turn is heard in its own.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True,
    help="Words, one JSON object a file, or one page for a browser with the evidence marked.",
)  # fmt: skip
@course_option
def score(
    files: tuple[str, ...], rubrics: tuple[str, ...], scenario: str | None, lang: str | None, form: str,
    course: tuple[Path, ...],
) -> None:  # fmt: skip
    """Score transcripts: lines `Customer: …` and `Agent: …` (客户： 客服：); `-` is stdin.

    A line without a speaker goes on with the last one. Exit code 1 if a file could not be scored; the
    others are scored all the same.
    """
    from roleplay.cli import streams
    from roleplay.cli.loading import load_ears, load_library
    from roleplay.locales import Catalog, nearest, preferred
    from roleplay.practice.transcript import Examiner

    streams.prepare()
    if files.count("-") > 1:
        raise WrongCall("refuse.stdin_twice")
    library = load_library(course)
    chosen = _chosen(library, rubrics, scenario)
    examiner = Examiner(library, load_ears(), *chosen, lang)
    catalog = Catalog(nearest(lang) if lang else preferred())
    refused = 0
    done: list[tuple[str, Scored]] = []
    for file in files:
        scored = _score(examiner, file, catalog)
        refused += scored is None
        if scored is not None and form == "json":
            streams.emit({"file": file, **scored.to_dict()})
        elif scored is not None:
            done.append((file, scored))
    _show(done, form, examiner, library, catalog)
    click.get_current_context().exit(1 if refused else 0)


def _chosen(library: Library, rubrics: Sequence[str], scenario: str | None) -> tuple[list[str], str]:
    from roleplay.cli.loading import pick

    return (
        [pick(library, "rubrics", rubric) for rubric in rubrics],
        pick(library, "scenarios", scenario) if scenario else "",
    )


def _score(examiner: Examiner, file: str, catalog: Catalog) -> Scored | None:
    """One file scored, or None with the reason on stderr."""
    from roleplay.cli import streams
    from roleplay.locales.reasons import reason
    from roleplay.practice.transcript import TranscriptError, parse

    try:
        transcript = parse(streams.read(file))
    except (TranscriptError, OSError) as error:
        why = catalog.tell(reason(error)) if isinstance(error, OSError) else error.told(catalog)
        streams.note(catalog("score.refused", file=file, reason=why))
        return None
    if transcript.skipped:
        numbers = ", ".join(map(str, transcript.skipped[:10]))
        streams.note(catalog("score.skipped", file=file, lines=numbers))
    return examiner.score(transcript.utterances)


def _show(
    done: Sequence[tuple[str, Scored]], form: str, examiner: Examiner, library: Library, catalog: Catalog
) -> None:
    from roleplay.cli import streams
    from roleplay.cli.names import Names

    if form == "json" or not done:
        return
    names = Names(library, catalog.lang)
    names.add(*examiner.rubrics)
    if form == "html":
        from roleplay.cli.page import page

        for line in page(done, names, catalog).split("\n"):
            streams.say(line)
        return
    for file, scored in done:
        for line in _lines(file, scored, names, catalog):
            streams.say(line)


def _lines(file: str, scored: Scored, names: Names, catalog: Catalog) -> Iterator[str]:
    from roleplay.cli.findings import finding_lines
    from roleplay.cli.linear import rubric_lines
    from roleplay.cli.streams import one_line

    yield catalog("score.file", file=file)
    for turn in scored.turns:
        yield catalog("score.turn", turn=turn.turn, text=one_line(turn.heard.text))
        yield from finding_lines(turn, names, catalog)
    yield from rubric_lines(names, catalog, scored.rubrics)
    if scored.critical:
        acts = [names.act(debit.act) for debit in scored.critical]
        yield catalog("ended.critical", acts=catalog("feedback.join").join(acts))
    heard = {act for turn in scored.turns for act in turn.heard.ids()}
    for name, advice in names.advice(scored.rubrics, heard):
        yield catalog("ended.practise", name=name, advice=advice)
    if scored.not_checked:
        yield catalog("score.not_checked", rules=", ".join(scored.not_checked))
    yield catalog("ended.receipt", receipt=scored.receipt)
