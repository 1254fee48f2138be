"""Machine formats are what their committed JSON Schemas say."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from roleplay.cli.formats import FOLDER, FORMATS, schema
from roleplay.practice.events import TYPES
from roleplay.practice.shapes import EVENT
from tests.cli.conftest import Run
from tests.cli.test_check import broken
from tests.cli.test_play import GOOD_LINES
from tests.practice.test_transcript import TALK


def validator(name: str) -> Any:
    made = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def validate(name: str, rows: list[Any]) -> None:
    assert rows
    for row in rows:
        validator(name).validate(row)


@pytest.mark.parametrize("name", FORMATS)
def test_the_committed_schemas_are_not_stale(name: str) -> None:
    """`python -m roleplay.cli.formats` writes them anew."""
    assert json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) == json.loads(schema(name))


def test_there_are_no_others() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(FORMATS)


class TestOutput:
    def test_play_and_replay(self, play: Run, run: Run, tmp_path: Path) -> None:
        given = "/wait 90\nblame wild:forever\n/silent\nflurble\n" + GOOD_LINES + "close discriminate\n"
        done = play("--format", "json", "--follow-up", given=given)
        validate("event", done.rows())
        assert {row["type"] for row in done.rows()} >= {
            "started",
            "said",
            "heard",
            "mood",
            "replied",
            "scored",
            "later",
            "ended",
        }
        validate("rounds", run("replay", "--list", "--format", "json").rows())

    def test_recognise(self, run: Run) -> None:
        given = 'apologise\n{"id": {"a": [1, null]}, "text": "blame"}\n\n'
        validate("recognise", run("recognise", "--format", "json", given=given).rows())

    def test_acts(self, run: Run) -> None:
        validate("acts", run("acts", "--format", "json").rows())

    def test_score(self, run: Run) -> None:
        talk = TALK + "Agent: discriminate blame\nAgent: explain close\n"
        (row,) = run("score", "-", "--format", "json", given=talk).rows()
        validate("score", [row])
        assert row["faults"]
        assert row["critical"]

    def test_check(self, run: Run, tmp_path: Path) -> None:
        validate("check", run("check", broken(tmp_path), tmp_path / "none", "--format", "json").rows())

    def test_verify(self, play: Run, run: Run, course: Path) -> None:
        events = play("--format", "json", given=GOOD_LINES).out
        validate("verify", run("verify", "-", "--course", course, "--format", "json", given=events).rows())


def test_the_shapes_of_events_name_the_documented_keys() -> None:
    made = EVENT.json_schema()
    shapes = {name: made["$defs"][ref.rpartition("/")[2]] for name, ref in made["discriminator"]["mapping"].items()}
    common = {"v", "seq", "turn", "type"}
    assert {name: set(shape["required"]) - common for name, shape in shapes.items()} == {
        name: set(keys) for name, keys in TYPES.items() if name != "draft"
    }
