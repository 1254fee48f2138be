"""Commands run in this process, with ears that hear the names of acts, and records in a folder of their own."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roleplay.cli.main import roleplay
from tests.practice.test_round import WordEars


@dataclass
class Done:
    """What a command left: exit code and both streams, as bytes turned into text without mercy."""

    code: int
    out: str
    err: str

    def rows(self) -> list[Any]:
        """The lines of stdout as JSON."""
        return [json.loads(line) for line in self.out.split("\n")[:-1]]


class TestEars(WordEars):
    __test__ = False
    degraded = ""


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("ROLEPLAY_DATABASE", raising=False)
    monkeypatch.setenv("ROLEPLAY_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setattr("roleplay.cli.loading.load_ears", TestEars)

    def call(*arguments: str | Path, given: str | bytes = "") -> Done:
        typed = given if isinstance(given, bytes) else given.encode("utf-8")
        result = CliRunner().invoke(roleplay, [str(part) for part in arguments], input=typed, prog_name="roleplay")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Done(result.exit_code, result.stdout_bytes.decode("utf-8"), result.stderr_bytes.decode("utf-8"))

    return call


@pytest.fixture
def play(run: Run, course: Path) -> Run:
    """`play --plain --seed 3` of the plain scenario with the plain persona."""

    def call(*arguments: str | Path, given: str | bytes = "") -> Done:
        fixed = ("play", "plain:lamp", "--persona", "plain:grumpy", "--lang", "en", "--seed", "3", "--plain")
        return run(*fixed, "--course", course, *arguments, given=given)

    return call
