"""When something applies: data that an author writes, never code."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from roleplay.content.text import Id, Strict


class Bound(Strict):
    """At least, at most, or both; inclusive."""

    at_least: int | None = None
    at_most: int | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Bound:
        if self.at_least is None and self.at_most is None:
            raise PydanticCustomError("bound_empty", "give at_least, at_most or both")
        return self

    def holds(self, value: float) -> bool:
        """Whether `value` lies within the bound."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class When(Strict):
    """All of it must hold.

    `meter`: the customer's meters, 0-100, after this turn's reactions. `remembered`: how many turns so
    far, this one included, carried an act, pattern or signal, or one of the counters of
    `roleplay.customer.memory`.
    """

    meter: Annotated[dict[Id, Bound], Field(default_factory=dict)]
    remembered: Annotated[dict[Id, Bound], Field(default_factory=dict)]
