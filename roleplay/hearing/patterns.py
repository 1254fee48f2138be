"""Spotting patterns: named combinations of acts within a turn or across turns (domain 1.4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roleplay.content.pattern import Pattern
from roleplay.hearing.heard import HeardTurn, Span


class PatternSpotter:
    """Watches the turns of one round. A pattern across turns is spotted once, when its last part comes."""

    __slots__ = ("_met", "_patterns", "_spotted")

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = tuple(patterns)
        self._met: dict[str, set[int]] = {p.id: set() for p in patterns if p.within == "round"}
        self._spotted: set[str] = set()

    def spot(self, turn: HeardTurn) -> dict[str, tuple[Span, ...]]:
        """Patterns completed in this turn, each with the words that complete it."""
        spans = {heard.act: heard.spans for heard in turn.acts}
        found: dict[str, tuple[Span, ...]] = {}
        if not spans:
            return found
        for pattern in self._patterns:
            words = self._in_turn(pattern, spans) if pattern.within == "turn" else self._in_round(pattern, spans)
            if words:
                found[pattern.id] = words
        return found

    def _in_turn(self, pattern: Pattern, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
        words: list[Span] = []
        for part in pattern.parts:
            hit = next((spans[act] for act in part if act in spans), None)
            if hit is None:
                return ()
            words += hit
        return tuple(sorted(set(words)))

    def _in_round(self, pattern: Pattern, spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
        if pattern.id in self._spotted:
            return ()
        met = self._met[pattern.id]
        words: list[Span] = []
        for i, part in enumerate(pattern.parts):
            if i in met:
                continue
            if pattern.ordered and any(j not in met for j in range(i)):
                break
            hits = _hits(part, spans)
            if hits:
                met.add(i)
                words += hits
        if len(met) < len(pattern.parts) or not words:
            return ()
        self._spotted.add(pattern.id)
        return tuple(sorted(set(words)))


def _hits(part: Iterable[str], spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return next((spans[act] for act in part if act in spans), ())
