"""The ideal version beside the round: each turn of the expert with the trainee's turn that did the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from roleplay.content.text import choose
from roleplay.screens.pieces.account import evidence
from roleplay.screens.pieces.ink import after, lines, words

if TYPE_CHECKING:
    from roleplay.content.scenario import IdealTurn, Scenario
    from roleplay.practice.debrief import Debrief
    from roleplay.practice.ideal import Done
    from roleplay.screens.pieces.names import Names


def ideal(look: Debrief, scenario: Scenario | None, names: Names, done: Sequence[Done] | None) -> list[Widget]:
    """Expert and trainee, exchange by exchange. `done` None: not compared yet."""
    if scenario is None:
        return [Static(Content(names.catalog("debrief.gone")))]
    rows: list[Widget] = [Static(_about(done, names))]
    for number, turn in enumerate(scenario.ideal):
        own = _own(look, done[number], names) if done else Content("")
        expert = _expert(number + 1, turn, look.started["lang"], names)
        rows.append(Horizontal(Static(expert), Static(own), classes="pair"))
    return rows


def _about(done: Sequence[Done] | None, names: Names) -> Content:
    if done is None:
        return Content.styled(names.catalog("ideal.comparing"), "$text-muted")
    compared = [item for item in done if item.compared]
    if not compared:
        return lines([Content.styled(names.catalog("ideal.not_compared"), "$text-muted"), Content("")])
    count = sum(item.turn is not None for item in compared)
    return lines([Content(names.catalog("ideal.about", done=count, all=len(compared))), Content("")])


def _expert(number: int, turn: IdealTurn, lang: str, names: Names) -> Content:
    say = names.catalog
    return lines(
        [
            Content.styled(f"{number} · {say('debrief.expert')}", "bold $text-accent"),
            words(say("debrief.said", text=_in(turn.customer, lang, names)), "$text-muted"),
            words(_in(turn.agent, lang, names)),
            after("→", str(names.text(turn.why)), "italic"),
            Content(""),
        ]
    )


def _own(look: Debrief, done: Done, names: Names) -> Content:
    say = names.catalog
    if not done.compared:
        return Content("")
    turn = next((turn for turn in look.turns if turn.turn == done.turn), None)
    if turn is None:
        rows = [Content.styled(say("ideal.not_done"), "bold $text-warning")]
        return lines([*rows, words(say("ideal.would", acts=_named(done.acts, names)), "$text-muted"), Content("")])
    label = f"{say('debrief.turn', n=turn.turn)} · {say('practice.you')}"
    rows = [Content.styled(label, "bold $text-primary"), evidence(turn, names)]
    if done.shared:
        rows.append(words(say("ideal.shared", acts=_named(done.shared, names)), "$text-success"))
    missing = [act for act in done.acts if act not in done.shared]
    if missing:
        rows.append(words(say("ideal.missing", acts=_named(missing, names)), "$text-muted"))
    return lines([*rows, Content("")])


def _named(acts: Iterable[str], names: Names) -> str:
    return names.catalog("ideal.join").join(names.cause(act) for act in acts)


def _in(texts: Any, lang: str, names: Names) -> str:
    return str(choose(texts, lang, names.lang))
