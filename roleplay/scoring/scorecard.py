"""All rubrics at once over the turns of a round or a transcript."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from roleplay.content.pattern import Pattern
from roleplay.content.rubric import Rubric
from roleplay.hearing.heard import HeardTurn, Span
from roleplay.hearing.patterns import PatternSpotter
from roleplay.scoring.tally import Debit, Half, RubricIndex, Tally, TurnScore, TurnWords

#: A shorter turn ("yes", "好的") may come again without being a repeat.
_REPEAT_SIZE = 4


class Rules:
    """Rubrics, patterns and kinds of acts, prepared once and shared by all scorecards."""

    def __init__(self, rubrics: Sequence[Rubric], patterns: Sequence[Pattern], kinds: Mapping[str, str]) -> None:
        self.indexes = tuple(RubricIndex(rubric, kinds) for rubric in rubrics)
        self.patterns = tuple(patterns)
        self.kinds = dict(kinds)


class Scorecard:
    """The running score of one round under every rubric."""

    __slots__ = ("_prints", "_rules", "_spotter", "_turn", "tallies")

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._spotter = PatternSpotter(rules.patterns)
        self.tallies = {index.rubric.id: Tally(index) for index in rules.indexes}
        self._prints: set[str] = set()
        self._turn = 0

    def take(
        self,
        turn: HeardTurn,
        heat: int | None = None,
        half: Half = "talk",
        extra: Mapping[str, tuple[Span, ...]] | None = None,
    ) -> dict[str, TurnScore]:
        """Score one agent turn on every rubric.

        `heat`: the customer's before the turn, None without a customer. `extra`: faults that only a
        scenario shows (`beyond_authority`, `forbidden`), with their words.
        """
        self._turn += 1
        acts: dict[str, tuple[Span, ...]] = {heard.act: heard.spans for heard in turn.acts}
        acts |= self._spotter.spot(turn)
        acts |= dict(extra or {})
        words = TurnWords(self._turn, acts, half, heat, self._barren(turn))
        return {name: tally.take(words) for name, tally in self.tallies.items()}

    def _barren(self, turn: HeardTurn) -> bool:
        """Politeness is not service: an echo or a repeated turn earns nothing (F71)."""
        repeated = turn.size >= _REPEAT_SIZE and turn.print in self._prints
        if turn.print:
            self._prints.add(turn.print)
        return turn.echo or repeated

    def end(self) -> dict[str, TurnScore]:
        """Faults that show when the talk is over."""
        return {name: tally.end() for name, tally in self.tallies.items()}

    def rubrics(self) -> dict[str, Any]:
        """`{rubric: {"score": 0-100, "steps": {step: 0-100}}}`."""
        return {name: tally.to_dict() for name, tally in self.tallies.items()}

    def critical(self) -> list[Debit]:
        """Critical faults, each once however many rubrics name it."""
        seen: dict[tuple[str, int], Debit] = {}
        for tally in self.tallies.values():
            for debit in tally.critical:
                seen.setdefault((debit.act, debit.turn), debit)
        return list(seen.values())

    def not_checked(self) -> list[str]:
        """Rules that needed more than a transcript gives."""
        return sorted({rule for tally in self.tallies.values() for rule in tally.not_checked})
