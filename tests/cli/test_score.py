"""`roleplay score`: transcripts in, scores out."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_play import HOSTILE, harmless
from tests.practice.test_transcript import TALK


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    path = tmp_path / "talk.txt"
    path.write_text(TALK, encoding="utf-8")
    return path


class TestJson:
    def test_each_file_gives_one_line(self, run: Run, talk: Path) -> None:
        done = run("score", talk, talk, "--format", "json")
        assert done.code == 0
        one, two = done.rows()
        assert one == two
        assert list(one) == [
            "file", "lang", "rubrics", "faults", "critical", "order", "not_checked", "turns", "receipt",
        ]  # fmt: skip
        assert one["file"] == str(talk)
        assert {"acts", "credits", "debits"} <= one["turns"][0].keys()

    def test_stdin_is_scored_too(self, run: Run) -> None:
        (row,) = run("score", "-", "--format", "json", given=TALK).rows()
        assert row["file"] == "-"

    def test_a_file_that_cannot_be_scored_does_not_keep_the_others_from_it(
        self, run: Run, talk: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "prose.txt").write_text("Once upon a time")
        done = run("score", tmp_path / "prose.txt", tmp_path / "none.txt", tmp_path, talk, "--format", "json")
        assert done.code == 1
        assert len(done.rows()) == 1
        assert "nobody speaks" in done.err
        assert "No such file" in done.err
        assert len(done.err.splitlines()) == 3

    def test_rubric_and_scenario_can_be_named(self, run: Run, talk: Path, course: Path) -> None:
        (row,) = run(
            "score",
            talk,
            "--rubric",
            "moment_of_truth",
            "--scenario",
            "plain:lamp",
            "--course",
            course,
            "--format",
            "json",
        ).rows()
        assert list(row["rubrics"]) == ["moment_of_truth"]

    @pytest.mark.parametrize(
        "wrong",
        [("--rubric", "moment"), ("--rubric", "acts"), ("--scenario", "lamp"), ("--format", "xml"), ("-", "-")],
    )
    def test_a_wrong_call_is_refused(self, run: Run, talk: Path, wrong: tuple[str, ...]) -> None:
        done = run("score", talk, *wrong, given=TALK)
        assert (done.code, done.out) == (2, "")

    def test_a_file_is_needed(self, run: Run) -> None:
        assert run("score").code == 2


class TestText:
    def test_every_point_is_explained(self, run: Run, talk: Path) -> None:
        out = run("score", talk).out
        assert "Turn 1: apologise invite" in out
        assert "   + Five-step complaint model, Listen: apologise 0.75, apologise" in out
        assert "of 100" in out
        assert "Receipt: r1-" in out

    def test_it_can_be_in_chinese(self, run: Run, talk: Path) -> None:
        assert "投诉处理五步法" in run("score", talk, "--lang", "zh").out


class Page(HTMLParser):
    """Collects tags and attributes, and complains of tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


class TestPage:
    def test_the_evidence_is_marked(self, run: Run, talk: Path) -> None:
        out = run("score", talk, "--format", "html").out
        assert '<mark class="earned">apologise</mark>' in out
        assert Page(out).tags.count("section") == 1

    def test_it_needs_nothing_from_elsewhere_and_runs_nothing(self, run: Run, talk: Path) -> None:
        page = Page(run("score", talk, "--format", "html").out)
        assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
        assert not [
            name for name, _ in page.attributes if name in ("src", "href", "style") or name.startswith("on")
        ]

    def test_words_that_look_like_html_stay_words(self, run: Run, tmp_path: Path) -> None:
        attack = '<script>alert("x")</script> <img src=x onerror=y> &lt; apologise'
        path = tmp_path / "a<b>&.txt"
        path.write_text(f"Customer: {attack}\nAgent: {attack}\n")
        page = Page(run("score", path, "--format", "html").out)
        assert "script" not in page.tags
        assert "img" not in page.tags
        assert attack in "".join(page.words)
        assert any("a<b>&.txt" in words for words in page.words)


@pytest.mark.parametrize("form", ["text", "json", "html"])
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_transcripts_are_answered(run: Run, tmp_path: Path, name: str, form: str) -> None:
    words = HOSTILE[name]
    path = tmp_path / "talk.txt"
    path.write_bytes(f"Customer: {words}\nAgent: {words} apologise\n{words}\n".encode() + b"\xff\xed\xa0\x80")
    done = run("score", path, "--format", form)
    assert done.code == 0
    assert harmless(done.out)
