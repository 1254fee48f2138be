"""The tables as they are today. How a database gets there stands in `migrations`."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import BigInteger, Column, Integer, MetaData, String, Table, Text, TypeDecorator


class Json(TypeDecorator[Any]):
    """Plain data as ASCII text, so that any text is safe in any database: PostgreSQL takes no NUL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:
        """To the database."""
        return json.dumps(value, ensure_ascii=True, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """From the database."""
        return None if value is None else json.loads(value)


metadata = MetaData()

learners = Table(
    "learners",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", Json, nullable=False),
    Column("created_at", String, nullable=False),
)
courses = Table(
    "courses",
    metadata,
    Column("id", String, primary_key=True),
    Column("title", Json, nullable=False),
    Column("created_at", String, nullable=False),
)
rounds = Table(
    "rounds",
    metadata,
    Column("id", String, primary_key=True),
    Column("learner", String, nullable=False),
    Column("course", String, nullable=False),
    Column("scenario", String, nullable=False),
    Column("persona", String, nullable=False),
    Column("lang", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False),
    Column("phase", String, nullable=False),
    Column("turns", Integer, nullable=False),
    Column("value", Integer),
    Column("ending", String),
    Column("scores", Json, nullable=False),
)
events = Table(
    "events",
    metadata,
    Column("round", String, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("turn", Integer, nullable=False),
    Column("type", String, nullable=False),
    Column("body", Json, nullable=False),
)
lines_seen = Table(
    "lines_seen",
    metadata,
    Column("learner", String, primary_key=True),
    Column("persona", String, primary_key=True),
    Column("line", String, primary_key=True),
    Column("times", Integer, nullable=False),
)
unheard = Table(
    "unheard",
    metadata,
    Column("round", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("text", Json, nullable=False),
    Column("lang", String, nullable=False),
    Column("guesses", Json, nullable=False),
)
drafts = Table(
    "drafts",
    metadata,
    Column("round", String, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("text", Json, nullable=False),
)
migrations = Table(
    "migrations",
    metadata,
    Column("name", String, primary_key=True),
    Column("applied_at", String, nullable=False),
)
