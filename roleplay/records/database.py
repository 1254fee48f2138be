"""The connection: SQLite as it must be for rounds, or a PostgreSQL server; and its errors in our words."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError

from roleplay.locales import Said, said
from roleplay.locales.reasons import reason
from roleplay.records.rows import RecordsError, Trouble

#: Seconds to wait for another writer, or for a server.
PATIENCE = 5
#: WAL lets a reader read while the round is written. FULL, not NORMAL: after NORMAL a battery that dies can
#: take the last turns with it, and a turn has but two commits. The busy timeout comes first, because
#: turning to WAL needs a lock itself.
_PRAGMAS = (f"busy_timeout = {PATIENCE * 1000}", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")

#: Device and number of a file: a new file of the same name has others.
Identity = tuple[int, int]

_SQLITE_TROUBLES: tuple[tuple[str, Trouble], ...] = (
    ("not a database", "damaged"),
    ("malformed", "damaged"),
    ("readonly", "readonly"),
    ("unable to open", "folder"),
    ("locked", "busy"),
    ("full", "full"),
    ("disk i/o error", "disk"),
)


def place(url: URL) -> str:
    """The database as it may be shown: a file's path, or a server without its password."""
    return url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def identity(url: URL) -> Identity | None:
    """Which file the address names now; None where there is none, or no file but a server."""
    if url.get_backend_name() != "sqlite" or (url.database or "").startswith((":memory:", "file:")):
        return None
    try:
        found = Path(url.database or "").stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def parse(url: str) -> URL:
    """The address as SQLAlchemy takes it. Raises `RecordsError` for what is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise RecordsError("url", "ROLEPLAY_DATABASE") from error
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise RecordsError("url", parsed.render_as_string(hide_password=True))
    return parsed


def connect(url: URL) -> Engine:
    """An engine for the address; nothing is opened yet. Raises `RecordsError`."""
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, connect_args={"connect_timeout": PATIENCE}, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise RecordsError("driver", place(url), str(error)) from error


def _sqlite(url: URL) -> Engine:
    try:
        if not (url.database or "").startswith((":memory:", "file:")):
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise RecordsError("folder", place(url), reason(error)) from error
    engine = create_engine(url)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    try:
        for pragma in _PRAGMAS:
            _patiently(connection, f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise


def _patiently(connection: sqlite3.Connection, statement: str) -> None:
    """Two processes that turn a new file to WAL at once are told `locked` without the busy timeout."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(statement).close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _begin(connection: Connection) -> None:
    """Writers queue at the start of a transaction; one that only turned writer later could not."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Errors of the database as `RecordsError`, with what to do about them."""
    try:
        yield
    except IntegrityError as error:
        raise RecordsError("elsewhere", place(url), str(error.orig)) from error
    except DBAPIError as error:
        trouble = _trouble(url, error)
        detail = _why_closed(place(url)) if trouble == "folder" else str(error.orig)
        raise RecordsError(trouble, place(url), detail) from error
    except (SQLAlchemyError, ValueError) as error:  # ValueError: a body that is no JSON any more
        raise RecordsError(
            "damaged" if isinstance(error, ValueError) else "other", place(url), str(error)
        ) from error


def _why_closed(file: str) -> Said:
    """SQLite only says that it is unable to open the file; the operating system says why."""
    path = Path(file)
    try:
        if path.exists():
            path.open("r+b").close()
        else:
            with TemporaryFile(dir=path.parent):
                pass
    except OSError as error:
        return reason(error)
    return said("os.other")


def _trouble(url: URL, error: DBAPIError) -> Trouble:
    said = str(error.orig).lower()
    if url.get_backend_name() == "sqlite":
        return next((trouble for words, trouble in _SQLITE_TROUBLES if words in said), "other")
    lost = error.connection_invalidated or type(error.orig).__name__ in ("OperationalError", "ConnectionTimeout")
    return "away" if lost else "other"
