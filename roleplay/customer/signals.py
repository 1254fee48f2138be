"""Signals: what a turn is besides its acts (`roleplay.content.vocabulary.SIGNALS`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roleplay.customer.memory import Memory
from roleplay.customer.offers import VAGUE_OFFERS, Offer
from roleplay.hearing.heard import HeardTurn, Span

#: Longer turns than these leave the customer no room (domain N23: the customer speaks about 80 %).
LONG_WORDS, LONG_CHARACTERS = 90, 150
OPEN = ("ask_open", "invite", "ask_expectation")
_ASKING = (*OPEN, "ask_closed")
#: Shorter turns ("yes", "好的") may come again without being a repeat.
_REPEAT_SIZE = 4


@dataclass(frozen=True, slots=True)
class Move:
    """What the agent did in a turn: words, or a silence, after so many seconds."""

    turn: HeardTurn
    silent: bool = False
    seconds: float = 0.0
    limit: int = 0


def is_open(turn: HeardTurn) -> bool:
    """Whether the turn asks openly, so that what is told only then may be told."""
    return any(act in OPEN for act in turn.ids())


def is_promise(turn: HeardTurn) -> bool:
    """Whether a time is promised; in a turn that reads the story back, times belong to the story."""
    acts = turn.ids()
    return bool(turn.when) and "commit" in acts and not {"restate", "verify"}.intersection(acts)


def signals(move: Move, offers: Sequence[Offer], memory: Memory) -> dict[str, tuple[Span, ...]]:
    """Signals of a turn with the words that give them (none for silence and slowness)."""
    turn = move.turn
    found: dict[str, tuple[Span, ...]] = {"turn": ()}
    if move.silent:
        found["silence"] = ()
        return found
    whole = ((0, len(turn.text)),)
    if move.limit and move.seconds > move.limit:
        found["slow"] = ()
    if turn.size >= _REPEAT_SIZE and turn.print in memory.prints:
        found["said_again"] = whole
    if turn.echo:
        found["echo"] = whole
    if turn.size > (LONG_CHARACTERS if turn.lang.startswith("zh") else LONG_WORDS):
        found["long_turn"] = whole
    if turn.name_spans:
        found["name_used"] = turn.name_spans
    if is_promise(turn):
        found["dated"] = next(heard.spans for heard in turn.acts if heard.act == "commit")
    found |= _questions(turn, memory) | _offers(turn, offers)
    if not turn.acts and not turn.possible and not turn.topics and len(found) == 1:
        found["unclear"] = whole
    return found


def _questions(turn: HeardTurn, memory: Memory) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    asked = [topic for topic in turn.topics if topic.kind == "fact"]
    words = [span for topic in asked for span in topic.spans]
    words += [span for heard in turn.acts if heard.act in _ASKING for span in heard.spans]
    if words:
        found["asked"] = tuple(sorted(set(words)))
    again = [topic for topic in asked if topic.id in memory.asked and topic.id in memory.told]
    if again:
        found["asked_again"] = tuple(span for topic in again for span in topic.spans)
    return found


def _offers(turn: HeardTurn, offers: Sequence[Offer]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, tuple[Span, ...]] = {}
    forbidden = [topic for topic in turn.topics if topic.kind == "forbidden"]
    if forbidden:
        found["forbidden"] = tuple(span for topic in forbidden for span in topic.spans)
    vague = tuple(span for heard in turn.acts if heard.act in VAGUE_OFFERS for span in heard.spans)
    if offers or vague:
        found["offer"] = tuple(span for offer in offers for span in offer.spans) or vague
    by_answer = {
        "offer_yes": "good_offer", "offer_part": "extra_offer", "offer_early": "early_offer",
        "offer_again": "offer_again",
    }  # fmt: skip
    for offer in offers:
        if offer.answer in by_answer:
            found.setdefault(by_answer[offer.answer], offer.spans)
    if len(offers) > 2:
        found["overload"] = tuple(span for offer in offers for span in offer.spans)
    return found
