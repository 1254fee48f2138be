"""What would have earned more: the weakest steps and the chances that were missed."""

from __future__ import annotations

from dataclasses import dataclass

from roleplay.content.rubric import Rubric


@dataclass(frozen=True, slots=True)
class Advice:
    """A step to practise: its score and the acts that would have earned most and were never heard."""

    rubric: str
    step: str
    score: int
    missing: tuple[str, ...]


def advise(rubric: Rubric, steps: dict[str, int], heard: set[str], limit: int = 3) -> list[Advice]:
    """The weakest steps of a rubric below 100, weakest first, at most `limit`."""
    found = []
    for step in rubric.steps:
        score = steps.get(step.id, 0)
        if score < 100:
            best = sorted(step.earns, key=lambda earning: -earning.worth)
            missing = tuple(earning.hears for earning in best if earning.hears not in heard)[:3]
            found.append(Advice(rubric.id, step.id, score, missing))
    return sorted(found, key=lambda advice: advice.score)[:limit]
