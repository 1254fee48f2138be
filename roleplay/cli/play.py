"""`roleplay play`: a round, in the app or as a linear transcript."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roleplay.cli.options import course_option, format_option, lang_option
from roleplay.locales import Catalog, preferred

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.practice.events import Event
    from roleplay.practice.round import Mode, Setup

#: The database keeps 64 bits with a sign.
_SEEDS = click.IntRange(0, 2**63 - 1)


@click.command()
@click.argument("scenario", required=False)
@click.option("--persona", help="The customer's temper; the first there is if not given.")
@click.option(
    "--with",
    "overlays",
    metavar="OVERLAY",
    multiple=True,
    help="What else the customer is: a style, a way of deciding, a circumstance; may be given again.",
)
@lang_option("The language of the round, where the scenario has it; else that of the system.")
@click.option(
    "--mode", type=click.Choice(["coached", "exam"]), default="coached", show_default=True,
    help="Feedback after each turn, or (exam) only at the end.",
)  # fmt: skip
@click.option(
    "--seed",
    type=_SEEDS,
    help="The same seed and words give the same round; lines heard before then do not matter.",
)
@click.option(
    "--plain", is_flag=True, help="A linear transcript on stdin and stdout, for pipes and screen readers."
)
@format_option
@click.option(
    "--follow-up", is_flag=True, help="With --plain: after the talk, play the scene some days later as well."
)
@click.option("--no-save", is_flag=True, help="Keep nothing of the round.")
@course_option
def play(
    scenario: str | None, persona: str | None, overlays: tuple[str, ...], lang: str | None, mode: Mode,
    seed: int | None, plain: bool, form: str, follow_up: bool, no_save: bool, course: tuple[Path, ...],
) -> None:  # fmt: skip
    """Play a round with a customer.

    SCENARIO is the matter, the first there is if not given. Without --plain the app opens at that round.
    With --plain each line of stdin is what the agent says; /silent says nothing, /wait 40 lets 40 seconds
    pass, /end ends the talk, and so does the end of the input.
    """
    if not plain:
        if form == "json" or follow_up:
            from roleplay.cli.refusing import usage_error

            raise usage_error("usage.plain")
        _open_app(scenario, persona, overlays, lang, mode, seed, course, not no_save)
        return
    from roleplay.cli.loading import load_library, mix, pick
    from roleplay.practice.round import Setup

    library = load_library(course)
    matter, temper = pick(library, "scenarios", scenario), mix(library, persona, overlays)
    chosen = seed if seed is not None else secrets.randbelow(2**31)
    setup = Setup(matter, temper, lang or preferred(), mode, chosen)
    _play_plain(library, setup, seed is None, form, follow_up, not no_save)


def _open_app(
    scenario: str | None, persona: str | None, overlays: tuple[str, ...], lang: str | None, mode: Mode,
    seed: int | None, course: tuple[Path, ...], save: bool,
) -> None:  # fmt: skip
    from roleplay.cli.opening import open_app

    start = None
    if scenario or persona or overlays or seed is not None:
        from roleplay.cli.loading import load_library, mix, pick
        from roleplay.practice.round import Setup

        library = load_library(course)
        matter, temper = pick(library, "scenarios", scenario), mix(library, persona, overlays)
        chosen = seed if seed is not None else secrets.randbelow(2**31)
        start = Setup(matter, temper, lang or preferred(), mode, chosen)
    click.get_current_context().exit(open_app(lang, start, course, save))


def _play_plain(library: Library, setup: Setup, remember: bool, form: str, follow_up: bool, save: bool) -> None:
    """Everything is loaded before the customer speaks, so that no turn waits for it."""
    from roleplay.cli import streams
    from roleplay.cli.loading import load_ears
    from roleplay.cli.session import Session
    from roleplay.practice.evidence import finder
    from roleplay.practice.round import Round
    from roleplay.practice.theatre import Theatre

    streams.prepare()
    theatre = Theatre(library)
    production = theatre.production(setup.scenario, setup.persona, setup.lang)
    catalog = Catalog(production.lang)
    if production.lang != setup.lang:
        streams.note(catalog("play.other_lang", asked=setup.lang, lang=production.lang))
    ears = load_ears()
    keeper = None
    if save:
        from roleplay.cli.keeping import Keeper

        keeper = Keeper(catalog)
        setup = keeper.begin(setup, remember)
    played = Round(theatre, setup, ears, keeper.sink if keeper else None)
    played.prepare()
    waits = finder(ears) is not None
    show = _show_json if form == "json" else _show_text(library, catalog, production.lang, waits)
    try:
        Session(played, show, streams.note, catalog, follow_up).run(streams.lines(f"{catalog('play.agent')}: "))
    finally:
        if keeper:
            keeper.close(over=played.phase == "over")


def _show_json(events: Sequence[Event]) -> None:
    from roleplay.cli.streams import emit

    for event in events:
        emit(event)


def _show_text(library: Library, catalog: Catalog, lang: str, waits: bool) -> Callable[[Sequence[Event]], None]:
    from roleplay.cli.linear import Linear
    from roleplay.cli.names import Names
    from roleplay.cli.streams import interactive, say

    linear = Linear(Names(library, lang), catalog, lang, echo=not interactive(), waits=waits)

    def show(events: Sequence[Event]) -> None:
        for event in events:
            for line in linear.lines(event):
                say(line)
            if event["type"] == "started" and interactive():
                say(catalog("play.how"))

    return show
