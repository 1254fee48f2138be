"""With the interface in Chinese, whatever goes wrong is said in Chinese: only codes, keys, paths and values stay."""

from __future__ import annotations

import re
from gettext import GNUTranslations
from inspect import cleandoc
from io import BytesIO
from pathlib import Path

import click
import pytest

from roleplay.cli.main import COMMANDS, LazyGroup, roleplay
from roleplay.locales import compiled
from tests.cli.conftest import Run

#: Codes, keys, paths, options and what was typed stay as they are; English sentences do not get by without these.
ENGLISH = re.compile(
    r"\b(?:a|an|are|be|but|cannot|did|directory|error|expected|file|for|found|input|invalid|is|keyword|line|missing"
    r"|must|no|not|of|one|or|should|such|the|there|to|try|unexpected|usage|valid|was|with|you)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"'[^'\n]*'|`[^`\n]*`|/\S*|\b[A-Z|]+\b")


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch, _own_places: None) -> None:
    monkeypatch.setenv("ROLEPLAY_LANG", "zh")
    monkeypatch.setenv("LANGUAGE", "")


def english_in(text: str) -> list[str]:
    return ENGLISH.findall(QUOTED.sub("", text))


class TestWrongCalls:
    @pytest.mark.parametrize(
        "call",
        [
            "nosuch", "plya", "check --fromat text", "check --format xml", "check --format", "play nosuch --plain",
            "play --persona nosuch --plain", "play --seed -4 --plain", "play --seed x", "play --lang 12", "acts b",
            "acts b c", "verify", "score", "score - -", "score nofile", "replay", "replay nofile.json",
            "check --course /nowhere", "play --format json", "--lang zh acts", "--lang xx", "recognise /nowhere",
            "play --plain=3", "replay --list --limit 0", "",
        ],
    )  # fmt: skip
    def test_are_answered_in_chinese(self, run: Run, call: str) -> None:
        done = run(*call.split())
        assert done.code != 0
        assert english_in(done.out + done.err) == []
        assert re.search("[一-鿿]", done.err)

    def test_and_in_english_for_everybody_else(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ROLEPLAY_LANG", "en")
        err = run("check", "--fromat").err
        assert "No such option" in err
        assert not re.search("[一-鿿]", err)


class TestFilesAndRounds:
    def test_a_round_that_is_not_there(self, run: Run) -> None:
        done = run("replay", "abcdef")
        assert (done.code, english_in(done.err)) == (1, [])

    @pytest.mark.parametrize(
        "events",
        ["no json", "{}", '{"type": "said"}', '{"type": "started", "v": "x"}', '{"type": "nonsense"}', ""],
    )
    def test_files_that_are_no_rounds(self, run: Run, tmp_path: Path, events: str) -> None:
        path = tmp_path / "events.json"
        path.write_text(events)
        done = run("verify", path)
        assert (done.code, english_in(done.err)) == (1, [])

    def test_a_transcript_in_which_nobody_speaks(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "talk.json"
        path.write_text("hello")
        assert english_in(run("score", path).err) == []


class TestContent:
    @pytest.mark.parametrize(
        "text",
        [
            "", "a: [1\n", "a: b: c\n", "a: *x\n", "a: &x 1\nb: &x 2\n", "a: 1\na: 2\n", "? [a]\n: 1\n", "a: 'b\n",
            'a: "\\z"\n', "a:\n\t- b\n", "a: }\n", "- a\nb: 1\n", "a: 1\n---\nb: 2\n", "a: !x 1\n", "a: !!int x\n",
            "%FOO\n", "a: {b, c\n", "format: x/1\n", "format: persona/9\n", "format: persona/1\nid: X\n",
            "format: persona/1\nid: bad\nmeters: {heat: {start: 170}}\nlines: [{for: [x]}]\nstates: 3\n",
            'format: persona/1\nid: "a\\eb"\n', "[" * 40,
        ],
    )  # fmt: skip
    def test_every_problem_is_told_in_chinese(self, run: Run, tmp_path: Path, text: str) -> None:
        path = tmp_path / "bad.yaml"
        path.write_text(text)
        done = run("check", path)
        assert done.code == 1
        assert english_in(done.out + done.err) == []

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("start: cross", "start: nosuch"),
            ("heat: 70", "heat: 7000"),
            ("heat: 70", "heat: 1.5"),
            ("for: [bye]", "for: [byee]"),
            ('["Go ahead."]', '["Go ahead, {fact}"]'),
            ('["{fact}", "Well. {fact}"]', '["{fact}", "Well."]'),
            ("id: grumpy", "id: grumpier"),
            ("{turns_here: {at_least: 2}}", "{turns_here: {}}"),
        ],
    )
    def test_also_those_that_show_across_files(
        self, run: Run, course: Path, tmp_path: Path, old: str, new: str
    ) -> None:
        text = (course / "personas" / "grumpy.yaml").read_text("utf-8")
        assert old in text
        path = tmp_path / "grumpy.yaml"
        path.write_text(text.replace(old, new, 1), "utf-8")
        done = run("check", path)
        assert (done.code, english_in(done.out)) == (1, [])

    def test_machines_read_english_whatever_people_read(self, run: Run, tmp_path: Path) -> None:
        path = tmp_path / "bad.yaml"
        path.write_text("")
        assert run("check", path, "--format", "json").rows()[0]["message"] == "the file is empty"


class TestHelpPages:
    @pytest.mark.parametrize("command", ["", *COMMANDS])
    def test_are_in_chinese(self, run: Run, command: str) -> None:
        done = run(*command.split(), "--help")
        assert done.code == 0
        assert re.search("[一-鿿]", done.out)
        known = GNUTranslations(BytesIO(compiled.chinese()))
        shown = LazyGroup.get_command(roleplay, click.Context(roleplay), command) if command else roleplay
        assert shown is not None
        for text in [cleandoc(shown.help or ""), *[p.help for p in shown.params if isinstance(p, click.Option)]]:
            assert re.search("[一-鿿]", known.gettext(text or "")), text

    def test_say_what_each_command_does(self) -> None:
        known = GNUTranslations(BytesIO(compiled.chinese()))
        assert [text for text in COMMANDS.values() if known.gettext(text) == text] == []

    def test_the_file_that_gettext_reads_is_not_stale(self) -> None:
        made = compiled.FOLDER / "zh" / "LC_MESSAGES" / f"{compiled.DOMAIN}.mo"
        assert made.read_bytes() == compiled.chinese(), "python -m roleplay.locales.compiled writes it anew"


class TestRecords:
    def test_a_folder_that_cannot_be_used(
        self, run: Run, play: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").write_text("in the way")
        monkeypatch.setenv("ROLEPLAY_DATA", str(tmp_path / "file"))
        listed, played = run("replay", "--list"), play("--lang", "zh", given="/end\n")
        assert (listed.code, english_in(listed.err)) == (1, [])
        assert (played.code, english_in(played.err)) == (0, [])
        assert "没有保存" in played.err
