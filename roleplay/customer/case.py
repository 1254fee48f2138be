"""A scenario prepared for one language: what the customer can tell, be asked and be offered."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.content.persona import Setting
from roleplay.content.scenario import Channel, Fact, Scenario, Solution
from roleplay.content.text import choose, line_id

_SETTINGS: dict[Channel, Setting] = {
    "counter": "seen", "visit": "seen", "phone": "heard", "chat": "written", "email": "written",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be said or shown, with its id."""

    id: str
    text: str


class Case:
    """One scenario in one language, with quick access by id. Shared by all rounds of it."""

    def __init__(self, scenario: Scenario, lang: str) -> None:
        self.scenario = scenario
        self.lang = lang
        self.setting: Setting = _SETTINGS[scenario.channel]
        self.facts: dict[str, Fact] = {fact.id: fact for fact in scenario.facts}
        self.solutions: dict[str, Solution] = {solution.id: solution for solution in scenario.solutions}
        self.tells = {
            fact.id: self._lines(f"fact.{fact.id}", choose(fact.tells, lang, scenario.lang))
            for fact in scenario.facts
        }
        self.openings = self._lines("opening", choose(scenario.opening, lang, scenario.lang))
        self.called = {item.id: choose(item.called, lang, scenario.lang) for item in scenario.solutions}
        self.hopes = {
            item.id: Line(f"hope.{item.id}", choose(item.text, lang, scenario.lang))
            for item in scenario.expectations
            if item.kind == "explicit"
        }

    def _lines(self, group: str, texts: tuple[str, ...]) -> tuple[Line, ...]:
        return tuple(Line(f"{self.scenario.id}.{line_id(group, text)}", text) for text in texts)

    def story(self) -> tuple[str, ...]:
        """Facts that are volunteered, in file order."""
        return tuple(fact.id for fact in self.facts.values() if fact.told == "volunteered")

    def deep(self) -> tuple[str, ...]:
        """Facts that are told only when asked openly."""
        return tuple(fact.id for fact in self.facts.values() if fact.told == "asked_openly")
