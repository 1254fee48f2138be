"""The words that authors gave to acts, steps and states, by id; the id itself where the file is gone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from roleplay.content.library import Library
from roleplay.content.persona import Persona
from roleplay.content.problems import ContentError
from roleplay.content.rubric import Rubric
from roleplay.content.scenario import Scenario
from roleplay.content.text import choose
from roleplay.practice.events import Event
from roleplay.scoring.advice import advise


class Names:
    """Names in one language. Content that is broken or gone must not keep a round from being shown."""

    def __init__(self, library: Library, lang: str) -> None:
        self._library = library
        self._lang = lang
        self._personas: dict[str, Persona | None] = {}

    def text(self, texts: Mapping[str, str]) -> str:
        """The nearest of several languages."""
        return choose(texts, self._lang)

    @cached_property
    def _acts(self) -> dict[str, str]:
        """Acts, patterns and faults of order, which stand in the same places."""
        try:
            named = {act.id: self.text(act.name) for act in self._library.acts.acts}
            return named | {pattern.id: self.text(pattern.name) for pattern in self._library.patterns.patterns}
        except ContentError:
            return {}

    @cached_property
    def rubrics(self) -> dict[str, Rubric]:
        """The two service models, by id."""
        try:
            return {rubric.id: rubric for rubric in self._library.rubrics}
        except ContentError:
            return {}

    def add(self, *rubrics: Rubric) -> None:
        """Know these rubrics too: a trainer's own."""
        self.rubrics.update({rubric.id: rubric for rubric in rubrics})

    def act(self, act: str) -> str:
        """An act or a pattern."""
        return self._acts.get(act, act.replace("_", " "))

    def fault(self, act: str, rule: str) -> str:
        """What cost points: a fault of order by its own name, else the act."""
        rubric, _, rest = rule.partition(".order.")
        for order in self.rubrics[rubric].order if rest and rubric in self.rubrics else ():
            if order.id == rest:
                return self.text(order.name)
        return self.act(act)

    def rubric(self, rubric: str) -> str:
        """A service model."""
        found = self.rubrics.get(rubric)
        return self.text(found.name) if found else rubric

    def step(self, rubric: str, step: str) -> str:
        """A step of a service model."""
        found = self.rubrics.get(rubric)
        names = {each.id: each.name for each in found.steps} if found else {}
        return self.text(names[step]) if step in names else step

    def advice(self, totals: Mapping[str, Event], heard: set[str], limit: int = 2) -> list[tuple[str, str]]:
        """What to practise next, weakest step first: the step's name and what to do."""
        weak = [
            advice
            for name, total in totals.items()
            if name in self.rubrics
            for advice in advise(self.rubrics[name], total["steps"], heard)
        ]
        steps = {(rubric.id, step.id): step for rubric in self.rubrics.values() for step in rubric.steps}
        weak = sorted(weak, key=lambda advice: advice.score)[:limit]
        found = [steps[advice.rubric, advice.step] for advice in weak]
        return [(self.text(step.name), self.text(step.advice)) for step in found]

    def persona(self, persona: str) -> Persona | None:
        """A persona, if it can still be read."""
        if persona not in self._personas:
            try:
                self._personas[persona] = self._library.persona(persona)
            except ContentError:
                self._personas[persona] = None
        return self._personas[persona]

    def scenario(self, scenario: str) -> Scenario | None:
        """A scenario, if it can still be read."""
        try:
            return self._library.scenario(scenario)
        except ContentError:
            return None

    def state(self, persona: str, state: str) -> str:
        """A state of a persona."""
        found = self.persona(persona)
        return self.text(found.states[state].name) if found and state in found.states else state
