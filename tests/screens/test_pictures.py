"""What the screens look like, as committed pictures; `UPDATE_SCREENS=1` accepts a change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from textual.app import App

from tests.screens.conftest import MakeApp, say, setup, shown, talking, until

Matches = Callable[[App[Any], str], None]
SIZES = {"80x24": (80, 24), "120x40": (120, 40)}
everywhere = pytest.mark.parametrize("size", sorted(SIZES))
in_both = pytest.mark.parametrize("lang", ["en", "zh"])


@everywhere
@in_both
async def test_home_with_a_round_to_go_on_with(
    make_app: MakeApp, screen_matches: Matches, lang: str, size: str
) -> None:
    app = make_app(lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        await talking(pilot, lang=lang)
        await say(pilot, "invite")
        await pilot.press("escape")
        menu: Any = app.screen.query_one("#menu")
        await until(pilot, lambda: menu.option_count == 5)
        await pilot.pause()
        screen_matches(app, f"home-{lang}-{size}")


@everywhere
@in_both
async def test_choosing(make_app: MakeApp, screen_matches: Matches, lang: str, size: str) -> None:
    app = make_app(lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        app.show_choose()
        await until(pilot, lambda: "Ann Reed" in shown(app) or "李安" in shown(app))
        await pilot.pause()
        screen_matches(app, f"choose-{lang}-{size}")


@everywhere
@in_both
async def test_the_brief(make_app: MakeApp, screen_matches: Matches, lang: str, size: str) -> None:
    app = make_app(lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        app.show_brief(setup(lang))
        await until(pilot, lambda: "Ready." in shown(app) or "准备好了" in shown(app))
        await pilot.pause()
        screen_matches(app, f"brief-{lang}-{size}")


@everywhere
@in_both
async def test_a_talk_after_a_good_and_a_bad_word(
    make_app: MakeApp, screen_matches: Matches, lang: str, size: str
) -> None:
    app = make_app(lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        await talking(pilot, lang=lang)
        await say(pilot, "I do apologise, please invite" if lang == "en" else "非常抱歉，您请说")
        await say(pilot, "empathise but blame" if lang == "en" else "我理解，不过这得怪你")
        await pilot.pause()
        screen_matches(app, f"practice-{lang}-{size}")


@everywhere
@in_both
async def test_the_result(make_app: MakeApp, screen_matches: Matches, lang: str, size: str) -> None:
    app = make_app(lang)
    async with app.run_test(size=SIZES[size]) as pilot:
        await talking(pilot, lang=lang)
        for turn in ("invite", "empathise restate", "ask_open", "propose offer:swap", "confirm_satisfaction thank"):
            await say(pilot, turn)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#between-text")))
        await pilot.press("d")
        await until(pilot, lambda: "r1-" in shown(app))
        await pilot.pause()
        screen_matches(app, f"debrief-{lang}-{size}")
