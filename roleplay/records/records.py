"""Rounds kept in a database, event by event."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, Select, exists, or_, select

from roleplay.records import appending
from roleplay.records.appending import RoundSink
from roleplay.records.database import Identity, connect, explained, identity, parse, place
from roleplay.records.migrations import migrate
from roleplay.records.places import database_url
from roleplay.records.rows import RecordsError, RoundRow
from roleplay.records.schema import courses, drafts, events, learners, lines_seen, rounds

if TYPE_CHECKING:
    from roleplay.practice.events import Event
    from roleplay.practice.round import Setup

#: Who plays, where nobody has given a name.
ME = "me"


def _utc() -> datetime:
    return datetime.now(UTC)


class Records:
    """The rounds of one database. May be used from several threads; every method raises `RecordsError`."""

    def __init__(self, engine: Engine, url: URL, now: Callable[[], datetime] = _utc) -> None:
        self._engine = engine
        self._url = url
        self._now = now
        self._writing = Lock()
        self._file: Identity | None = None

    @classmethod
    def open(cls, url: str | None = None, now: Callable[[], datetime] = _utc) -> Records:
        """Open, create or migrate the database: `url`, or the one of `places`. `now` is the clock."""
        parsed = parse(url or database_url())
        engine = connect(parsed)
        records = cls(engine, parsed, now)
        try:
            with explained(parsed):
                migrate(engine, records._time(), place(parsed))
            records._file = identity(parsed)
        except RecordsError:
            engine.dispose()
            raise
        return records

    @property
    def where(self) -> str:
        """The file, or the server without its password."""
        return place(self._url)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # -- writing ---------------------------------------------------------------------------------

    def begin(self, setup: Setup) -> str:
        """Make room for a new round; its id. Nothing is listed before something is said in it."""
        now, learner = self._time(), setup.learner or ME
        round_id = secrets.token_hex(5)
        with self._write() as connection:
            appending.ensure(connection, learners, id=learner, name=learner, created_at=now)
            appending.ensure(connection, courses, id=setup.course, title=setup.course, created_at=now)
            connection.execute(rounds.insert().values(id=round_id, **_first(setup), created_at=now, updated_at=now))
        return round_id

    def sink(self, round_id: str, on_error: Callable[[RecordsError], None] | None = None) -> RoundSink:
        """What a round hands its events to. They are kept when the call returns.

        With `on_error` trouble is told there and the round goes on; events that could not be kept are
        tried again with the next ones. Without it `RecordsError` is raised through the round.
        """
        return RoundSink(lambda batch: self._append(round_id, batch), on_error)

    def _append(self, round_id: str, batch: Sequence[Event]) -> None:
        with self._write() as connection:
            row = connection.execute(select(rounds).where(rounds.c.id == round_id)).one_or_none()
            if row is None:
                raise RecordsError("unknown", self.where, round_id)
            appending.append(connection, row, batch, self._time())

    def discard(self, round_id: str) -> None:
        """Put a round away. Its events stay; `restore` brings it back."""
        self._set_phase(round_id, "discarded")

    def restore(self, round_id: str) -> None:
        """Bring a discarded round back as it was."""
        self._set_phase(round_id, "open" if self.round(round_id).ending is None else "ended")

    def _set_phase(self, round_id: str, phase: str) -> None:
        with self._write() as connection:
            done = connection.execute(rounds.update().where(rounds.c.id == round_id).values(phase=phase))
        if not done.rowcount:
            raise RecordsError("unknown", self.where, round_id)

    # -- reading ---------------------------------------------------------------------------------

    def events(self, round_id: str) -> list[Event]:
        """All events of a round, in order."""
        query = select(events.c.body).where(events.c.round == round_id).order_by(events.c.seq)
        with self._read() as connection:
            found = list(connection.execute(query).scalars())
        if not found:
            self.round(round_id)
        return found

    def round(self, round_id: str) -> RoundRow:
        """One round without its events."""
        found = self._rows(select(rounds).where(rounds.c.id == round_id))
        if not found:
            raise RecordsError("unknown", self.where, round_id)
        return found[0]

    def find(self, beginning: str) -> str:
        """The id of the only round whose id begins so, discarded ones included."""
        query = select(rounds.c.id).where(rounds.c.id.startswith(beginning, autoescape=True)).limit(2)
        with self._read() as connection:
            found = list(connection.execute(query).scalars())
        if len(found) != 1:
            raise RecordsError("unknown", self.where, beginning)
        return str(found[0])

    def rounds(self, learner: str = ME, limit: int = 50) -> list[RoundRow]:
        """Rounds in which something was said, the discarded left out, newest first."""
        return self._rows(_listed(learner).where(rounds.c.phase != "discarded").limit(limit))

    def unfinished(self, learner: str = ME) -> list[RoundRow]:
        """Rounds to go on with, newest first."""
        return self._rows(_listed(learner).where(rounds.c.phase == "open"))

    def seen_lines(self, persona: str, learner: str = ME) -> tuple[str, ...]:
        """Ids of the lines that this learner has heard from this persona, in order of their ids."""
        query = select(lines_seen.c.line).where(lines_seen.c.learner == learner, lines_seen.c.persona == persona)
        with self._read() as connection:
            return tuple(sorted(connection.execute(query).scalars()))

    def last_draft(self, round_id: str) -> str:
        """What was being typed since the last turn of the round, or nothing."""
        query = (
            select(drafts.c.text)
            .join(rounds, rounds.c.id == drafts.c.round)
            .where(drafts.c.round == round_id, drafts.c.turn > rounds.c.turns)
            .order_by(drafts.c.turn.desc())
            .limit(1)
        )
        with self._read() as connection:
            return str(connection.execute(query).scalar_one_or_none() or "")

    def _rows(self, query: Select[Any]) -> list[RoundRow]:
        with self._read() as connection:
            return [_row(dict(row)) for row in connection.execute(query).mappings()]

    # -- the connection --------------------------------------------------------------------------

    def _time(self) -> str:
        return self._now().astimezone(UTC).isoformat(timespec="microseconds")

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """One transaction of the one writer: threads queue here, processes at the database."""
        engine = self._engine.execution_options(writes=True)
        with self._writing, explained(self._url):
            self._still_there()
            with engine.begin() as connection:
                yield connection

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with explained(self._url):
            self._still_there()
            with self._engine.connect() as connection:
                yield connection

    def _still_there(self) -> None:
        """SQLite goes on writing into a file that has been deleted, and all of it would be lost unnoticed.

        Another file in its place is no better: it would be read with the log of the old one.
        """
        if self._file is not None and identity(self._url) != self._file:
            raise RecordsError("gone", self.where)


def _first(setup: Setup) -> dict[str, Any]:
    """The row of a round in which nothing has happened yet."""
    return {
        "learner": setup.learner or ME, "course": setup.course, "scenario": setup.scenario,
        "persona": setup.persona, "lang": setup.lang, "mode": setup.mode, "seed": setup.seed,
        "phase": "open", "turns": 0, "scores": {},
    }  # fmt: skip


def _listed(learner: str) -> Select[Any]:
    typed = exists().where(drafts.c.round == rounds.c.id)
    query = select(rounds).where(rounds.c.learner == learner, or_(rounds.c.turns > 0, typed))
    return query.order_by(rounds.c.updated_at.desc(), rounds.c.created_at.desc(), rounds.c.id)


def _row(row: dict[str, Any]) -> RoundRow:
    times = {name: datetime.fromisoformat(row[name]) for name in ("created_at", "updated_at")}
    return RoundRow(**{**row, **times})
