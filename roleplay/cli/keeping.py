"""Keeping a round that is played on the command line. Trouble with the records never stops practice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from roleplay.cli.streams import note
from roleplay.locales import Catalog
from roleplay.practice.events import Event
from roleplay.practice.round import Setup
from roleplay.records import RecordsError
from roleplay.records.appending import RoundSink
from roleplay.records.records import Records


class Keeper:
    """The records behind one round, or none if they cannot be had; says so once."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._records: Records | None = None
        self._sink: RoundSink | None = None
        self._round_id = ""
        self._told = False

    def begin(self, setup: Setup, remember: bool) -> Setup:
        """Make room for the round. `remember`: put in what this learner heard from the persona before."""
        try:
            self._records = Records.open()
            if remember:
                setup = replace(setup, seen=self._records.seen_lines(setup.persona))
            self._round_id = self._records.begin(setup)
            self._sink = self._records.sink(self._round_id, self._trouble)
        except RecordsError as error:
            self._trouble(error)
        return setup

    def sink(self, events: Sequence[Event]) -> None:
        """Keep events before they are shown."""
        if self._sink is not None:
            self._sink(events)

    def _trouble(self, error: RecordsError) -> None:
        if not self._told:
            note(self._catalog("play.unkept", reason=error.told(self._catalog)))
        self._told = True

    def close(self, over: bool) -> None:
        """Let go of the records and say where the round is."""
        if self._records is not None:
            self._records.close()
        if self._sink is not None and not self._sink.behind:
            note(self._catalog("play.kept" if over else "play.stopped", id=self._round_id))
