"""Killed at any moment, a round goes on where it stopped, with what was being typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from roleplay.records.records import Records
from roleplay.screens.between.between import BetweenScreen
from roleplay.screens.debrief.debrief import DebriefScreen
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.player import Player
from roleplay.screens.practice.practice import PracticeScreen
from tests.screens.conftest import MakeApp, say, shown, talking, until

ROOT = Path(__file__).parents[2]
#: Plays two turns, types half a third one, and is killed without warning.
VICTIM = """
import os, signal, sys
from pathlib import Path
from roleplay.records.records import Records
from roleplay.screens.backstage import Backstage
from roleplay.screens.practice.player import Player
from tests.screens.conftest import WordEars, setup
backstage = Backstage((Path({course!r}),), load_ears=WordEars, open_records=lambda: Records.open({database!r}))
player = Player(backstage, setup())
player.open()
player.say("invite one", 1.0)
player.say("apologise two", 1.0)
player.draft("我先把情况 [/记下来")
print("typed", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed(course: Path, database: str) -> None:
    code = VICTIM.format(course=str(course), database=database)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert done.stdout == "typed\n"


async def test_after_kill_home_leads_back_to_the_same_place(make_app: MakeApp, course: Path, database: str) -> None:
    killed(course, database)
    app = make_app()
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.screen.query_one(Menu).option_count == 5)
        app.screen.query_one(Menu).highlighted = 0
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(".customer")))
        assert app.screen.query_one(Composer).text == "我先把情况 [/记下来"
        assert "apologise two" in shown(app)
        assert len(app.screen.query(".customer")) == 3
        app.screen.query_one(Composer).clear()
        await say(pilot, "empathise three")
        assert "empathise three" in shown(app)


async def test_a_turn_that_was_said_and_not_heard_is_heard_after_the_kill(make_app: MakeApp, database: str) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "invite one")
        round_id = screen.player.round_id
    records = Records.open(database)
    begun = [event for event in records.events(round_id) if event["turn"] < 1]
    records.close()
    fresh = f"{database}2"
    other = Records.open(fresh)
    from tests.screens.conftest import setup

    half = other.begin(setup())
    said = {
        "v": 1,
        "seq": len(begun),
        "turn": 1,
        "type": "said",
        "text": "invite one",
        "how": "say",
        "seconds": 0.0,
    }
    other.sink(half)([*begun, said])
    again = make_app(open_records=lambda: other)
    async with again.run_test() as pilot:
        again.push_screen(PracticeScreen(Player(again.backstage, round_id=half)))
        await until(pilot, lambda: len(again.screen.query(".customer")) == 2)
        assert "Listen +0.75" in shown(again)


async def test_what_is_being_typed_is_kept_every_second(make_app: MakeApp, database: str) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "invite")
        await pilot.press(*"我在")
        screen._keep_draft()
        records = Records.open(database)
        await until(pilot, lambda: records.last_draft(screen.player.round_id) == "我在")
        records.close()


async def test_between_the_scenes_it_goes_on_there(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "invite")
        await pilot.press("f4", "enter")
        await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
        round_id = screen.player.round_id
        await pilot.press("escape")
    again = make_app()
    async with again.run_test() as pilot:
        again.push_screen(PracticeScreen(Player(again.backstage, round_id=round_id)))
        await until(pilot, lambda: isinstance(again.screen, BetweenScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(again.screen, DebriefScreen))


async def test_a_round_whose_content_has_changed_says_so_and_leads_home(make_app: MakeApp, database: str) -> None:
    records = Records.open(database)
    from tests.screens.conftest import setup

    gone = records.begin(setup())
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        events = [dict(event) for event in screen.player.round.events]
        events[0]["content"] = {**events[0]["content"], "persona": "other"}
        records.sink(gone)(events)
        app.go_home()
        app.push_screen(PracticeScreen(Player(app.backstage, round_id=gone)))
        await until(pilot, lambda: "content has changed" in shown(app))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
    records.close()


async def test_leaving_asks_while_turns_could_not_be_kept(make_app: MakeApp, tmp_path: Path) -> None:
    path = tmp_path / "rounds.sqlite3"
    app = make_app("zh")
    async with app.run_test(notifications=True) as pilot:
        screen = await talking(pilot)
        away = path.rename(tmp_path / "away")
        await say(pilot, "invite")
        await until(pilot, lambda: bool(app._notifications))
        assert "记录文件被删除" in next(iter(app._notifications)).message
        await pilot.press("escape")
        assert "离开就没有了" in shown(app)
        await pilot.press("escape")
        away.rename(path)
        await say(pilot, "empathise")
        assert screen.player.kept
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)
