"""Meters and what moves them: every change with its rule and the words that caused it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roleplay.content.persona import Persona, Reaction
from roleplay.customer.memory import Memory, holds
from roleplay.hearing.heard import Span


@dataclass(frozen=True, slots=True)
class Shift:
    """One change of one meter. `cause` is the act, pattern or signal; `rule` the reaction's place."""

    meter: str
    old: int
    rule: str
    cause: str
    delta: int
    new: int
    spans: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """As kept in `mood` events."""
        spans = [list(span) for span in self.spans]
        return {
            "meter": self.meter, "old": self.old, "rule": self.rule, "cause": self.cause,
            "delta": self.delta, "new": self.new, "spans": spans,
        }  # fmt: skip


class Reactions:
    """A persona's reactions, indexed by what they react to. Shared by all its customers."""

    def __init__(self, persona: Persona) -> None:
        self._by_cause: dict[str, list[tuple[str, Reaction]]] = {}
        for reaction in persona.reactions:
            where = "+".join(reaction.states)
            for cause in reaction.hears:
                rule = f"{persona.id}:{cause}" + (f"@{where}" if where else "")
                self._by_cause.setdefault(cause, []).append((rule, reaction))

    def shifts(
        self,
        causes: Sequence[tuple[str, tuple[Span, ...]]],
        state: str,
        meters: dict[str, int],
        memory: Memory,
    ) -> list[Shift]:
        """Move `meters` (in place) by the first fitting reaction to each cause; return the changes.

        `memory` already counts this turn, so a cause that came for the second time has count 2.
        """
        changes: list[Shift] = []
        for cause, spans in causes:
            for rule, reaction in self._by_cause.get(cause, ()):
                if reaction.states and state not in reaction.states:
                    continue
                if not holds(reaction.when, meters, memory):
                    continue
                factor = 0.5 ** (memory.count[cause] - 1) if reaction.fades else 1.0
                changes += _apply(reaction, factor, rule, cause, spans, meters)
                break
        return changes


def _apply(
    reaction: Reaction, factor: float, rule: str, cause: str, spans: tuple[Span, ...], meters: dict[str, int]
) -> list[Shift]:
    changes = []
    for meter, effect in reaction.meters.items():
        old = meters[meter]
        new = max(0, min(100, old + round(effect * factor)))
        if new != old:
            meters[meter] = new
            changes.append(Shift(meter, old, rule, cause, new - old, new, spans))
    return changes
