"""Patterns: named combinations of acts within a turn or across turns (`patterns/1`, domain 1.4)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roleplay.content.text import Id, Strict, Text


class Pattern(Strict):
    """A combination that is worth more than its parts, such as the three-part way out (domain 3.10).

    `parts` are groups: one act of each group must be heard. Within a `turn` all groups must occur in
    that turn; within a `round` each group may come in its own turn, in the order given if `ordered`.
    """

    id: Id
    name: Text
    means: Text
    parts: Annotated[tuple[Annotated[tuple[Id, ...], Field(min_length=1)], ...], Field(min_length=2)]
    within: Literal["turn", "round"] = "turn"
    ordered: bool = False
    source: str = ""


class Patterns(Strict):
    """The file `rubrics/patterns.yaml`."""

    format: Literal["patterns/1"]
    patterns: tuple[Pattern, ...]
