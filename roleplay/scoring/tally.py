"""One rubric over one round: credits, debits and the score, turn by turn.

Cost a turn is flat in the length of the round: the tally keeps sums, never goes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from roleplay.content.rubric import Earning, OrderRule, Rubric, Step
from roleplay.hearing.heard import Span

Half = Literal["talk", "later"]
Words = Mapping[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Credit:
    """Points earned in a step: `points` out of the step's `enough`, for these words."""

    step: str
    act: str
    rule: str
    turn: int
    points: float
    spans: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        return {
            "step": self.step, "act": self.act, "rule": self.rule, "turn": self.turn,
            "points": self.points, "spans": [list(span) for span in self.spans],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Debit:
    """Points of the score lost to a fault, a fault of order or a critical fault (which caps)."""

    kind: Literal["fault", "order", "critical"]
    act: str
    rule: str
    turn: int
    cost: float
    spans: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        return {
            "kind": self.kind, "act": self.act, "rule": self.rule, "turn": self.turn,
            "cost": self.cost, "spans": [list(span) for span in self.spans],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class TurnWords:
    """What a tally looks at in one turn.

    `acts`: acts and patterns heard, with their words. `heat`: the customer's before the turn, None in a
    transcript. `barren`: the turn earns nothing (it echoes the customer or repeats an earlier turn).
    """

    turn: int
    acts: Words
    half: Half = "talk"
    heat: int | None = None
    barren: bool = False


@dataclass
class TurnScore:
    """What one turn brought under one rubric."""

    credits: list[Credit] = field(default_factory=list)
    debits: list[Debit] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        return {
            "credits": [credit.to_dict() for credit in self.credits],
            "debits": [debit.to_dict() for debit in self.debits],
        }


class RubricIndex:
    """A rubric arranged for lookup by act. Shared by all tallies."""

    def __init__(self, rubric: Rubric, kinds: Mapping[str, str]) -> None:
        self.rubric = rubric
        self.steps: dict[str, Step] = {step.id: step for step in rubric.steps}
        self.earns: dict[Half, dict[str, list[tuple[str, Earning]]]] = {"talk": {}, "later": {}}
        for step in rubric.steps:
            for half, earnings in (("talk", step.earns), ("later", step.later)):
                for earning in earnings:
                    self.earns[half].setdefault(earning.hears, []).append((step.id, earning))  # type: ignore[index]
        self.costs = {cost.hears: cost for cost in rubric.costs}
        self.critical = frozenset(rubric.critical)
        self.wording = frozenset(act for act, kind in kinds.items() if kind == "wording")
        self.order: dict[str, list[OrderRule]] = {}
        for rule in rubric.order:
            for act in rule.hears:
                self.order.setdefault(act, []).append(rule)


class Tally:
    """The running score of one round under one rubric."""

    __slots__ = (
        "_count", "_ended", "_index", "_wording", "costs", "critical", "earned", "heard", "later_played",
        "not_checked", "order_faults",
    )  # fmt: skip

    def __init__(self, index: RubricIndex) -> None:
        self._index = index
        self.earned: dict[tuple[str, Half], float] = {}
        self._count: Counter[tuple[str, str, Half]] = Counter()
        self.heard: set[str] = set()
        self.costs = 0.0
        self._wording = 0.0
        self.critical: list[Debit] = []
        self.order_faults: set[str] = set()
        self.not_checked: set[str] = set()
        self.later_played = False
        self._ended: dict[str, tuple[int, tuple[Span, ...]]] = {}

    def take(self, words: TurnWords) -> TurnScore:
        """Score one turn. Order is judged on what stood before the turn, listening in it included."""
        score = TurnScore()
        if words.half == "later":
            self.later_played = True
        before = {step: self._step_earned(step) for step in self._index.steps}
        self.heard.update(words.acts)
        if not words.barren:
            for act, spans in words.acts.items():
                self._credit(act, spans, words, score)
        if words.half == "talk":
            self._order(words, before, score)
        for act, spans in words.acts.items():
            self._cost(act, spans, words, score)
        return score

    def _step_earned(self, step: str) -> float:
        return self.earned.get((step, "talk"), 0.0)

    def _credit(self, act: str, spans: tuple[Span, ...], words: TurnWords, score: TurnScore) -> None:
        rubric = self._index.rubric
        for step, earning in self._index.earns[words.half].get(act, ()):
            if earning.beside and self.heard.isdisjoint(earning.beside):
                continue
            if not words.acts.keys().isdisjoint(earning.unless):
                continue
            n = self._count[act, step, words.half]
            if n >= len(rubric.repeat):
                continue
            self._count[act, step, words.half] += 1
            points = round(earning.worth * rubric.repeat[n], 4)
            key = (step, words.half)
            self.earned[key] = self.earned.get(key, 0.0) + points
            rule = f"{rubric.id}.{step}.{act}"
            score.credits.append(Credit(step, act, rule, words.turn, points, spans))

    def _order(self, words: TurnWords, before: Mapping[str, float], score: TurnScore) -> None:
        gained = {credit.step for credit in score.credits}
        for act, spans in words.acts.items():
            for rule in self._index.order.get(act, ()):
                if rule.at_end:
                    self._ended.setdefault(rule.id, (words.turn, spans))
                    continue
                if rule.id in self.order_faults or any(before[step] or step in gained for step in rule.before):
                    continue
                if rule.heat_from and words.heat is None:
                    self.not_checked.add(f"{self._index.rubric.id}.order.{rule.id}.heat")
                elif rule.heat_from and words.heat is not None and words.heat < rule.heat_from:
                    continue
                self._order_fault(rule, act, words.turn, spans, score)

    def _order_fault(self, rule: OrderRule, act: str, turn: int, spans: tuple[Span, ...], score: TurnScore) -> None:
        """Each fault of order costs once a round: it is one habit, not one per word."""
        self.order_faults.add(rule.id)
        self.costs += rule.cost
        name = f"{self._index.rubric.id}.order.{rule.id}"
        score.debits.append(Debit("order", act, name, turn, rule.cost, spans))

    def _cost(self, act: str, spans: tuple[Span, ...], words: TurnWords, score: TurnScore) -> None:
        cost = self._index.costs.get(act)
        if cost is None or (cost.unless and cost.unless in words.acts):
            return
        points = cost.cost
        if act in self._index.wording:
            points = min(points, self._index.rubric.wording_cost_at_most - self._wording)
            self._wording += points
        self.costs += points
        rule = f"{self._index.rubric.id}.fault.{act}"
        debit = Debit("critical" if act in self._index.critical else "fault", act, rule, words.turn, points, spans)
        score.debits.append(debit)
        if debit.kind == "critical":
            self.critical.append(debit)

    def end(self) -> TurnScore:
        """Faults that only show when the talk is over. Call once, before the follow-up scene."""
        score = TurnScore()
        for rule in self._index.rubric.order:
            if rule.at_end and rule.id in self._ended and not any(self._step_earned(step) for step in rule.before):
                turn, spans = self._ended[rule.id]
                self._order_fault(rule, rule.hears[0], turn, spans, score)
        return score

    def steps(self) -> dict[str, int]:
        """Every step's score, 0-100. A step's later half counts only where the scene was played."""
        return {step.id: round(self._step(step)) for step in self._index.rubric.steps}

    def _step(self, step: Step) -> float:
        talk = 100 * min(1.0, self.earned.get((step.id, "talk"), 0.0) / step.enough)
        if not (step.later and self.later_played):
            return talk
        later = 100 * min(1.0, self.earned.get((step.id, "later"), 0.0) / step.later_enough)
        return (talk + later) / 2

    def score(self) -> int:
        """Weighted mean of steps less costs, within 0-100; capped by a critical fault."""
        rubric = self._index.rubric
        weight = sum(step.weight for step in rubric.steps)
        mean = sum(self._step(step) * step.weight for step in rubric.steps) / weight
        score = max(0.0, min(100.0, mean - self.costs))
        return round(min(score, rubric.critical_cap) if self.critical else score)

    def to_dict(self) -> dict[str, Any]:
        """`{"score": 0-100, "steps": {step: 0-100}}`."""
        return {"score": self.score(), "steps": self.steps()}
