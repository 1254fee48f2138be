"""Choosing whom to talk to, about what, and reading the brief."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roleplay.content.library import Library
from roleplay.practice.theatre import Theatre
from roleplay.screens.brief.brief import BriefScreen
from roleplay.screens.choose.choose import ChooseScreen
from roleplay.screens.practice.practice import PracticeScreen
from tests.screens.conftest import MakeApp, WordEars, setup, shown, until


async def choosing(pilot: Any) -> ChooseScreen:
    app = pilot.app
    app.show_choose()
    await until(pilot, lambda: "lamp flickers" in shown(app) or "台灯一闪" in shown(app))
    screen = app.screen
    assert isinstance(screen, ChooseScreen)
    return screen


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_preview_shows_both_sides(make_app: MakeApp, lang: str) -> None:
    app = make_app(lang)
    async with app.run_test() as pilot:
        await choosing(pilot)
        text = shown(app)
        wanted = ("Grumbles until heard.", "Ann Reed") if lang == "en" else ("没人听就一直嘟囔。", "李安")
        assert all(words in text for words in wanted)


async def test_mode_and_language_change_by_key_and_reach_the_round(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await choosing(pilot)
        await pilot.press("m", "l")
        await pilot.pause()
        assert "[Exam]" in shown(app)
        assert "[中文]" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen) and "李安" in shown(app))
        assert "Exam" in shown(app)


async def test_a_file_with_mistakes_is_listed_and_not_played(
    make_app: MakeApp, tmp_path: Path, course: Path
) -> None:
    bad = tmp_path / "plain"
    for folder in ("personas", "scenarios"):
        (bad / folder).mkdir(parents=True)
        for path in (course / folder).glob("*.yaml"):
            (bad / folder / path.name).write_text(path.read_text("utf-8"), "utf-8")
    (bad / "personas" / "angry.yaml").write_text("format: persona/1\nid: [/x]\n", "utf-8")
    app = make_app(load_theatre=lambda: Theatre(Library((bad,))))
    async with app.run_test(notifications=True) as pilot:
        await choosing(pilot)
        assert "C203" in shown(app) or "C201" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ChooseScreen)


async def test_content_that_cannot_be_read_leaves_a_way_back(make_app: MakeApp) -> None:
    def broken() -> Theatre:
        raise OSError("no such disk [/x]")

    app = make_app(load_theatre=broken)
    async with app.run_test() as pilot:
        app.show_choose()
        await until(pilot, lambda: "no such disk [/x]" in shown(app))
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


@pytest.mark.parametrize("lang", ["en", "zh"])
async def test_the_brief_says_all_that_the_agent_knows(make_app: MakeApp, lang: str) -> None:
    app = make_app(lang)
    async with app.run_test() as pilot:
        app.show_brief(setup(lang))
        await until(pilot, lambda: ("Ready." if lang == "en" else "准备好了") in shown(app))
        text = shown(app)
        wanted = (
            "Ann Reed", "At the counter", "Shop agent.", "Settle it.", "Exchange", "No cash", "bulb is loose", "60 s",
        ) if lang == "en" else ("李安", "柜台", "店员", "解决", "换货", "不能给现金", "灯泡松了")  # fmt: skip
        assert [words for words in wanted if words not in text] == []
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))


async def test_the_talk_may_begin_before_the_listener_is_there(make_app: MakeApp) -> None:
    from threading import Event

    gate = Event()

    def slow() -> WordEars:
        gate.wait(5)
        return WordEars()

    app = make_app(load_ears=slow)
    async with app.run_test() as pilot:
        app.show_brief(setup())
        await until(pilot, lambda: "Ann Reed" in shown(app))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, PracticeScreen))
        assert not app.screen.query(".customer")
        gate.set()
        await until(pilot, lambda: bool(app.screen.query(".customer")))


async def test_hearing_without_its_encoder_is_said(make_app: MakeApp) -> None:
    class Simple(WordEars):
        degraded = "no [/encoder]"

    app = make_app(load_ears=Simple)
    async with app.run_test() as pilot:
        app.show_brief(setup())
        await until(pilot, lambda: "simpler hearing (no [/encoder])" in shown(app))


async def test_a_listener_that_fails_leaves_no_start_key(make_app: MakeApp) -> None:
    def broken() -> WordEars:
        raise OSError("weights are missing")

    app = make_app(load_ears=broken)
    async with app.run_test() as pilot:
        app.show_brief(setup())
        await until(pilot, lambda: "weights are missing" in shown(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, BriefScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_overlays_are_ticked_shown_and_reach_the_round(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await choosing(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Has a train to catch." in shown(app))
        assert "Displeases more" in shown(app)
        await pilot.press("space", "enter")
        await until(pilot, lambda: app.screen is screen and "Looks at the clock" in shown(app))
        assert "Grumpy + Hurried" in shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, BriefScreen))
        assert isinstance(app.screen, BriefScreen)
        assert app.screen._setup.persona == "plain:grumpy+plain:hurried"


async def test_leaving_the_mix_changes_nothing(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await choosing(pilot)
        await pilot.press("x")
        await until(pilot, lambda: "Has a train to catch." in shown(app))
        await pilot.press("space", "escape")
        await until(pilot, lambda: app.screen is screen)
        assert "Looks at the clock" not in shown(app)
