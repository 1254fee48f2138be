"""Broken files: every problem at its place, with a code; nothing crashes the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.content.library import Library, load
from roleplay.content.persona import Persona
from roleplay.content.problems import CODES, ContentError
from roleplay.content.reading import MAX_BYTES, read

PLAIN = Path(__file__).parent.parent / "fixtures" / "plain"


def found(path: Path) -> list[tuple[int, int, str]]:
    return [(problem.line, problem.column, problem.code) for problem in Library().check_file(path)]


def written(tmp_path: Path, text: str | bytes, name: str = "grumpy.yaml") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return path


def changed(tmp_path: Path, old: str, new: str, kind: str = "personas/grumpy.yaml") -> Path:
    text = (PLAIN / kind).read_text("utf-8")
    assert old in text
    return written(tmp_path, text.replace(old, new, 1), Path(kind).name)


def line_of(path: Path, fragment: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if fragment in line)


class TestTheFileItself:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", [(0, 0, "C109")]),
            ("# only a comment\n", [(0, 0, "C109")]),
            (b"format: persona/1\nid: \xff\n", [(2, 5, "C102")]),
            ("a: [1\nb: 2\n", [(2, 2, "C105")]),
            ("format: persona/1\nformat: persona/1\n", [(2, 1, "C107")]),
            ("a: &x [1]\nb: *x\n", [(1, 4, "C106")]),
            ("? [a, b]\n: 1\n", [(1, 3, "C108")]),
            ("format: persona/1\nid: 'a\u202eb'\n", [(2, 5, "C110")]),
            ('format: persona/1\nid: "a\\eb"\n', [(2, 5, "C110")]),
            ("format: persona/9\n", [(1, 1, "C205")]),
            ("format: parsona/1\n", [(1, 1, "C205")]),
            ("id: x\n", [(1, 1, "C205")]),
            ("- 1\n", [(1, 1, "C205")]),
            ("just words\n", [(1, 1, "C205")]),
        ],
    )
    def test_is_refused_at_its_place(
        self, tmp_path: Path, text: str | bytes, expected: list[tuple[int, int, str]]
    ) -> None:
        path = written(tmp_path, text)
        got = found(path)
        if expected[0][2] == "C106":  # an anchor and its alias are the same node: the place of the anchor is told
            assert [code for _, _, code in got] == ["C106"]
        else:
            assert got == expected

    def test_deep_nesting_is_refused_and_does_not_crash(self, tmp_path: Path) -> None:
        assert [code for _, _, code in found(written(tmp_path, "[" * 60_000 + "]" * 60_000))] == ["C104"]

    def test_a_huge_file_is_refused_unread(self, tmp_path: Path) -> None:
        assert found(written(tmp_path, "a" * (MAX_BYTES + 1))) == [(0, 0, "C103")]

    def test_a_missing_file_says_so(self, tmp_path: Path) -> None:
        assert found(tmp_path / "none.yaml") == [(0, 0, "C101")]

    def test_a_control_character_in_plain_text_is_named(self, tmp_path: Path) -> None:
        assert {code for _, _, code in found(written(tmp_path, "format: persona/1\nid: a\x00b\n"))} <= {
            "C105",
            "C110",
        }

    def test_words_that_yaml_would_turn_into_something_else_stay_words(self, tmp_path: Path) -> None:
        path = written(tmp_path, "a: [no, on, 12:30, 012, 2024-01-01, 7, true]\n")
        assert read(path).data["a"] == ("no", "on", "12:30", "012", "2024-01-01", 7, True)


class TestShape:
    def test_all_problems_come_at_once_in_file_order(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "start: cross", "strat: cross")
        path.write_text(path.read_text("utf-8").replace("heat: 70", "heat: 170"), "utf-8")
        got = found(path)
        assert (line_of(path, "heat: 170"), "C204") in [(line, code) for line, _, code in got]
        assert (line_of(path, "strat"), "C202") in [(line, code) for line, _, code in got]
        assert "C201" in {code for _, _, code in got}
        assert [line for line, _, _ in got] == sorted(line for line, _, _ in got)

    def test_an_unknown_key_gets_the_nearest_as_a_hint(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "start: cross", "strat: cross")
        hints = [problem.hint for problem in Library().check_file(path) if problem.code == "C202"]
        assert hints == ["did you mean 'start'?"]

    def test_a_wrong_type_is_found_inside_a_list(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "worth: 0", "worth: none", "scenarios/lamp.yaml")
        line = line_of(path, "worth: none")
        assert [(got[0], got[2]) for got in found(path)] == [(line, "C203")]


class TestNames:
    @pytest.mark.parametrize(
        ("old", "new", "code", "hint"),
        [
            ("start: cross", "start: crosss", "C301", "did you mean 'cross'?"),
            ("to: open, hears: [empathise, apologise]", "to: open, hears: [empathize]", "C301", "did you mean 'empathise'?"),
            ("meters: {heat: -8}", "meters: {haet: -8}", "C301", "did you mean 'heat'?"),
            ("{turns_here: {at_least: 2}}", "{turn_here: {at_least: 2}}", "C301", "did you mean 'turns_here'?"),
            ("for: [bye]", "for: [byee]", "C301", "did you mean 'bye'?"),
            ('["Go ahead."]', '["Go ahead, {fact}"]', "C304", "slots here: none"),
            ('["{fact}", "Well. {fact}"]', '["{fact}", "Well."]', "C304", "put it where it is said"),
        ],
    )  # fmt: skip
    def test_that_mean_nothing_are_found(self, tmp_path: Path, old: str, new: str, code: str, hint: str) -> None:
        path = changed(tmp_path, old, new)
        problems = Library().check_file(path)
        assert (code, hint) in [(problem.code, problem.hint) for problem in problems]
        assert all(
            problem.line == line_of(path, new.split("\n")[0]) for problem in problems if problem.hint == hint
        )

    def test_a_state_nobody_reaches_is_found(self, tmp_path: Path) -> None:
        path = changed(tmp_path, "  glad: {", "  lost: {name: {en: L, zh: 失}, temper: hot}\n  glad: {")
        assert found(path) == [(line_of(path, "lost:"), 3, "C305")]

    def test_a_moment_without_a_line_is_found(self, tmp_path: Path) -> None:
        path = changed(tmp_path, '  - {for: [bye], say: {en: ["Bye then."], zh: ["走了。"]}}\n', "")
        assert [code for _, _, code in found(path)] == ["C306"]

    def test_a_scenario_without_a_played_language_is_found(self, tmp_path: Path) -> None:
        path = changed(
            tmp_path, "en: [I bought it on Monday.], zh: [周一买的。]", "en: [I bought it.]", "scenarios/lamp.yaml"
        )
        assert [code for _, _, code in found(path)] == ["C303"]

    def test_the_file_name_is_the_id(self, tmp_path: Path) -> None:
        path = written(tmp_path, (PLAIN / "personas/grumpy.yaml").read_text("utf-8"), "other.yaml")
        assert [code for _, _, code in found(path)] == ["C301"]


class TestLibrary:
    def test_ids_of_a_course_carry_its_name(self, library: Library) -> None:
        assert "plain:grumpy" in library.ids("personas")
        assert library.persona("plain:grumpy").id == "grumpy"

    def test_an_unknown_id_gets_a_hint(self, library: Library) -> None:
        with pytest.raises(ContentError, match="did you mean 'plain:grumpy'"):
            library.persona("plain:grumpi")

    def test_what_ships_has_no_problem(self) -> None:
        shipped = Library()
        for _, root in shipped.roots:
            for path in sorted(root.glob("*/*.yaml")):
                if path.parent.name in ("personas", "scenarios", "rubrics"):
                    assert shipped.check_file(path) == [], path

    def test_content_cannot_be_changed(self, persona: Persona) -> None:
        with pytest.raises(ValueError, match="frozen"):
            setattr(persona, "start", "open")  # noqa: B010 - the type checker knows it is frozen

    def test_one_reader_reads_what_another_wrote(self, persona: Persona, tmp_path: Path) -> None:
        import yaml

        text = yaml.safe_dump(persona.model_dump(mode="json", by_alias=True), allow_unicode=True)
        again, _ = load(written(tmp_path, text), Persona)
        assert again == persona

    def test_every_code_is_explained_in_the_manual(self) -> None:
        manual = (Path(__file__).parents[2] / "docs" / "errors.md").read_text("utf-8")
        assert [code for code in CODES if f"## {code}" not in manual] == []


class TestOddYaml:
    """Built in one pass over the events; what composing nodes would have found must still be found."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("a: *x\n", [(1, 4, "C105")]),
            ("a: &x 1\nb: &x 2\n", [(2, 4, "C105")]),
            ("a: 1\n---\nb: 2\n", [(2, 1, "C105")]),
            ("a: !!int twelve\n", [(1, 4, "C105")]),
            ("a: !!python/name:os.system x\n", [(1, 4, "C105")]),
            ("a: !!set {b, c}\n", [(1, 4, "C105")]),
            ("a: &x b\n*x : c\n", [(1, 4, "C106")]),
            ("{a: &x b}: *y\n", [(1, 1, "C108"), (1, 12, "C105")]),
            ('"a\\e": 1\n', [(1, 1, "C110")]),
            ("a: 1\na: 2\nb: [\n", [(2, 1, "C107"), (4, 1, "C105")]),
        ],
    )
    def test_is_refused_at_its_place(self, tmp_path: Path, text: str, expected: list[tuple[int, int, str]]) -> None:
        assert found(written(tmp_path, text)) == expected

    def test_keys_are_text_whatever_they_look_like(self, tmp_path: Path) -> None:
        assert list(read(written(tmp_path, "1: a\n012: b\nno: c\n")).data) == ["1", "012", "no"]

    def test_tags_of_the_plain_kinds_are_taken(self, tmp_path: Path) -> None:
        assert read(written(tmp_path, 'a: !!str 7\nb: !!int "7"\nd: !!map {e: !!seq []}\n')).data == {
            "a": "7",
            "b": 7,
            "d": {"e": ()},
        }
