"""Whether a stored round's score comes out the same again, and whether it is still heard the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay.hearing.heard import HeardTurn
from roleplay.practice.events import Event
from roleplay.practice.resuming import reopen
from roleplay.practice.round import Round, RoundError
from roleplay.practice.theatre import Ears, Theatre


@dataclass(frozen=True, slots=True)
class Verification:
    """`score`: the receipt and every event follow from what was heard. `hearing`: None if not asked.

    `differences`: the sequence numbers and types of events that came out otherwise; `reheard`: turns in
    which today's hearing hears other acts.
    """

    score: bool
    hearing: bool | None
    receipt: str
    again: str
    differences: tuple[str, ...] = ()
    reheard: tuple[int, ...] = ()


def verify(theatre: Theatre, events: Sequence[Event], ears: Ears | None = None) -> Verification:
    """Score the round again from its heard turns; with `ears`, also hear its words again.

    Raises `RoundError` where the round cannot be replayed at all (other engine, changed content).
    """
    played = reopen(theatre, events, None)
    again = _receipt(played.events)
    stored = _receipt(events)
    if not stored:
        raise RoundError("round.open")
    differences = tuple(
        f"{old['seq']} {old['type']}" for old, new in zip(events, played.events, strict=False) if old != new
    )
    if len(events) != len(played.events):
        differences = (*differences, f"{len(events)} events stored, {len(played.events)} again")
    reheard = _reheard(events, played, ears) if ears else ()
    same = stored == again and not differences
    return Verification(same, not reheard if ears else None, stored, again, differences, reheard)


def _receipt(events: Sequence[Event]) -> str:
    return next((str(event["receipt"]) for event in reversed(events) if event["type"] == "ended"), "")


def _reheard(events: Sequence[Event], played: Round, ears: Ears) -> tuple[int, ...]:
    phrases = ears.phrases(played.production.scenario)
    context, different = "", []
    for event in events:
        if event["type"] == "replied":
            context = event["text"]
        elif event["type"] == "heard" and event["heard"]["text"]:
            old = HeardTurn.from_dict(event["heard"])
            new = ears.hear(old.text, context, played.production.lang, phrases)
            if (set(old.ids()), _topics(old)) != (set(new.ids()), _topics(new)):
                different.append(int(event["turn"]))
    return tuple(different)


def _topics(turn: HeardTurn) -> set[tuple[str, str]]:
    return {(topic.kind, topic.id) for topic in turn.topics}
