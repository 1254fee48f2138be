"""`roleplay recognise` and `roleplay acts`: what is heard, and what can be."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay.cli.recognise import read_turn
from roleplay.hearing.heard import HeardTurn
from tests.cli.conftest import Run, TestEars
from tests.cli.test_play import HOSTILE, harmless


class TestReading:
    @pytest.mark.parametrize(
        "line",
        ["hello", '{"txt": "a"}', '{"text": 5}', '["text"]', '"text"', '{"text": "a"', "[" * 100_000, '{"text": NaN}', '{"text": "a", "id": 1e999}',
         '{"a":' * 100_000, '{"text": "a", "id": ' + "9" * 5000 + "}"],
    )  # fmt: skip
    def test_a_line_that_is_no_object_with_a_text_is_the_text(self, line: str) -> None:
        assert read_turn(line).text == line
        assert read_turn(line).id is None

    def test_an_object_with_a_text_is_read_as_one(self) -> None:
        turn = read_turn(' {"id": 7, "text": "hi", "context": "well?", "more": 1}')
        assert (turn.id, turn.text, turn.context) == (7, "hi", "well?")

    def test_half_a_surrogate_pair_is_replaced_and_moves_nothing(self) -> None:
        assert read_turn('{"text": "a\\ud800b"}').text == "a\ufffdb"


class TestJson:
    def test_each_line_gives_one_line(self, run: Run) -> None:
        given = 'apologise now\n{"id": "x", "text": "blame"}\n\nnothing\n'
        rows = run("recognise", "--format", "json", given=given).rows()
        assert [(row["id"], row["text"]) for row in rows] == [
            (None, "apologise now"),
            ("x", "blame"),
            (None, ""),
            (None, "nothing"),
        ]
        assert list(rows[0]) == ["id", "text", "lang", "acts", "possible"]
        assert rows[0]["acts"] == [{"id": "apologise", "confidence": 0.9, "spans": [[0, 9]], "rule": "model"}]

    def test_context_and_language_reach_the_ears(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[tuple[object, ...]] = []

        class Asked(TestEars):
            def hear(
                self, text: str, context: str = "", lang: str | None = None, phrases: object = None
            ) -> HeardTurn:
                asked.append((text, context, lang))
                return super().hear(text)

        monkeypatch.setattr("roleplay.cli.loading.load_ears", Asked)
        run("recognise", "--lang", "zh", given='{"text": "a", "context": "b"}\nc\n')
        assert asked == [("a", "b", "zh"), ("c", "", "zh")]

    def test_a_file_gives_what_stdin_gives(self, run: Run, tmp_path: Path) -> None:
        given = "\ufeffapologise\r\nblame\n\nlast"
        (tmp_path / "turns.txt").write_bytes(given.encode())
        from_file = run("recognise", tmp_path / "turns.txt", "--format", "json")
        assert from_file.out == run("recognise", "--format", "json", given=given).out
        assert [row["text"] for row in from_file.rows()] == ["apologise", "blame", "", "last"]

    @pytest.mark.parametrize("form", ["text", "json"])
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_lines_are_answered(self, run: Run, name: str, form: str) -> None:
        given = HOSTILE[name] + "\n" + json.dumps({"id": HOSTILE[name], "text": HOSTILE[name]}) + "\n"
        done = run("recognise", "--format", form, given=given)
        assert done.code == 0
        assert harmless(done.out)
        if form == "json":
            assert [row["text"] for row in done.rows()] == [HOSTILE[name]] * 2
            assert done.rows()[1]["id"] == HOSTILE[name]

    def test_a_lone_surrogate_in_an_id_is_replaced(self, run: Run) -> None:
        (row,) = run("recognise", "--format", "json", given='{"id": "\\udfff", "text": "a"}\n').rows()
        assert row["id"] == "\ufffd"

    def test_a_file_that_is_not_there_is_refused(self, run: Run) -> None:
        done = run("recognise", "nowhere.txt")
        assert done.code == 1
        assert "nowhere.txt: No such file" in done.err


class TestText:
    def test_it_shows_the_words_that_gave_each_act(self, run: Run) -> None:
        out = run("recognise", given="well apologise\nflurble\n").out
        assert "1. well apologise\n   apologise (apologise 0.90) “" in out
        assert "2. flurble\n   nothing\n" in out


class TestActs:
    def test_every_behaviour_has_a_line(self, run: Run) -> None:
        rows = run("acts", "--format", "json", "--lang", "zh").rows()
        assert len({row["id"] for row in rows}) >= 54
        assert next(row for row in rows if row["id"] == "apologise")["name"] == "道歉"

    def test_people_read_them_by_kind(self, run: Run) -> None:
        out = run("acts", "--lang", "en").out
        assert [out.index(kind) for kind in ("Behaviours that serve", "Faults\n", "Faults of wording")] == sorted(
            out.index(kind) for kind in ("Behaviours that serve", "Faults\n", "Faults of wording")
        )
