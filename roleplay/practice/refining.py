"""The part of a round that finds the exact words of what was heard, when the reply has been shown.

Nothing that anybody does in the round, and no receipt, depends on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roleplay.practice.evidence import Find, finder

if TYPE_CHECKING:
    from roleplay.content.pattern import Pattern
    from roleplay.hearing.heard import HeardTurn, Span
    from roleplay.practice.events import Event
    from roleplay.practice.theatre import Ears, Production


@dataclass(frozen=True, slots=True)
class Unrefined:
    """A heard turn of which only the likeliest words are known. `context`: the words it answered.

    `patterns`: those that were spotted in it, with their likeliest words.
    """

    number: int
    turn: HeardTurn
    context: str
    patterns: Mapping[str, tuple[Span, ...]]

    def find(self, find: Find, phrases: Any, known: Sequence[Pattern]) -> dict[str, list[list[int]]]:
        """The exact words of each act, and of each pattern those of the acts that made it, as events hold them."""
        return self.holding(find(self.turn, self.context, phrases), known)

    def holding(
        self, found: Mapping[str, tuple[Span, ...]], known: Sequence[Pattern]
    ) -> dict[str, list[list[int]]]:
        """What an `evidence` event holds, given the exact words of acts."""
        spans = {heard.act: found.get(heard.act, heard.spans) for heard in self.turn.acts}
        for pattern in known:
            if pattern.id in self.patterns:
                spans[pattern.id] = self._of_pattern(pattern, spans)
        return {name: [list(span) for span in words] for name, words in spans.items()}

    def _of_pattern(self, pattern: Pattern, found: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
        """The exact words of the acts that made a pattern: those of its parts with no likeliest words outside it."""
        spotted, parts = set(self.patterns[pattern.id]), {act for part in pattern.parts for act in part}
        made = [heard.act for heard in self.turn.acts if heard.act in parts and spotted.issuperset(heard.spans)]
        return tuple(sorted({span for act in made for span in found[act]})) or self.patterns[pattern.id]


class Refining:
    """What `Round` builds upon."""

    def __init__(self, production: Production, ears: Ears | None, patterns: Sequence[Pattern]) -> None:
        self.production = production
        self._ears = ears
        self._phrases: Any = None
        self._known = patterns
        self._unrefined: dict[int, Unrefined] = {}
        self._last_reply = ""

    def prepare(self) -> None:
        """Make the scenario's phrases ready, so that the first turn need not wait for them. May block."""
        if self._ears is not None and self._phrases is None:
            self._phrases = self._ears.phrases(self.production.scenario)

    def refine(self) -> list[Event]:
        """Find the exact words of every turn heard that lacks them, if the ears can. Returns the new events.

        Takes some tenths of a second a turn, and no time at all where nothing is lacking.
        """
        return [event for item in self.unrefined() for event in self.put_words(item, self.find_words(item))]

    def unrefined(self) -> list[Unrefined]:
        """The turns for which `refine` would find the exact words."""
        return list(self._unrefined.values()) if finder(self._ears) else []

    def find_words(self, item: Unrefined) -> dict[str, list[list[int]]]:
        """The exact words of one turn. Changes nothing, so it may run while another turn is played."""
        find = finder(self._ears)
        assert find is not None
        self.prepare()
        words = item.find(find, self._phrases, self._known)
        self.read_ahead()
        return words

    def read_ahead(self) -> None:
        """Let the ears read what the customer said last, if they can: the next turn is heard in its light."""
        ahead = getattr(self._ears, "read_ahead", None)
        if ahead is not None:
            ahead(self._last_reply)

    def put_words(self, item: Unrefined, words: dict[str, list[list[int]]]) -> list[Event]:
        """Keep what `find_words` found, unless that has been done."""
        if self._unrefined.pop(item.number, None) is None:
            return []
        return self._keep([{**self._event("evidence", spans=words), "turn": item.number}])

    def _note(self, number: int, turn: HeardTurn, context: str, patterns: Mapping[str, tuple[Span, ...]]) -> None:
        """A turn has been heard. Where nothing was, there are no words to find."""
        if turn.acts:
            self._unrefined[number] = Unrefined(number, turn, context, patterns)

    def _event(self, kind: str, **fields: Any) -> Event:
        raise NotImplementedError

    def _keep(self, events: list[Event]) -> list[Event]:
        raise NotImplementedError
