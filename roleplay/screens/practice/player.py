"""A round as the screens play it: opened or resumed, kept where there are records, one call at a time.

Nothing of Textual is in here. Every method may block and is called from worker threads.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.practice.events import Event
    from roleplay.practice.refining import Unrefined
    from roleplay.practice.round import Phase, Round, Setup
    from roleplay.records.appending import RoundSink
    from roleplay.records.records import Records
    from roleplay.records.rows import RecordsError
    from roleplay.screens.backstage import Backstage


@dataclass(frozen=True)
class Opened:
    """A round as it stands when it is opened. `draft`: what was being typed when it was left.

    `kept`: whether it is being saved; `degraded`: why the listener runs without its encoder, or "".
    """

    events: tuple[Event, ...]
    draft: str
    kept: bool
    degraded: str


class Player:
    """One round, new (`setup`) or kept (`round_id`)."""

    def __init__(self, backstage: Backstage, setup: Setup | None = None, round_id: str = "") -> None:
        self._backstage = backstage
        self._setup = setup
        self._lock = Lock()
        self._refining = Lock()
        self._round: Round | None = None
        self._sink: RoundSink | None = None
        self._told: list[RecordsError] = []
        self.round_id = round_id

    @property
    def round(self) -> Round:
        """The round. Only once it is open."""
        assert self._round is not None
        return self._round

    @property
    def library(self) -> Library:
        """The content that the round is played from."""
        return self._backstage.theatre().library

    @property
    def kept(self) -> bool:
        """Whether the round is saved as far as it has been played."""
        return self._sink is not None and not self._sink.behind

    @property
    def phase(self) -> Phase:
        """Where the round stands."""
        return self.round.phase

    def open(self) -> Opened:
        """Start the round or resume it. Opening again what is open changes nothing.

        Raises `ContentError`, `RoundError`, `RecordsError` (only where a kept round cannot be read).
        """
        with self._lock:
            draft = ""
            if self._round is None:
                draft = self._resume() if self.round_id else self._begin()
            return Opened(tuple(self.round.events), draft, self.kept, self._backstage.ears().degraded)

    def prepare(self) -> None:
        """Get the scenario's phrases ready, so that the first turn need not wait for them."""
        self._backstage.ears().phrases(self.round.production.scenario)

    def _begin(self) -> str:
        from dataclasses import replace

        from roleplay.practice.round import Round

        assert self._setup is not None
        theatre, ears = self._backstage.theatre(), self._backstage.ears()
        setup, records = self._setup, self._records()
        theatre.production(setup.scenario, setup.persona, setup.lang)  # broken files leave no empty round behind
        if records is not None:
            setup = replace(setup, seen=self._seen(records, setup))
            self.round_id = self._place(records, setup)
            self._sink = records.sink(self.round_id, self._told.append) if self.round_id else None
        self._round = Round(theatre, setup, ears, self._sink)
        self._round.start()
        return ""

    def _records(self) -> Records | None:
        """The records if there are any: a new round is played without them if need be."""
        from roleplay.records.rows import RecordsError

        try:
            return self._backstage.records()
        except RecordsError as error:
            self._told.append(error)
            return None

    def _seen(self, records: Records, setup: Setup) -> tuple[str, ...]:
        from roleplay.records.rows import RecordsError

        try:
            return records.seen_lines(setup.persona)
        except RecordsError as error:
            self._told.append(error)
            return ()

    def _place(self, records: Records, setup: Setup) -> str:
        from roleplay.records.rows import RecordsError

        try:
            return records.begin(setup)
        except RecordsError as error:
            self._told.append(error)
            return ""

    def _resume(self) -> str:
        from roleplay.practice.resuming import resume

        records = self._backstage.records()
        assert records is not None
        events = records.events(self.round_id)
        self._sink = records.sink(self.round_id, self._told.append)
        self._round = resume(self._backstage.theatre(), events, self._backstage.ears(), self._sink)
        return records.last_draft(self.round_id)

    # -- playing ---------------------------------------------------------------------------------

    def say(self, text: str, seconds: float) -> list[Event]:
        """One turn in words."""
        return self._play(lambda played: played.say(text, seconds))

    def silence(self, seconds: float) -> list[Event]:
        """One turn without words."""
        return self._play(lambda played: played.silence(seconds))

    def leave(self) -> list[Event]:
        """The agent ends the talk."""
        return self._play(lambda played: played.leave())

    def follow_up(self) -> list[Event]:
        """Some days later."""
        return self._play(lambda played: played.follow_up())

    def finish(self) -> list[Event]:
        """Close the books, with the words of every turn in them."""
        with suppress(Exception):  # without them if need be
            self.refine()
        return self._play(lambda played: played.finish())

    def refine(self) -> bool:
        """Find and keep the exact words of what was heard; whether there were any to be found.

        A turn may be played meanwhile: it does not wait for all of this.
        """
        with self._refining:
            found = False
            for item in self._unrefined():
                words = self.round.find_words(item)
                with self._lock:
                    found |= bool(self.round.put_words(item, words))
            return found

    def _unrefined(self) -> list[Unrefined]:
        with self._lock:
            return self.round.unrefined()

    def draft(self, text: str) -> None:
        """Keep what is being typed."""
        with self._lock:
            if self._round is not None and self.round_id and self._round.phase in ("talk", "later"):
                self._round.draft(text)

    def _play(self, turn: Callable[[Round], Sequence[Event]]) -> list[Event]:
        with self._lock:
            return list(turn(self.round))

    def troubles(self) -> list[RecordsError]:
        """What went wrong with keeping the round since the last time it was asked."""
        found, self._told[:] = list(self._told), []
        return found
