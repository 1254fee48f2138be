"""Ids into words: acts, steps, states and rules are named by content, signals and meters by the catalogue."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from roleplay.content.text import choose
from roleplay.hearing.tidy import plain

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.content.rubric import OrderRule, Rubric, Step
    from roleplay.locales import Catalog


class Names:
    """Words for ids, in the interface's language. Cheap to make anew when that changes."""

    def __init__(self, library: Library, catalog: Catalog) -> None:
        self.library = library
        self.catalog = catalog
        self.lang = catalog.lang

    def text(self, texts: Any) -> Any:
        """An author's text or texts in the interface's language, or the nearest."""
        return choose(texts, self.lang)

    @cached_property
    def _acts(self) -> dict[str, str]:
        named = {pattern.id: pattern.name for pattern in self.library.patterns.patterns}
        named |= {act.id: act.name for act in self.library.acts.acts}
        return {name: plain(self.text(texts)) for name, texts in named.items()}

    @cached_property
    def _faults(self) -> frozenset[str]:
        faults = {act.id for act in self.library.acts.acts if act.kind != "behaviour"}
        return frozenset(faults | {"beyond_authority", "forbidden"})

    def cause(self, name: str) -> str:
        """An act, pattern or signal."""
        if name in self._acts:
            return self._acts[name]
        return self.catalog(f"signal.{name}") if f"signal.{name}" in self.catalog else _spaced(name)

    def is_fault(self, name: str) -> bool:
        """Whether an act accuses the trainee of something."""
        return name in self._faults

    def better(self, name: str) -> str:
        """What to do instead of a fault, or nothing."""
        return self.catalog(f"better.{name}") if f"better.{name}" in self.catalog else ""

    def example(self, act_id: str) -> str:
        """A sentence that is this act, or nothing."""
        for act in self.library.acts.acts:
            if act.id == act_id:
                return plain(str(self.text(act.example)[0]))
        return ""

    def meter(self, name: str) -> str:
        """A mood meter."""
        return self.catalog(f"meter.{name}") if f"meter.{name}" in self.catalog else _spaced(name)

    def state(self, persona_id: str, state_id: str) -> str:
        """A state of a customer."""
        return plain(self.text(self.library.persona(persona_id).states[state_id].name))

    def rubric(self, rubric_id: str) -> Rubric | None:
        """A service model, by its id in events; None if it is no longer there."""
        return next((rubric for rubric in self.library.rubrics if rubric.id == rubric_id), None)

    def step(self, rubric_id: str, step_id: str) -> str:
        """A step of a service model."""
        step = self.find_step(rubric_id, step_id)
        return plain(self.text(step.name)) if step else _spaced(step_id)

    def find_step(self, rubric_id: str, step_id: str) -> Step | None:
        """A step of a service model as its author wrote it."""
        rubric = self.rubric(rubric_id)
        return next((step for step in rubric.steps if step.id == step_id), None) if rubric else None

    def order(self, rule: str) -> OrderRule | None:
        """The order rule behind a debit's `rule` ("rubric.order.id"), if it is one."""
        rubric_id, _, rest = rule.partition(".order.")
        rubric = self.rubric(rubric_id)
        return next((order for order in rubric.order if order.id == rest), None) if rubric and rest else None


def _spaced(name: str) -> str:
    return name.replace("_", " ")
