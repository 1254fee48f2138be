"""Opening the records: made, migrated, refused with what to do, and shared between processes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from roleplay.locales import LANGUAGES, Catalog
from roleplay.practice.round import Setup
from roleplay.records import Records, RecordsError, database
from roleplay.records.database import connect, parse
from roleplay.records.migrations import MIGRATIONS, migrate
from roleplay.records.places import data_folder, database_url
from roleplay.records.rows import Trouble
from roleplay.records.schema import metadata

NOW = "2026-01-01T00:00:00.000000+00:00"


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    made = connect(parse(url))
    yield made
    made.dispose()


def columns(engine: Engine) -> dict[str, set[str]]:
    found = inspect(engine)
    return {table: {column["name"] for column in found.get_columns(table)} for table in found.get_table_names()}


class TestMigrations:
    def test_an_empty_database_becomes_what_the_program_expects(self, engine: Engine) -> None:
        assert migrate(engine, NOW) == [name for name, _ in MIGRATIONS]
        expected = {table.name: {column.name for column in table.columns} for table in metadata.tables.values()}
        assert columns(engine) == expected

    def test_the_first_version_becomes_the_newest_with_its_rounds(self, engine: Engine, url: str) -> None:
        migrate(engine, NOW, steps=MIGRATIONS[:1])
        with engine.execution_options(writes=True).begin() as connection:
            for statement in (
                "INSERT INTO learners VALUES ('me', '\"me\"', 'x')",
                "INSERT INTO courses VALUES ('', '\"\"', 'x')",
                f"INSERT INTO rounds VALUES ('old', 'me', '', 's', 'p', 'en', 'exam', 7, '{NOW}', '{NOW}', "
                "'open', 1, NULL, NULL, '{}')",
                "INSERT INTO events VALUES ('old', 0, 0, 'started', '{\"seed\"\\:7}')",
            ):
                connection.execute(text(statement))
        records = Records.open(url)
        assert records.round("old").seed == 7
        assert records.events("old") == [{"seed": 7}]
        assert records.last_draft("old") == ""
        records.close()

    def test_a_second_time_changes_nothing(self, engine: Engine) -> None:
        migrate(engine, NOW)
        assert migrate(engine, NOW) == []

    def test_a_step_that_fails_leaves_nothing_behind(self, engine: Engine) -> None:
        def broken(connection: Connection) -> None:
            connection.execute(text("CREATE TABLE half (id TEXT)"))
            raise RuntimeError

        with pytest.raises(RuntimeError):
            migrate(engine, NOW, steps=(*MIGRATIONS, ("0099_broken", broken)))
        assert "half" not in columns(engine)
        assert migrate(engine, NOW) == []

    def test_a_newer_database_is_left_alone_and_says_so(self, engine: Engine, url: str) -> None:
        migrate(engine, NOW, steps=(*MIGRATIONS, ("0999_future", lambda connection: None)))
        with pytest.raises(RecordsError, match=r"newer version of this program .*0999_future.*Update") as raised:
            Records.open(url)
        assert raised.value.code == "newer"

    def test_processes_that_open_an_empty_database_at_once_all_succeed(self, url: str) -> None:
        code = f"from roleplay.records import Records; Records.open({url!r}).close()"
        processes = [subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE) for _ in range(4)]
        assert [process.communicate()[1].decode() for process in processes] == [""] * 4
        assert [process.returncode for process in processes] == [0] * 4


class TestTrouble:
    def refused(self, url: str) -> RecordsError:
        with pytest.raises(RecordsError) as raised:
            Records.open(url)
        return raised.value

    def test_a_file_that_is_no_database(self, tmp_path: Path) -> None:
        path = tmp_path / "rounds.sqlite3"
        path.write_bytes(b"not a database at all, " * 100)
        error = self.refused(f"sqlite:///{path}")
        assert error.code == "damaged"
        assert str(path) in str(error)

    def test_a_database_with_a_hole_in_it(self, tmp_path: Path) -> None:
        path = tmp_path / "rounds.sqlite3"
        records = Records.open(f"sqlite:///{path}")
        round_id = records.begin(Setup("s", "p", "en"))
        said = {"v": 1, "turn": 1, "type": "said", "text": "x" * 5000, "how": "say", "seconds": 0.0}
        records.sink(round_id)([{**said, "seq": n} for n in range(20)])
        records.close()
        with path.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (path.stat().st_size - 4096))
        with pytest.raises(RecordsError) as raised:
            Records.open(f"sqlite:///{path}").events(round_id)
        assert raised.value.code == "damaged"

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way")
        assert self.refused(f"sqlite:///{tmp_path / 'file' / 'rounds.sqlite3'}").code == "folder"

    def test_a_path_that_is_a_folder(self, tmp_path: Path) -> None:
        assert self.refused(f"sqlite:///{tmp_path}").code == "folder"

    def test_a_file_that_may_only_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "rounds.sqlite3"
        records = Records.open(f"sqlite:///{path}")
        records.close()
        reading = Records.open(f"sqlite:///file:{path}?mode=ro&uri=true")
        with pytest.raises(RecordsError) as raised:
            reading.begin(Setup("s", "p", "en"))
        assert raised.value.code == "readonly"
        reading.close()

    def test_why_a_file_cannot_be_opened_is_told_in_words(self, tmp_path: Path) -> None:
        told = self.refused(f"sqlite:///{tmp_path}").told(Catalog("zh"))
        assert "这是一个文件夹" in told
        assert "unable" not in told

    def test_a_disk_without_room(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        url = f"sqlite:///{tmp_path / 'rounds.sqlite3'}"
        Records.open(url).close()
        pragmas = (*database._PRAGMAS, "max_page_count = 1")
        monkeypatch.setattr("roleplay.records.database._PRAGMAS", pragmas)
        records = Records.open(url)
        with pytest.raises(RecordsError) as raised:
            records.sink(records.begin(Setup("s", "p", "en")))([SAID | {"text": "x" * 100_000}])
        assert raised.value.code == "full"
        records.close()

    def test_a_file_that_is_deleted_while_it_is_open(self, tmp_path: Path) -> None:
        """SQLite would go on writing into the deleted file, and say that all is kept."""
        path = tmp_path / "rounds.sqlite3"
        records = Records.open(f"sqlite:///{path}")
        round_id = records.begin(Setup("s", "p", "en"))
        troubles: list[RecordsError] = []
        sink = records.sink(round_id, troubles.append)
        away = path.rename(tmp_path / "away")
        sink([SAID])
        assert ([trouble.code for trouble in troubles], sink.behind) == (["gone"], True)
        with pytest.raises(RecordsError):
            records.rounds()
        assert not path.exists()
        away.rename(path)
        sink([SAID | {"seq": 1, "turn": 2}])
        assert (len(troubles), sink.behind) == (1, False)
        assert [event["seq"] for event in records.events(round_id)] == [0, 1]
        records.close()

    def test_a_file_that_is_put_in_its_place(self, tmp_path: Path) -> None:
        path = tmp_path / "rounds.sqlite3"
        records, other = Records.open(f"sqlite:///{path}"), Records.open(f"sqlite:///{tmp_path / 'other'}")
        round_id = other.begin(Setup("s", "p", "en"))
        other.sink(round_id)([SAID])
        other.close()
        (tmp_path / "other").replace(path)
        with pytest.raises(RecordsError) as raised:
            records.rounds()
        assert raised.value.code == "gone"
        records.close()

    def test_another_writer_that_does_not_let_go(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("roleplay.records.database._PRAGMAS", ("busy_timeout = 10", "journal_mode = WAL"))
        url = f"sqlite:///{tmp_path / 'rounds.sqlite3'}"
        one, other = Records.open(url), Records.open(url)
        with one._write(), pytest.raises(RecordsError) as raised:
            other.begin(Setup("s", "p", "en"))
        assert raised.value.code == "busy"
        one.close()
        other.close()

    def test_a_server_that_is_not_there(self, tmp_path: Path) -> None:
        error = self.refused(f"postgresql://me:secret@/rounds?host={tmp_path}")
        assert error.code == "away"
        assert "secret" not in str(error)

    @pytest.mark.parametrize(
        "url", ["no address", "mysql://me:secret@host/name", "postgresql+asyncpg://x/y", "sqlite+x:///"]
    )
    def test_an_address_that_cannot_be_used(self, url: str) -> None:
        error = self.refused(url)
        assert error.code == "url"
        assert "secret" not in str(error)

    def test_a_driver_that_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "psycopg", None)
        assert self.refused("postgresql://host/name").code == "driver"

    @pytest.mark.parametrize("lang", LANGUAGES)
    @pytest.mark.parametrize("code", get_args(Trouble))
    def test_every_trouble_has_its_words(self, code: Trouble, lang: str) -> None:
        assert len(RecordsError(code, "HERE", "because").told(Catalog(lang))) > 20


SAID = {"v": 1, "seq": 0, "turn": 1, "type": "said", "text": "hello", "how": "say", "seconds": 0.0}


class TestPlaces:
    def test_the_folder_and_the_database_can_be_named(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("ROLEPLAY_DATABASE", raising=False)
        monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "new"))
        assert data_folder() == tmp_path / "new"
        assert database_url() == f"sqlite:///{tmp_path / 'new' / 'rounds.sqlite3'}"
        monkeypatch.setenv("ROLEPLAY_DATABASE", "postgresql://server/rounds")
        assert database_url() == "postgresql://server/rounds"

    def test_without_a_name_it_is_the_users_data_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("ROLEPLAY_DATA", raising=False)
        assert data_folder().name == "roleplay"


def test_the_package_loads_without_the_database_library() -> None:
    code = "import sys, roleplay.records; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
