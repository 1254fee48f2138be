"""Faults that only the scenario shows: what is forbidden, or beyond the agent's authority."""

from __future__ import annotations

from collections.abc import Mapping

from roleplay.content.scenario import Solution
from roleplay.hearing.heard import HeardTurn, Span


def breaches(turn: HeardTurn, solutions: Mapping[str, Solution]) -> dict[str, tuple[Span, ...]]:
    """`forbidden` and `beyond_authority`, each with its words, where the turn holds them."""
    found: dict[str, tuple[Span, ...]] = {}
    for topic in turn.topics:
        if topic.kind == "forbidden":
            found["forbidden"] = (*found.get("forbidden", ()), *topic.spans)
        elif topic.kind == "solution" and _beyond(solutions.get(topic.id)):
            found["beyond_authority"] = (*found.get("beyond_authority", ()), *topic.spans)
    return found


def _beyond(solution: Solution | None) -> bool:
    return solution is not None and solution.authority == "none"
