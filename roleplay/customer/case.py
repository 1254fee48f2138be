"""A scenario prepared for one language: what the customer can tell, be asked and be offered."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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
        hopes = [item for item in scenario.expectations if item.kind == "explicit"]
        self.hopes = {item.id: self._said(f"hope.{item.id}", (item.text, item.tells)) for item in hopes}
        #: What is said when it is asked for once more: shorter, where the author wrote it so.
        self.again = {fact.id: self._said(f"again.{fact.id}", (fact.again,)) for fact in scenario.facts}
        self.again |= {item.id: self._said(f"again.{item.id}", (item.again,)) for item in hopes}
        #: Solutions that settle the matter; all others are extras.
        self.core = frozenset(name for item in hopes for name in item.met_by) or frozenset(self.solutions)
        self.otherwise = self._otherwise()
        self.later_asks = self._said("later_asks", (scenario.follow_up.asks,))

    def recorded(self, field: str) -> tuple[str, ...]:
        """Facts that fill a field of the record."""
        return tuple(fact.id for fact in self.facts.values() if field and fact.record == field)

    def nutshell(self, told: Collection[str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
        """The matter in a few words, as far as it has been told: variants, and the facts that they tell."""
        fallback = self.scenario.otherwise
        fitting = [item for item in fallback.open if set(item.after) <= set(told)] if fallback else []
        if not fitting:
            return (), ()
        best = max(fitting, key=lambda item: len(item.after))
        return self._said("otherwise.open", (best.say,)), best.tells

    def settles(self, agreed: Collection[str]) -> bool:
        """Whether these solutions settle the matter: one of them meets an explicit expectation."""
        return not self.core.isdisjoint(agreed)

    def _otherwise(self) -> dict[str, tuple[Line, ...]]:
        """Answers to questions that are none of the facts, by the question's form."""
        fallback = self.scenario.otherwise
        if fallback is None:
            return {}
        forms = ("yes_no", "when", "where", "who", "how_much")
        return {name: self._said(f"otherwise.{name}", (getattr(fallback, name),)) for name in forms}

    def _said(
        self, group: str, texts: Sequence[Mapping[str, str] | Mapping[str, tuple[str, ...]]]
    ) -> tuple[Line, ...]:
        """All variants of optional texts in the language played."""
        chosen = [choose(text, self.lang, self.scenario.lang) for text in texts if text]
        return self._lines(
            group, tuple(words for item in chosen for words in ((item,) if isinstance(item, str) else item))
        )

    def _lines(self, group: str, texts: tuple[str, ...]) -> tuple[Line, ...]:
        return tuple(Line(f"{self.scenario.id}.{line_id(group, text)}", text) for text in texts)

    def story(self) -> tuple[str, ...]:
        """Facts that are volunteered, in file order."""
        return tuple(fact.id for fact in self.facts.values() if fact.told == "volunteered")

    def deep(self) -> tuple[str, ...]:
        """Facts that are told only when asked openly."""
        return tuple(fact.id for fact in self.facts.values() if fact.told == "asked_openly")
