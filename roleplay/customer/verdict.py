"""The customer's verdict on the seven-level value scale (domain 4.2), with every part named.

Explicit expectations count by the worth of what was agreed to meet them (extras settle nothing), implicit ones only if missed, latent ones
only if met (domain 4.1); then peak and end (4.3); an ending bounds the whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from roleplay.content.persona import Persona
from roleplay.content.scenario import Expectation, Scenario
from roleplay.customer.memory import Memory

_NOTHING_AGREED = -2
_IMPLICIT_MISSED = -2
_LATENT_MET = 2
#: How far the moods on the way (highest, lowest and last) can move the verdict.
_PEAK_END_REACH = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """One part of the verdict. `kind` names the rule, `id` the expectation, need or solution."""

    kind: Literal["solution", "implicit", "latent", "need", "peak_end", "broken", "ending"]
    id: str
    met: bool
    points: float

    def to_dict(self) -> dict[str, Any]:
        """As kept in `ended` events."""
        return {"kind": self.kind, "id": self.id, "met": self.met, "points": self.points}


@dataclass(frozen=True, slots=True)
class Verdict:
    """The value, -3..3, and what it is made of."""

    value: int
    items: tuple[Item, ...]


def verdict(
    persona: Persona, scenario: Scenario, state: str, memory: Memory, moods: list[float], visited: set[str],
    broken: bool = False,
) -> Verdict:  # fmt: skip
    """What the talk was worth to the customer. `broken`: a promise was found broken afterwards."""
    items = [_solution(scenario, memory)]
    items += [item for item in (_expectation(e, memory) for e in scenario.expectations) if item]
    need_met = not visited.isdisjoint(persona.need.met_in)
    items.append(Item("need", persona.id, need_met, 0.0 if need_met else float(persona.need.missed)))
    items.append(Item("peak_end", "", True, peak_end(moods)))
    if broken:
        items.append(Item("broken", "", False, -2.0))
    total = sum(item.points for item in items)
    final = persona.states[state]
    # Half levels go down: what is just short of an expectation has not met it.
    value = max(-3, min(3, round(total - 0.001)))
    bounded = max(final.value_at_least, min(final.value_at_most, value))
    if broken:
        bounded = min(bounded, value)
    if bounded != value:
        items.append(Item("ending", state, bounded > value, float(bounded - value)))
    return Verdict(bounded, tuple(items))


def _solution(scenario: Scenario, memory: Memory) -> Item:
    core = {item for e in scenario.expectations if e.kind == "explicit" for item in e.met_by}
    agreed = [s for s in scenario.solutions if s.id in memory.agreed and (s.id in core or not core)]
    if not agreed:
        return Item("solution", "", False, float(_NOTHING_AGREED))
    best = max(agreed, key=lambda solution: solution.worth)
    return Item("solution", best.id, best.worth >= 1, float(best.worth))


def _expectation(expectation: Expectation, memory: Memory) -> Item | None:
    met = any(item in memory.agreed for item in expectation.met_by)
    met = met or any(memory.count[act] for act in expectation.met_by_acts)
    if expectation.kind == "implicit":
        asks = bool(expectation.met_by or expectation.met_by_acts)
        lost = any(memory.count[act] for act in expectation.spoiled_by) or (asks and not met)
        return Item("implicit", expectation.id, not lost, float(_IMPLICIT_MISSED) if lost else 0.0)
    if expectation.kind == "latent":
        return Item("latent", expectation.id, met, float(_LATENT_MET) if met else 0.0)
    return None  # explicit ones count through the worth of what was agreed


def peak_end(moods: list[float]) -> float:
    """The highest, the lowest and, twice, the last mood of the talk, as -1..1."""
    mean = (max(moods) + min(moods) + 2 * moods[-1]) / 4
    return round(_PEAK_END_REACH * mean, 2)
