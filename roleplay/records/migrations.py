"""How a database of any earlier version becomes today's: named steps, each in its own transaction.

A step is never changed once it has been released, so it is written in SQL and not with today's tables.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, inspect, text

from roleplay.records.rows import RecordsError

Step = tuple[str, Callable[[Connection], None]]
#: Any number will do, as long as it is ours: held while the database is migrated (PostgreSQL).
_ADVISORY_LOCK = 7305130


def _run(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.execute(text(statement))


def _rounds(connection: Connection) -> None:
    """Learners, courses, rounds and their events."""
    _run(
        connection,
        "CREATE TABLE learners (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL)",
        "CREATE TABLE courses (id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at TEXT NOT NULL)",
        """CREATE TABLE rounds (
            id TEXT PRIMARY KEY,
            learner TEXT NOT NULL REFERENCES learners (id),
            course TEXT NOT NULL REFERENCES courses (id),
            scenario TEXT NOT NULL, persona TEXT NOT NULL, lang TEXT NOT NULL, mode TEXT NOT NULL,
            seed BIGINT NOT NULL, created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
            phase TEXT NOT NULL, turns INTEGER NOT NULL, value INTEGER, ending TEXT, scores TEXT NOT NULL)""",
        """CREATE TABLE events (
            round TEXT NOT NULL REFERENCES rounds (id), seq INTEGER NOT NULL, turn INTEGER NOT NULL,
            type TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (round, seq))""",
        """CREATE TABLE lines_seen (
            learner TEXT NOT NULL REFERENCES learners (id), persona TEXT NOT NULL, line TEXT NOT NULL,
            times INTEGER NOT NULL, PRIMARY KEY (learner, persona, line))""",
        """CREATE TABLE unheard (
            round TEXT NOT NULL REFERENCES rounds (id), turn INTEGER NOT NULL, text TEXT NOT NULL,
            lang TEXT NOT NULL, guesses TEXT NOT NULL, PRIMARY KEY (round, turn))""",
    )


def _drafts(connection: Connection) -> None:
    """What was being typed, and the order in which rounds are listed."""
    _run(
        connection,
        """CREATE TABLE drafts (
            round TEXT NOT NULL REFERENCES rounds (id), turn INTEGER NOT NULL, text TEXT NOT NULL,
            PRIMARY KEY (round, turn))""",
        "CREATE INDEX rounds_newest ON rounds (learner, updated_at)",
    )


MIGRATIONS: tuple[Step, ...] = (("0001_rounds", _rounds), ("0002_drafts", _drafts))


def migrate(engine: Engine, now: str, where: str = "", steps: Sequence[Step] = MIGRATIONS) -> list[str]:
    """Apply what is missing, in order; the names applied. `now`: the time to note, ISO 8601.

    Any number of processes may do so at once. Raises `RecordsError` for a database of a newer program.
    """
    known = [name for name, _ in steps]
    if inspect(engine).has_table("migrations"):
        with engine.connect() as connection:
            applied = _applied(connection)
        newer = sorted(applied - set(known))
        if newer:
            raise RecordsError("newer", where, ", ".join(newer))
        if applied.issuperset(known):
            return []
    return [name for name, step in steps if _apply(engine, name, step, now)]


def _applied(connection: Connection) -> set[str]:
    return set(connection.execute(text("SELECT name FROM migrations")).scalars())


def _apply(engine: Engine, name: str, step: Callable[[Connection], None], now: str) -> bool:
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ADVISORY_LOCK})"))
        _run(
            connection,
            "CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY, applied_at TEXT NOT NULL)",
        )
        if name in _applied(connection):  # another process was quicker
            return False
        step(connection)
        connection.execute(
            text("INSERT INTO migrations (name, applied_at) VALUES (:name, :now)"), {"name": name, "now": now}
        )
        return True
