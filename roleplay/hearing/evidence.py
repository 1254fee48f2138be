"""Which words carry an act: without them, it is no longer heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roleplay.hearing.clauses import Parsed, parse

if TYPE_CHECKING:
    from roleplay.hearing.heard import Span
    from roleplay.hearing.judge import Judge, Verdict

#: How often spans are widened before the whole turn is taken.
TRIES = 3


def spans(judge: Judge, parsed: Parsed, verdicts: list[Verdict], context: str) -> dict[str, tuple[Span, ...]]:
    """Act → spans in the text as typed. For acts heard, deleting all its spans makes it unheard.

    All acts take their next try together, so that the encoder is asked once a round.
    """
    typed = parsed.tidied.typed
    found = {verdict.act: anchors(judge, parsed, verdict) for verdict in verdicts}
    open_acts = {verdict.act: verdict for verdict in verdicts if verdict.heard}
    for attempt in range(TRIES if open_acts else 0):
        rests = {act: without(typed, found[act]) for act in open_acts}
        judge.prime(rest for rest, _ in rests.values())
        for act, (rest, places) in rests.items():
            left = parse(rest)
            again = next((v for v in judge.verdicts(left, context) if v.act == act and v.heard), None)
            if again is None:
                del open_acts[act]
            elif attempt < TRIES - 1:
                more = anchors(judge, left, again)
                found[act] = merged(found[act] + tuple((places[a], places[b - 1] + 1) for a, b in more if b > a))
    for act in open_acts:
        found[act] = ((0, len(typed)),)
    return found


def anchors(judge: Judge, parsed: Parsed, verdict: Verdict) -> tuple[Span, ...]:
    """Where an act's rules hit, else the clause that pulls most towards it."""
    places = verdict.places or _strongest(judge, parsed, verdict.act)
    return merged(tuple(parsed.tidied.span(start, end) for start, end in places if end > start))


def without(typed: str, gone: tuple[Span, ...]) -> tuple[str, list[int]]:
    """The text less some spans, and the old place of each character that is left."""
    places = list(range(len(typed)))
    for start, end in sorted(gone, reverse=True):
        del places[start:end]
    return "".join(typed[place] for place in places), places


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
