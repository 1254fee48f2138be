"""Which words carry an act: at once the likeliest, and later exactly those without which it is no longer heard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from roleplay.hearing.clauses import Parsed

if TYPE_CHECKING:
    from roleplay.hearing.heard import Span
    from roleplay.hearing.judge import Judge, Verdict

#: How often words are added before the whole turn is taken.
TRIES = 6
#: Of more pieces than these none is tried for whether it could be left out: somebody repeats themselves.
MOST = 12

#: A text and an act → where the act is heard in the text, None if it is not heard any more.
Still = Callable[[str, str], "tuple[Span, ...] | None"]
#: Gets ready to be asked about these texts, each for one act.
Ahead = Callable[[Sequence[tuple[str, str]]], None]


def anchors(judge: Judge, parsed: Parsed, verdict: Verdict) -> tuple[Span, ...]:
    """Where an act's rules hit, else the clause that pulls most towards it; hears nothing again."""
    places = verdict.places or _strongest(judge, parsed, verdict.act)
    found = merged(tuple(parsed.tidied.span(start, end) for start, end in places if end > start))
    return found or ((0, len(parsed.tidied.typed)),)


def refined(
    typed: str, first: Mapping[str, tuple[Span, ...]], still: Still, ahead: Ahead
) -> dict[str, tuple[Span, ...]]:
    """Act → the spans without which it is no longer heard, and of which none could be left out.

    `first`: the spans found at once. Where no words are enough, the whole turn.
    """
    return _Search(typed, still, ahead).run(first)


class _Search:
    """Asks again and again, each question once."""

    def __init__(self, typed: str, still: Still, ahead: Ahead) -> None:
        self._typed = typed
        self._still = still
        self._ahead = ahead
        self._known: dict[tuple[str, str], tuple[Span, ...] | None] = {}

    def run(self, first: Mapping[str, tuple[Span, ...]]) -> dict[str, tuple[Span, ...]]:
        """All acts take their next step together, so that their texts are read together."""
        pieces = {act: list(spans) for act, spans in first.items()}
        left = self._widen(pieces)
        several = {act: found for act, found in pieces.items() if act not in left and 1 < len(found) <= MOST}
        self._ahead(
            [(self._without(self._less(found, one)), act) for act, found in several.items() for one in found]
        )
        for act, found in several.items():
            self._thin(act, found)
        whole = ((0, len(self._typed)),)
        return {act: whole if act in left else self._joined(act, found) for act, found in pieces.items()}

    def _widen(self, pieces: dict[str, list[Span]]) -> list[str]:
        """Add words to `pieces` until their acts are gone; the acts that stayed."""
        left = list(pieces)
        for attempt in range(TRIES):
            self._ahead([(self._without(pieces[act]), act) for act in left])
            more = {act: self._more(pieces[act], act) for act in left}
            left = [act for act in left if more[act] is not None]
            if not left or attempt == TRIES - 1:
                break
            for act in left:
                pieces[act] += more[act] or ()
        return left

    def _more(self, gone: Sequence[Span], act: str) -> tuple[Span, ...] | None:
        """Where in the typed text an act is still heard without some words, None if nowhere."""
        found = self._ask(gone, act)
        if found is None:
            return None
        places = _places(self._typed, gone)
        return tuple((places[start], places[end - 1] + 1) for start, end in found if end > start)

    def _thin(self, act: str, pieces: list[Span]) -> None:
        """Leave out of `pieces` what is not needed."""
        for one in list(pieces):
            rest = self._less(pieces, one)
            if rest and self._ask(rest, act) is None:
                pieces[:] = rest

    def _joined(self, act: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
        """Pieces that touch as one span, less the spans that are not needed."""
        spans = merged(tuple(pieces))
        while 1 < len(spans) <= MOST:
            fewer = next((rest for one in spans if self._ask(rest := self._less(spans, one), act) is None), None)
            if fewer is None:
                break
            spans = tuple(fewer)
        return spans

    def _ask(self, gone: Sequence[Span], act: str) -> tuple[Span, ...] | None:
        text = self._without(gone)
        if (text, act) not in self._known:
            self._known[text, act] = self._still(text, act)
        return self._known[text, act]

    def _without(self, gone: Sequence[Span]) -> str:
        return "".join(self._typed[place] for place in _places(self._typed, gone))

    @staticmethod
    def _less(spans: Sequence[Span], one: Span) -> list[Span]:
        return [span for span in spans if span != one]


def _places(typed: str, gone: Sequence[Span]) -> list[int]:
    """The places of the characters that are left."""
    places = list(range(len(typed)))
    for start, end in reversed(merged(tuple(gone))):
        del places[start:end]
    return places


def merged(found: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans in order, overlapping or touching ones as one."""
    result: list[Span] = []
    for start, end in sorted(found):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def _strongest(judge: Judge, parsed: Parsed, act: str) -> tuple[tuple[int, int], ...]:
    clauses = parsed.clauses
    if not clauses or judge.model is None:
        return ((0, len(parsed.text)),)
    column = judge.model.weights.labels.index(act)
    shown = [clause for clause in clauses if not clause.spoken]
    if act.endswith("_gesture") and shown:
        clauses = tuple(shown)
    pulls = [float(judge.model.pulls(parsed.text[c.start : c.end])[column]) for c in clauses]
    best = clauses[pulls.index(max(pulls))]
    return ((best.start, best.end),)
