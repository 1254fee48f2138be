"""Overlays: a style, a way of deciding or a circumstance that colours any persona (`overlay/1`).

Behaviour styles and decision types (domain T15-T23) and modifiers (T24-T31) are no customers of their own: an angry
customer may be a decisive one, or an internal one. `roleplay.content.mixing` puts them together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roleplay.content.persona import Lines, Setting, Temper
from roleplay.content.text import Id, Strict, Text, Texts

#: Change of a meter of 0-100.
Change = Annotated[int, Field(ge=-100, le=100)]


class Sway(Strict):
    """What an act, pattern or signal does besides what the persona makes of it. Meters it lacks are left out."""

    hears: Annotated[tuple[Id, ...], Field(min_length=1)]
    meters: Annotated[dict[Id, Change], Field(min_length=1)]
    fades: bool = True


class Wording(Strict):
    """Lines that are said besides the persona's own, in states of these tempers (none named: in all)."""

    answers: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(alias="for")
    tempers: tuple[Temper, ...] = ()
    say: Texts

    def lines(self, states: tuple[str, ...] = ()) -> Lines:
        """The same as a persona's lines, in these of its states."""
        return Lines.model_validate({"for": self.answers, "states": states, "say": self.say})


class Showing(Strict):
    """Stage directions besides the persona's own, in states of these tempers (none named: in all)."""

    tempers: tuple[Temper, ...] = ()
    on: Setting
    mood: Literal["worse", "same", "better"]
    show: Texts


class Overlay(Strict):
    """What colours a persona. `meters`: how far its meters start higher or lower."""

    format: Literal["overlay/1"]
    id: Id
    kind: Literal["style", "decision", "modifier"]
    types: tuple[str, ...]
    name: Text
    summary: Text
    signs: Texts
    works: Texts
    worse: Texts
    meters: Annotated[dict[Id, Change], Field(default_factory=dict)]
    reactions: Annotated[tuple[Sway, ...], Field(min_length=1)]
    lines: tuple[Wording, ...] = ()
    directions: tuple[Showing, ...] = ()
