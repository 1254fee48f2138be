"""The program as it is really run: its own process, the real listener, whatever locale there is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_formats import validate
from tests.cli.test_play import HOSTILE, harmless

TURNS = """I'm so sorry about this. What happened?
您好，请问是什么时候买的？
/wait 40
[/x] \x1b[31m \u202e ok
/silent
I can exchange it for a new one right now.
"""


def roleplay(
    tmp_path: Path, *arguments: str, given: bytes = b"", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "ROLEPLAY_"))}
    return subprocess.run(
        [sys.executable, "-m", "roleplay", *arguments],
        input=given, capture_output=True, check=False, timeout=120, cwd=tmp_path,
        env={**kept, "ROLEPLAY_DATA": str(tmp_path / "data"), **environment},
    )  # fmt: skip


def test_the_same_words_and_seed_give_the_same_bytes_in_two_processes(tmp_path: Path) -> None:
    call = (
        "play",
        "dead_cooker",
        "--persona",
        "angry",
        "--lang",
        "en",
        "--seed",
        "5",
        "--plain",
        "--format",
        "json",
    )
    one = roleplay(tmp_path, *call, given=TURNS.encode(), PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    two = roleplay(tmp_path, *call, given=TURNS.encode(), PYTHONHASHSEED="2", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout
    rows = [json.loads(line) for line in one.stdout.decode("utf-8").splitlines()]
    validate("event", rows)
    assert rows[-1]["type"] == "ended"
    for row in rows:
        if row["type"] == "evidence":
            acts = next(other for other in rows if other["type"] == "heard" and other["turn"] == row["turn"])
            assert {act["id"] for act in acts["heard"]["acts"]} <= row["spans"].keys()
    assert any(row["type"] == "evidence" for row in rows)


def test_chinese_comes_out_whole_whatever_the_locale(tmp_path: Path) -> None:
    call = ("play", "one_day_late", "--persona", "anxious", "--lang", "zh", "--seed", "1", "--plain", "--no-save")
    done = roleplay(tmp_path, *call, given="您好，真的很抱歉。".encode(), LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.returncode == 0, done.stderr
    assert "客服：您好，真的很抱歉。" in done.stdout.decode("utf-8")


def test_the_real_listener_answers_hostile_lines(tmp_path: Path) -> None:
    given = b"\n".join([*(words.encode() for words in HOSTILE.values()), b"\xff\xc3\xed\xa0\x80"]) + b"\n"
    done = roleplay(tmp_path, "recognise", "--format", "json", given=given)
    assert done.returncode == 0, done.stderr
    assert harmless(done.stdout.decode("utf-8"))
    rows = [json.loads(line) for line in done.stdout.decode("utf-8").split("\n")[:-1]]
    validate("recognise", rows)
    assert [row["text"] for row in rows[:-1]] == list(HOSTILE.values())


def test_the_real_listener_scores_a_transcript(tmp_path: Path) -> None:
    talk = (
        "客户：我要退货！\n客服：真的很抱歉，请问是怎么回事？\n客户：坏了。\n客服：这不归我们管，你自己看说明书。\n"
    )
    (tmp_path / "talk.txt").write_text(talk, encoding="utf-8")
    done = roleplay(tmp_path, "score", "talk.txt", "--format", "json")
    (row,) = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
    validate("score", [row])
    assert row["lang"] == "zh"
    assert row["rubrics"]["complaint_five_steps"]["steps"]["listen"] > 0
    assert row["faults"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_crash(tmp_path: Path) -> None:
    command = f"{sys.executable} -m roleplay acts --format json | head -n 1"
    done = subprocess.run(["sh", "-c", command], capture_output=True, check=False, cwd=tmp_path)
    assert done.stderr == b""
    assert json.loads(done.stdout)
