"""`roleplay play --plain`: a round on stdin and stdout."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from roleplay.records.records import Records
from tests.cli.conftest import Run
from tests.practice.test_round import GOOD, SETUP
from tests.practice.test_round import play as play_engine

GOOD_LINES = "\n".join(GOOD) + "\n"


class TestJson:
    def test_every_line_is_an_event_of_the_round(self, play: Run, theatre: Any) -> None:
        done = play("--format", "json", given=GOOD_LINES)
        expected = play_engine(theatre, *GOOD)
        expected.finish()
        assert done.code == 0
        assert [{**row, "hearing": ""} if row["type"] == "started" else row for row in done.rows()] == [
            {**row, "hearing": ""} if row["type"] == "started" else row for row in expected.events
        ]

    def test_the_opening_comes_first_and_the_end_last(self, play: Run) -> None:
        rows = play("--format", "json", given="invite\n/end\n").rows()
        assert [row["type"] for row in rows[:2]] == ["started", "replied"]
        assert rows[1]["turn"] == 0
        assert {"text", "stage", "state", "mood"} <= rows[1].keys()
        assert rows[-1]["type"] == "ended"
        assert {"ending", "value", "rubrics", "receipt"} <= rows[-1].keys()

    def test_the_end_of_the_input_ends_the_round(self, play: Run) -> None:
        rows = play("--format", "json", given="invite").rows()
        assert [row["text"] for row in rows if row["type"] == "said"] == ["invite", ""]
        assert rows[-1]["type"] == "ended"

    def test_no_input_at_all_is_a_round_that_was_left(self, play: Run) -> None:
        assert play("--format", "json").rows()[-1]["by"] == "agent"

    def test_after_the_customers_own_ending_the_input_is_ignored(self, play: Run) -> None:
        rows = play("--format", "json", given="blame\nblame blame\n" + "apologise\n" * 5).rows()
        assert rows[-1]["by"] == "customer"
        assert sum(row["type"] == "said" for row in rows) == 2

    def test_waiting_moves_the_clock_of_the_next_turn(self, play: Run) -> None:
        rows = play("--format", "json", given="/wait 40\n/wait 5\ninvite\ninvite two\n").rows()
        assert [row["seconds"] for row in rows if row["type"] == "said"][:2] == [45.0, 0.0]

    def test_silence_is_a_turn(self, play: Run) -> None:
        rows = play("--format", "json", given="/wait 9\n/silent\n").rows()
        said = next(row for row in rows if row["type"] == "said")
        assert (said["how"], said["text"], said["seconds"]) == ("silence", "", 9.0)

    def test_a_slip_in_a_command_is_not_said_to_the_customer(self, play: Run) -> None:
        done = play("--format", "json", given="/ned\n/wait long\n/wait\n")
        assert [row["how"] for row in done.rows() if row["type"] == "said"] == ["end"]
        assert "/ned" in done.err
        assert "/wait 40" in done.err

    def test_words_that_begin_with_a_slash_are_said(self, play: Run) -> None:
        rows = play("--format", "json", given="/ or rather, what happened to it then\n").rows()
        assert rows[2]["text"].startswith("/ or")

    def test_the_scene_some_days_later_is_played_when_asked_for(self, play: Run) -> None:
        rows = play("--format", "json", "--follow-up", given=GOOD_LINES + "thank\nclose\n").rows()
        assert [row["outcome"] for row in rows if row["type"] == "later"] == ["kept"]
        assert [row["text"] for row in rows if row["type"] == "said"][-2:] == ["thank", "close"]
        assert rows[-1]["type"] == "ended"

    def test_without_being_asked_for_it_is_not(self, play: Run) -> None:
        assert not [row for row in play("--format", "json", given=GOOD_LINES).rows() if row["type"] == "later"]

    def test_the_same_words_and_seed_give_the_same_bytes(self, play: Run) -> None:
        assert play("--format", "json", given=GOOD_LINES).out == play("--format", "json", given=GOOD_LINES).out

    def test_carriage_returns_and_a_mark_at_the_beginning_are_no_words(self, play: Run) -> None:
        plain, windows = GOOD_LINES, "\ufeff" + GOOD_LINES.replace("\n", "\r\n")
        assert play("--format", "json", given=plain).out == play("--format", "json", given=windows).out


class TestText:
    def test_it_reads_as_a_transcript(self, play: Run) -> None:
        lines = play(given="apologise\n/silent\n/end\n").out.split("\n")
        assert lines[0] == "The lamp. At the counter."
        assert "Customer (Cross): [jaw tightens] Right. My lamp flickers." in lines
        assert "Agent: apologise" in lines
        assert "Agent: [says nothing]" in lines
        assert "Agent: [ends the talk]" in lines
        assert lines[-2].startswith("Receipt: r1-")

    def test_coached_each_turn_has_one_line_of_feedback(self, play: Run) -> None:
        out = play(given="apologise\nblame\nflurble\n").out
        feedback = [line for line in out.split("\n") if line.startswith("[Feedback")]
        assert len(feedback) == 3
        assert "heard apologise “apologise”; earned in Listen +0.75" in feedback[0]
        assert "lost by blame −8" in feedback[1]
        assert "nothing was heard" in feedback[2]

    def test_in_an_exam_there_is_none_before_the_end(self, play: Run) -> None:
        out = play("--mode", "exam", given="apologise\n").out
        assert "Feedback" not in out
        assert "of 100" in out

    def test_the_brief_is_read_out_first(self, play: Run) -> None:
        out = play().out
        for words in (
            "Shop agent.",
            "A customer with a lamp.",
            "Settle it.",
            "Exchange",
            "No cash",
            "Ann Reed, Grumpy",
        ):
            assert words in out.split("Customer (")[0]

    def test_a_round_in_chinese_is_chinese_throughout(self, play: Run) -> None:
        out = play("--lang", "zh", given="apologise\n").out
        assert "客户（不高兴）：" in out
        assert "［反馈：听出 道歉" in out
        assert "Customer" not in out
        assert "Agent" not in out

    def test_a_language_that_the_scenario_lacks_is_said_and_replaced(self, play: Run) -> None:
        done = play("--lang", "fr")
        assert "not written in fr" in done.err
        assert "Customer (Cross)" in done.out


class TestKeeping:
    def rounds(self) -> list[Any]:
        records = Records.open()
        rows = records.rounds()
        records.close()
        return rows

    def test_a_round_is_kept_and_its_id_told(self, play: Run) -> None:
        done = play(given=GOOD_LINES)
        (row,) = self.rounds()
        assert row.id in done.err
        assert (row.phase, row.turns) == ("ended", 5)

    def test_unless_it_is_not_to_be(self, play: Run, tmp_path: Path) -> None:
        done = play("--no-save", given=GOOD_LINES)
        assert (done.code, done.err) == (0, "")
        assert not (tmp_path / "data").exists()

    def test_records_that_cannot_be_opened_do_not_stop_practice(self, play: Run, tmp_path: Path) -> None:
        (tmp_path / "data").write_text("in the way")
        done = play("--format", "json", given=GOOD_LINES)
        assert done.code == 0
        assert done.rows()[-1]["type"] == "ended"
        assert done.err.count("not being kept") == 1
        assert "ROLEPLAY_DATA" in done.err

    def test_records_that_break_on_the_way_do_not_either(self, play: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        from roleplay.records import RecordsError

        def full(*_: object) -> None:
            raise RecordsError("full", "here")

        monkeypatch.setattr(Records, "_append", full)
        done = play("--format", "json", given=GOOD_LINES)
        assert done.rows()[-1]["type"] == "ended"
        assert done.err.count("not being kept") == 1

    def test_without_a_seed_what_was_heard_before_is_remembered(self, run: Run, course: Path) -> None:
        call = (
            "play",
            "plain:lamp",
            "--persona",
            "plain:grumpy",
            "--plain",
            "--course",
            course,
            "--format",
            "json",
        )
        assert run(*call, given="invite\n").rows()[0]["seen"] == []
        assert run(*call, given="invite\n").rows()[0]["seen"] != []
        assert run(*call, "--seed", "3", given="invite\n").rows()[0]["seen"] == []


class TestRefusing:
    @pytest.mark.parametrize(
        ("arguments", "words"),
        [
            (("deadcooker",), "did you mean 'dead_cooker'"),
            (("dead_cooker", "--persona", "angri"), "did you mean 'angry'"),
            (("../../etc/passwd",), "there is no"),
            (("dead_cooker", "--lang", "english!"), "such as en or zh"),
            (("dead_cooker", "--seed", "-1"), "range"),
            (("dead_cooker", "--seed", "9" * 30), "range"),
            (("dead_cooker", "--mode", "easy"), "coached"),
            (("dead_cooker", "--course", "/nowhere"), "does not exist"),
        ],
    )
    def test_a_wrong_call_says_what_to_do(self, run: Run, arguments: tuple[str, ...], words: str) -> None:
        done = run("play", "--plain", *arguments)
        assert done.code == 2
        assert words in done.err
        assert done.out == ""

    def test_json_without_plain_is_refused(self, run: Run) -> None:
        done = run("play", "--format", "json")
        assert (done.code, "add it" in done.err) == (2, True)

    def test_a_broken_file_is_refused_with_its_problems(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "c" / "personas").mkdir(parents=True)
        (tmp_path / "c" / "personas" / "bad.yaml").write_text("format: persona/1\nid: bad\n")
        done = run("play", "--plain", "--persona", "c:bad", "--course", tmp_path / "c")
        assert done.code == 1
        assert "bad.yaml" in done.err
        assert "C201" in done.err

    def test_the_app_needs_a_terminal(self, run: Run) -> None:
        for call in (("play",), ()):
            done = run(*call)
            assert (done.code, "--plain" in done.err) == (2, True)


class TestOpeningTheApp:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
        calls: list[Any] = []

        def open_app(*call: Any) -> int:
            calls.append(call)
            return 7

        monkeypatch.setattr("roleplay.cli.opening.open_app", open_app)
        return calls

    def test_without_a_command_the_app_opens(self, run: Run, opened: list[Any], course: Path) -> None:
        assert run("--lang", "zh", "--course", course).code == 7
        assert opened == [("zh", None, (course,))]

    def test_a_round_can_be_named(self, run: Run, opened: list[Any], course: Path) -> None:
        call = (
            "play",
            "plain:lamp",
            "--persona",
            "plain:grumpy",
            "--seed",
            "3",
            "--lang",
            "en",
            "--course",
            course,
        )
        assert run(*call).code == 7
        assert opened == [("en", SETUP, (course,), True)]

    def test_a_round_need_not_be_named(self, run: Run, opened: list[Any]) -> None:
        run("play", "--no-save")
        assert opened == [(None, None, (), False)]


HOSTILE = {
    "markup": "[/nope] [b]x[/b] [@click=app.quit]y[/]",
    "escape": "\x1b]0;owned\x07 \x1b[31mred \x9b31m invite",
    "bidi": "\u202egnihton\u202c \u200f\u061c",
    "long": "退" * 33_000,
    "nul": "a\0b",
    "emoji": "😡👩‍👩‍👧‍👦🇨🇳",
    "spaces": " \t\u3000 ",
    "separators": "one\u2028two\u2029three\x85four\x0bfive\x1csix",
    "half": "\\ud800",
    "formats": "{customer} %s {0} {{",
}


def harmless(text: str) -> bool:
    bidi = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
    return not any((unicodedata.category(c) in ("Cc", "Cs") and c != "\n") or c in bidi for c in text)


class TestHostileInput:
    @pytest.mark.parametrize("form", ["text", "json"])
    @pytest.mark.parametrize("name", HOSTILE)
    def test_it_is_answered_and_nothing_a_terminal_obeys_comes_out(self, play: Run, name: str, form: str) -> None:
        done = play("--format", form, given=HOSTILE[name] + "\n/end\n")
        assert done.code == 0
        assert harmless(done.out)
        assert harmless(done.err)

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_bytes_that_are_no_text_are_replaced(self, play: Run, form: str) -> None:
        done = play("--format", form, given=b"\xff\xfe invite \xc3\n\xed\xa0\x80\n/end\n")
        assert done.code == 0
        assert "\ufffd" in done.out

    @pytest.mark.parametrize("name", HOSTILE)
    def test_json_keeps_what_was_typed_to_the_character(self, play: Run, name: str) -> None:
        rows = play("--format", "json", given=HOSTILE[name] + "\n").rows()
        typed = [row["text"] for row in rows if row["type"] == "said" and row["how"] == "say"]
        assert typed == ([HOSTILE[name]] if HOSTILE[name].strip() else [])
