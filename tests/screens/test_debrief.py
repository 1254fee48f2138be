"""Looking back: scores, mood, evidence, the ideal, advice; and the history that leads there."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static, TabbedContent

from roleplay.practice.round import Round
from roleplay.practice.theatre import Theatre
from roleplay.screens.brief.brief import BriefScreen
from roleplay.screens.choose.choose import ChooseScreen
from roleplay.screens.debrief.debrief import DebriefScreen
from roleplay.screens.debrief.mood import columns, thinned, ticks
from roleplay.screens.history.history import HistoryScreen
from roleplay.screens.home.home import HomeScreen
from tests.screens.conftest import MakeApp, WordEars, say, setup, shown, talking, until

GOOD = ("invite", "empathise restate", "ask_open", "propose offer:swap", "confirm_satisfaction thank")
BAD = ("discriminate [/x] \x1b[2J", "blame", "blame blame blame blame")


def played(theatre: Theatre, *turns: str, lang: str = "en", later: bool = False) -> list[dict[str, Any]]:
    one = Round(theatre, setup(lang), WordEars())
    one.start()
    for turn in turns:
        if one.phase == "talk":
            one.say(turn)
    if one.phase == "talk":
        one.leave()
    if later:
        one.follow_up()
        one.leave()
    else:
        one.finish()
    return one.events


async def looking(pilot: Any, events: list[dict[str, Any]]) -> str:
    pilot.app.push_screen(DebriefScreen(events))
    await until(pilot, lambda: "r1-" in shown(pilot.app))
    await pilot.pause()
    return shown(pilot.app)


async def test_score_and_value_stand_side_by_side_with_their_reasons(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        text = await looking(pilot, played(theatre, *GOOD))
        for words in (
            "Five-step complaint model", "Moment of truth", "/ 100", "Satisfied", "All well.", "Agreed: a new lamp",
            "Taken for granted, and not hurt: To be believed.", "Would have delighted: Light tonight.", "Receipt r1-",
        ):  # fmt: skip
            assert words in text


async def test_the_same_in_chinese(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app("zh")
    async with app.run_test() as pilot:
        text = await looking(pilot, played(theatre, *GOOD, lang="zh", later=True))
        for words in (
            "投诉处理五步法",
            "印象时刻",
            "满意",
            "谈定了：换一盏",
            "凭证 r1-",
            "三天后",
            "客户：灯闪。",
            "最弱的步骤",
        ):
            assert words in text


async def test_a_critical_fault_stands_apart(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        text = await looking(pilot, played(theatre, *BAD))
        assert "Critical fault, which caps the score: discriminate (turn 1)" in text
        assert "discriminate [/x] [2J" in text
        assert "\x1b" not in text


async def test_the_transcript_gives_evidence_rules_and_moods(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        text = await looking(pilot, played(theatre, *GOOD))
        for words in ("turn 2 · You", "empathise “empathise”", "Heat 62→42 (−20)", "grumpy:empathise"):
            assert words in text


async def test_arrows_and_numbers_change_the_tab(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await looking(pilot, played(theatre, *GOOD))
        tabs = app.screen.query_one(TabbedContent)
        await pilot.press("right")
        assert tabs.active == "mood"
        await pilot.press("left", "left")
        assert tabs.active == "next"
        await pilot.press("3")
        assert tabs.active == "transcript"


@pytest.mark.parametrize(("key", "screen"), [("a", BriefScreen), ("o", ChooseScreen), ("h", HomeScreen)])
async def test_every_way_on_is_a_key(make_app: MakeApp, theatre: Theatre, key: str, screen: type) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await looking(pilot, played(theatre, *GOOD))
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, screen))


async def test_a_round_whose_files_are_gone_can_still_be_looked_at(make_app: MakeApp, theatre: Theatre) -> None:
    events = played(theatre, *GOOD)
    events[0] = {**events[0], "scenario": "gone", "persona": "gone"}
    app = make_app()
    async with app.run_test() as pilot:
        text = await looking(pilot, events)
        assert "no longer there" in text
        assert "Agreed: swap" in text


async def test_history_leads_to_the_debrief_and_to_what_is_unfinished(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await talking(pilot)
        await say(pilot, "blame")
        await say(pilot, "blame blame")
        await pilot.press("enter")
        await until(pilot, lambda: "Three days later" in shown(app))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        app.go_home()
        app.push_screen(HistoryScreen())
        await until(pilot, lambda: bool(app.screen.query_one("#rounds").option_count))  # type: ignore[attr-defined]
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen) and "r1-" in shown(app))


def test_the_plot_has_a_column_for_every_value() -> None:
    assert columns([0, 50, 100], 2, 2) == ["    █ ", "▁ █ █ "]
    assert columns([100], 1, 4) == ["███ "]


def test_long_talks_are_thinned_and_keep_the_end() -> None:
    values, cell = thinned(list(range(100)), 30)
    assert (len(values), cell, values[-1]) == (30, 1, 99)
    assert thinned([1, 2], 30) == ([1, 2], 4)


def test_turns_are_numbered_under_the_plot() -> None:
    assert ticks([1, 2, 3], 4, 40).split() == ["0", "1", "2"]
    assert ticks(list(range(100)), 1, 30) == "0 … 99"


async def test_the_ideal_stands_beside_the_turn_that_did_the_same(make_app: MakeApp, theatre: Theatre) -> None:
    class Ears(WordEars):
        def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> Any:
            return super().hear(
                "apologise ask_open" if text.startswith("I'm sorry") else text, context, lang, phrases
            )

    app = make_app(load_ears=Ears)
    async with app.run_test() as pilot:
        await looking(pilot, played(theatre, "blame", "apologise ask_open"))
        await until(pilot, lambda: "Both: " in shown(app))
        ideal = "\n".join(str(widget.content) for widget in app.screen.query("#ideal-body Static").results(Static))
        assert "1 of 1" in ideal
        assert "turn 2 · You" in ideal
        assert "Not done" not in ideal


async def test_what_was_not_done_is_said_to_be_so(make_app: MakeApp, theatre: Theatre) -> None:
    app = make_app("zh")
    async with app.run_test() as pilot:
        await looking(pilot, played(theatre, "blame", lang="zh"))
        await until(pilot, lambda: "没有做到" in shown(app))


async def test_without_a_listener_the_ideal_can_still_be_read(make_app: MakeApp, theatre: Theatre) -> None:
    def broken() -> Any:
        raise OSError("no listener")

    app = make_app(load_ears=broken)
    async with app.run_test() as pilot:
        await looking(pilot, played(theatre, "blame"))
        await until(pilot, lambda: "Nothing to compare" in shown(app))
        assert "I'm sorry. What happened?" in shown(app)
