"""`roleplay check`: all problems at once, where editors can find them."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def broken(folder: Path, name: str = "bad.yaml") -> Path:
    path = folder / name
    path.write_text("format: persona/1\nid: other\nnaem: x\n")
    return path


class TestCheck:
    def test_what_ships_has_no_problems(self, run: Run) -> None:
        done = run("check")
        assert (done.code, done.out) == (0, "")
        assert "no problems" in done.err

    def test_a_course_is_checked_with_it(self, run: Run, course: Path) -> None:
        before = int(run("check").err.split()[0])
        assert int(run("check", "--course", course).err.split()[0]) >= before + 2

    def test_all_problems_are_printed_with_their_place(self, run: Run, tmp_path: Path) -> None:
        path = broken(tmp_path)
        done = run("check", path)
        assert done.code == 1
        assert f"{path}:3:1: C202 naem: the key is not known" in done.out
        assert len(done.out.splitlines()) > 3

    def test_programs_get_an_object_a_problem(self, run: Run, tmp_path: Path) -> None:
        path = broken(tmp_path)
        rows = run("check", path, "--format", "json").rows()
        assert {"file": str(path), "line": 3, "column": 1, "code": "C202"}.items() <= next(
            row for row in rows if row["code"] == "C202"
        ).items()

    def test_a_folder_stands_for_all_files_below_it(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "a" / "personas").mkdir(parents=True)
        one, two = broken(tmp_path / "a" / "personas"), broken(tmp_path / "a", "worse.yml")
        (tmp_path / "a" / "notes.txt").write_text("no content")
        done = run("check", tmp_path / "a", one)
        assert {row.split(":")[0] for row in done.out.splitlines()} == {str(one), str(two)}
        assert done.err.startswith("2 files")

    def test_a_path_that_is_not_there_is_a_problem(self, run: Run, tmp_path: Path) -> None:
        done = run("check", tmp_path / "none.yaml")
        assert (done.code, "C101" in done.out) == (1, True)

    def test_files_that_are_hardly_text_are_answered(self, run: Run, tmp_path: Path) -> None:
        for name, content in {
            "bytes": b"\xff\xfe\x00",
            "escape": b"format: \x1b[31mpersona/1",
            "deep": b"[" * 100_000,
            "empty": b"",
            "bidi": "format: \u202epersona/1".encode(),
        }.items():
            (tmp_path / f"{name}.yaml").write_bytes(content)
        done = run("check", tmp_path)
        assert done.code == 1
        assert "\x1b" not in done.out
        assert "\u202e" not in done.out
        assert len(done.out.splitlines()) >= 5
