"""Home: what there is to do, and going on where one stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from roleplay.records.records import Records
from roleplay.records.rows import RecordsError
from roleplay.screens.choose.choose import ChooseScreen
from roleplay.screens.home.home import HomeScreen
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.pieces.sheet import Sheet
from roleplay.screens.settings.settings import SettingsScreen
from tests.screens.conftest import MakeApp, say, shown, talking, until


def menu_of(app: object) -> list[str]:
    menu = app.screen.query_one(Menu)  # type: ignore[attr-defined]
    return [str(menu.get_option_at_index(n).prompt) for n in range(menu.option_count)]


@pytest.mark.parametrize(("lang", "words"), [("en", "Practise with a customer"), ("zh", "找一位客户练习")])
async def test_home_speaks_the_chosen_language(make_app: MakeApp, lang: str, words: str) -> None:
    app = make_app(lang)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert words in menu_of(app)[0]
        keys = str(app.screen.query_one("#keys").content)  # type: ignore[attr-defined]
        assert ("Quit" if lang == "en" else "退出") in keys


async def test_home_paints_without_waiting_for_records(make_app: MakeApp) -> None:
    from threading import Event

    gate = Event()

    def slow() -> Records:
        gate.wait(5)
        raise RecordsError("folder", "/nowhere")

    app = make_app(open_records=slow)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert len(menu_of(app)) == 4
        gate.set()
        await until(pilot, lambda: bool(app._notifications))


async def test_practise_leads_to_the_choice_and_escape_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))


async def test_a_round_that_was_left_is_offered_first_with_where_it_stopped(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await talking(pilot)
        await say(pilot, "invite")
        await pilot.press("escape")
        await until(pilot, lambda: len(menu_of(app)) == 5)
        assert "The lamp · Grumpy" in menu_of(app)[0]
        assert "turn 1" in menu_of(app)[0]
        app.screen.query_one(Menu).highlighted = 0
        await pilot.press("enter")
        await until(pilot, lambda: "invite" in shown(app))


async def test_a_discarded_round_can_be_brought_back(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await talking(pilot)
        await say(pilot, "invite")
        await pilot.press("escape")
        await until(pilot, lambda: len(menu_of(app)) == 5)
        app.screen.query_one(Menu).highlighted = 0
        await pilot.press("delete")
        await until(pilot, lambda: len(menu_of(app)) == 4)
        await pilot.press("u")
        await until(pilot, lambda: len(menu_of(app)) == 5)


async def test_without_a_database_the_app_says_so_once_and_plays(make_app: MakeApp) -> None:
    def broken() -> Records:
        raise RecordsError("folder", "/nowhere")

    app = make_app(open_records=broken)
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: bool(app._notifications))
        assert len(app._notifications) == 1
        await talking(pilot)
        await say(pilot, "invite")
        assert "Listen +0.75" in shown(app)
        await pilot.press("escape")  # nothing is kept, so leaving is asked about
        await until(pilot, lambda: "would be lost" in shown(app))
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen.query(".customer")


async def test_a_damaged_database_is_told_in_words(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "rounds.sqlite3").write_bytes(b"this is no database at all, only some bytes" * 40)
    app = make_app("zh")
    async with app.run_test(notifications=True) as pilot:
        await until(pilot, lambda: bool(app._notifications))
        assert "没有保存" in next(iter(app._notifications)).message


async def test_a_click_on_a_key_does_what_the_key_does(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        keys = str(app.screen.query_one("#keys", Static).content)
        await pilot.click("#keys", offset=(keys.index("Help") + 2, 0))
        await until(pilot, lambda: isinstance(app.screen, Sheet))
        await pilot.press("escape")
        await pilot.click("#keys", offset=(keys.index("Choose") + 2, 0))
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen))


async def test_a_click_on_the_list_chooses(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        await pilot.click("#menu", offset=(3, 2))
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
