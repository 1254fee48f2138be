"""What is shown of a customer or a matter before it is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from roleplay.screens.pieces.ink import after, lines, words

if TYPE_CHECKING:
    from roleplay.content.persona import Persona
    from roleplay.content.scenario import Scenario
    from roleplay.screens.pieces.names import Names


def persona_preview(persona: Persona, names: Names) -> Content:
    """Temper, and the signs by which it is known."""
    rows = [words(names.text(persona.name), "bold $text-accent"), words(names.text(persona.summary))]
    rows += [Content(""), Content.styled(names.catalog("choose.signs"), "bold")]
    rows += [after("•", sign) for sign in names.text(persona.signs)]
    return lines([*rows, Content("")])


def scenario_preview(scenario: Scenario, names: Names, lang: str) -> Content:
    """Matter, channel, and who comes with it in the language that it will be played in."""
    who = scenario.customer.get(lang) or next(iter(scenario.customer.values()))
    return lines(
        [
            words(names.text(scenario.title), "bold $text-accent"),
            words(names.text(scenario.summary)),
            Content(""),
            Content.assemble(
                (names.catalog(f"channel.{scenario.channel}"), "bold"), " · ", words(who.name), f" ({who.age})"
            ),
            words(who.about),
            Content(""),
        ]
    )
