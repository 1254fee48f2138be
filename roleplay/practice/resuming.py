"""Stored rounds opened again: played on from where they broke off, or only played again to compare.

Nothing but events, content and seed goes into a round, so playing the events again brings the engine to
exactly where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from roleplay.hearing.heard import HeardTurn
from roleplay.practice.events import REMARKS, Event, Sink
from roleplay.practice.round import Round, RoundError, Setup
from roleplay.practice.theatre import Ears, Theatre
from roleplay.scoring.receipt import ENGINE


def resume(theatre: Theatre, events: Sequence[Event], ears: Ears | None, sink: Sink | None = None) -> Round:
    """The round that these events belong to, ready to be played on.

    A turn that was said and never heard (the process was killed in between) is heard now. Raises
    `RoundError` if the content or engine has changed since, so that the talk would go differently.
    """
    stored = _open(theatre, events, ears)
    stored.play_again(events)
    stored.go_on(events, sink)
    return stored


def reopen(theatre: Theatre, events: Sequence[Event], ears: Ears | None) -> Round:
    """Play stored events through the engine again, heard turns as they were heard then.

    The round's `events` are then what today's engine makes of them: the same, unless something has
    changed that it should not have. Raises `RoundError` as `resume` does.
    """
    stored = _open(theatre, events, ears)
    stored.play_again(events)
    return stored


def _open(theatre: Theatre, events: Sequence[Event], ears: Ears | None) -> _Stored:
    if not events or events[0]["type"] != "started":
        raise RoundError("round.no_start")
    first = events[0]
    setup = Setup(
        first["scenario"], first["persona"], first["lang"], first["mode"], first["seed"], first["learner"],
        first["course"], tuple(first["seen"]),
    )  # fmt: skip
    stored = _Stored(theatre, setup, ears)
    if first["engine"] != ENGINE:
        raise RoundError("round.engine", then=first["engine"], now=ENGINE)
    changed = sorted(k for k, v in stored.production.content.items() if first["content"].get(k) != v)
    if changed:
        raise RoundError("round.content", changed=", ".join(changed))
    return stored


class _Stored(Round):
    """A round that can take its own past in."""

    _pending: Event | None = None  # what was said and is not heard yet

    def play_again(self, events: Sequence[Event]) -> None:
        """What today's engine makes of the events. The round must be new."""
        self.start()
        self.events[0] = dict(events[0])
        for event in events:
            self._again(event)
        self._put_remarks(events)

    def _put_remarks(self, events: Sequence[Event]) -> None:
        """Remarks where they stood: some came between events that follow from one another."""
        played = iter(self.events)
        mixed = [dict(event) if event["type"] in REMARKS else next(played, None) for event in events]
        self.events = [event for event in (*mixed, *played) if event is not None]
        for seq, event in enumerate(self.events):
            event["seq"] = seq

    def _again(self, event: Event) -> None:
        match event["type"]:
            case "said" if event["how"] == "end":
                self.leave()
            case "said":
                self._turn = event["turn"]
                self._pending = event
                self._keep([self._event("said", text=event["text"], how=event["how"], seconds=event["seconds"])])
            case "heard" if self._pending is not None:
                silent, seconds = self._pending["how"] == "silence", self._pending["seconds"]
                self._pending = None
                self._follow(HeardTurn.from_dict(event["heard"]), silent, seconds)
            case "later":
                self.follow_up()
            case "ended" if self.phase == "between":
                self.finish()
            case "evidence":
                self._unrefined.pop(event["turn"], None)
            case _:
                pass  # follows from the events above

    def go_on(self, events: Sequence[Event], sink: Sink | None) -> None:
        """Keep what the stored events lack, and hear what was said last if nobody has."""
        lost = self.events[len(events) :]
        self.events = [dict(event) for event in events]
        self._sink = sink
        self._keep(lost)
        said, self._pending = self._pending, None
        if said is not None:
            turn = self._hear(said["text"]) if said["how"] == "say" else HeardTurn("", self.production.lang)
            self._follow(turn, said["how"] == "silence", said["seconds"])
