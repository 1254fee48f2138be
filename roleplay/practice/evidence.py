"""The words of an act: the likeliest when it is heard, the exact ones once they are found, after the reply.

A `heard` event holds the likeliest, and so do the events that follow from it; an `evidence` event of the same turn
holds the exact ones. Whatever shows or sends out the words of an act asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from roleplay.hearing.heard import HeardTurn, Span

if TYPE_CHECKING:
    from roleplay.practice.events import Event
    from roleplay.practice.theatre import Ears

#: Act or pattern → its spans, as they stand in events.
Words: TypeAlias = Mapping[str, Sequence[Sequence[int]]]
#: How ears find the exact words of every act heard in a turn: turn, context and phrases as it was heard.
Find: TypeAlias = Callable[[HeardTurn, str, Any], Mapping[str, tuple[Span, ...]]]


def finder(ears: Ears | None) -> Find | None:
    """How these ears find exact words, None if they do not."""
    found: Find | None = getattr(ears, "evidence", None)
    return found


def exact(ears: Ears, turn: HeardTurn, context: str = "", phrases: Any = None) -> HeardTurn:
    """The turn with the exact words of its acts, if the ears find them. Which acts were heard does not change."""
    find = finder(ears)
    return turn.with_spans(find(turn, context, phrases)) if find and turn.acts else turn


def by_turn(events: Iterable[Event]) -> dict[int, Words]:
    """Turn → the exact words of its acts and patterns, for the turns for which they are known."""
    return {event["turn"]: event["spans"] for event in events if event["type"] == "evidence"}


def worded(items: Iterable[Mapping[str, Any]], known: Words) -> list[dict[str, Any]]:
    """Acts, credits or debits as they stand in events, with the exact words where they are known."""
    return [
        {**item, "spans": known.get(item["act"] if "act" in item else item["id"], item["spans"])} for item in items
    ]
