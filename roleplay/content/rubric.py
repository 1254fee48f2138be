"""Rubrics: what earns, what costs, and what is enough (`rubric/1`). All numbers of the score stand here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roleplay.content.text import Id, Strict, Text

Share = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[float, Field(ge=0, le=100)]


class Earning(Strict):
    """One way to earn in a step: an act or a pattern, and what its first occurrence is worth.

    `beside`: earns only if one of these is heard in the same turn or was heard before. `unless`: earns nothing in
    a turn in which one of these is heard: an explanation that lays blame is a defence.
    """

    hears: Id
    worth: Annotated[float, Field(gt=0, le=5)] = 1.0
    beside: tuple[Id, ...] = ()
    unless: tuple[Id, ...] = ()


class Step(Strict):
    """A step of a service model.

    The n-th credit of one act is worth `repeat[n-1]` of its worth; `enough` credits make 100.
    `later` holds the part of the step that only a follow-up scene can show; the step is then the
    mean of the two halves, or the first half alone where no such scene was played.
    """

    id: Id
    name: Text
    means: Text
    weight: Annotated[float, Field(gt=0)] = 1.0
    enough: Annotated[float, Field(gt=0)]
    earns: Annotated[tuple[Earning, ...], Field(min_length=1)]
    later: tuple[Earning, ...] = ()
    later_enough: Annotated[float, Field(gt=0)] = 1.0
    advice: Text


class OrderRule(Strict):
    """A fault of order: one of `hears` comes before anything was earned in the steps `before`.

    `heat_from`: only while the customer's heat before the turn is at least this; in a transcript
    without a customer that part is reported as not checked and the rest of the rule decides.
    `at_end`: judged when the round ends (say, closing without confirming).
    """

    id: Id
    name: Text
    hears: Annotated[tuple[Id, ...], Field(min_length=1)]
    before: Annotated[tuple[Id, ...], Field(min_length=1)]
    heat_from: int = 0
    at_end: bool = False
    cost: Points
    advice: Text


class Cost(Strict):
    """What a fault costs. `unless`: free where this pattern is heard in the same turn."""

    hears: Id
    cost: Points
    unless: Id | None = None


class Rubric(Strict):
    """A service model as it is scored.

    score = weighted mean of steps - costs, within 0-100; a critical fault caps it at `critical_cap`.
    `wording_cost_at_most` keeps words from outweighing deeds.
    """

    format: Literal["rubric/1"]
    id: Id
    name: Text
    source: str = ""
    pass_at: Points = 70
    poor_at: Points = 40
    critical_cap: Points = 39
    repeat: tuple[Share, ...] = (1.0, 0.5, 0.25)
    wording_cost_at_most: Points = 8
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    order: tuple[OrderRule, ...] = ()
    costs: tuple[Cost, ...] = ()
    critical: tuple[Id, ...] = ()
