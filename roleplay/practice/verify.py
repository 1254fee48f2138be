"""Whether a stored round's score comes out the same again, and whether it is still heard the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roleplay.hearing.heard import HeardTurn
from roleplay.practice.events import Event
from roleplay.practice.evidence import Words, by_turn, finder
from roleplay.practice.refining import Unrefined
from roleplay.practice.resuming import reopen
from roleplay.practice.round import Round, RoundError
from roleplay.practice.theatre import Ears, Theatre


@dataclass(frozen=True, slots=True)
class Verification:
    """`score`: the receipt and every event follow from what was heard. `hearing`: None if not asked.

    `differences`: the sequence numbers and types of events that came out otherwise, or hold words for what was
    not heard; `reheard`: turns in which today's hearing hears other acts, or finds other words for them.
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
    turns = _turns(events)
    differences = tuple(
        f"{old['seq']} {old['type']}"
        for old, new in zip(events, played.events, strict=False)
        if old != new or (old["type"] == "evidence" and not _fits(old, turns, theatre))
    )
    if len(events) != len(played.events):
        differences = (*differences, f"{len(events)} events stored, {len(played.events)} again")
    reheard = _reheard(turns, by_turn(events), played, theatre, ears) if ears else ()
    same = stored == again and not differences
    return Verification(same, not reheard if ears else None, stored, again, differences, reheard)


def _receipt(events: Sequence[Event]) -> str:
    return next((str(event["receipt"]) for event in reversed(events) if event["type"] == "ended"), "")


def _turns(events: Sequence[Event]) -> dict[int, Unrefined]:
    """The turns as they were heard at once."""
    found, context = {}, ""
    for event in events:
        if event["type"] == "replied":
            context = event["text"]
        elif event["type"] == "heard":
            patterns = {name: tuple((a, b) for a, b in spans) for name, spans in event["patterns"].items()}
            turn = HeardTurn.from_dict(event["heard"])
            found[event["turn"]] = Unrefined(event["turn"], turn, context, patterns)
    return found


def _fits(evidence: Event, turns: dict[int, Unrefined], theatre: Theatre) -> bool:
    """Whether an event holds words of its turn for exactly what was heard in it. Which words, only ears can tell."""
    turn = turns.get(evidence["turn"])
    if turn is None:
        return False
    found = {name: tuple((a, b) for a, b in spans) for name, spans in evidence["spans"].items()}
    inside = all(found.values()) and all(
        0 <= a < b <= len(turn.turn.text) for spans in found.values() for a, b in spans
    )
    return inside and evidence["spans"] == turn.holding(found, theatre.rules.patterns)


def _reheard(
    turns: dict[int, Unrefined], words: Mapping[int, Words], played: Round, theatre: Theatre, ears: Ears
) -> tuple[int, ...]:
    phrases, find = ears.phrases(played.production.scenario), finder(ears)
    different = []
    for number, old in turns.items():
        if not old.turn.text:
            continue
        new = ears.hear(old.turn.text, old.context, played.production.lang, phrases)
        same = (set(old.turn.ids()), _topics(old.turn)) == (set(new.ids()), _topics(new))
        if same and find and number in words:
            same = old.find(find, phrases, theatre.rules.patterns) == words[number]
        if not same:
            different.append(number)
    return tuple(different)


def _topics(turn: HeardTurn) -> set[tuple[str, str]]:
    return {(topic.kind, topic.id) for topic in turn.topics}
