"""Settings, the palette, and what they change at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roleplay.locales import LANGUAGES, Catalog
from roleplay.screens import preferences as prefs
from roleplay.screens.choose.choose import ChooseScreen
from roleplay.screens.settings.settings import SettingsScreen
from tests.screens.conftest import MakeApp, shown, until


async def test_the_language_switches_everywhere_at_once_and_is_kept(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        app.action_settings()
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.pause()
        await pilot.press("enter", "enter")
        await until(pilot, lambda: app.catalog.lang == "zh")
        await until(pilot, lambda: "练习保存在" in shown(app))
        assert json.loads((tmp_path / "config" / "settings.json").read_text("utf-8"))["lang"] == "zh"
        await pilot.press("escape")
        await until(pilot, lambda: "每一分都说得清来由" in shown(app))


async def test_theme_and_mode(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        app.action_settings()
        await until(pilot, lambda: isinstance(app.screen, SettingsScreen))
        await pilot.pause()
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.theme == "textual-light")
        await pilot.press("enter")
        await until(pilot, lambda: app.theme == "roleplay-plain")
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.preferences.mode == "exam")
        await pilot.press("escape")
        app.show_choose()
        await until(pilot, lambda: isinstance(app.screen, ChooseScreen) and "[Exam]" in shown(app))


async def test_settings_that_cannot_be_saved_hold_for_now(make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where the folder should be")
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        await app.prefer(theme="light")
        await pilot.pause()
        assert app.theme == "textual-light"
        assert app._notifications


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"lang": 3, "theme": "pink"}', "\xff"])
def test_a_damaged_file_is_as_if_it_were_not_there(tmp_path: Path, damaged: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(damaged.encode("latin-1"))
    assert prefs.load(path) == prefs.Preferences()


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "new" / "settings.json"
    prefs.save(prefs.Preferences("zh", "plain", "exam"), path)
    assert prefs.load(path) == prefs.Preferences("zh", "plain", "exam")


async def test_the_palette_offers_commands_in_the_interfaces_language(make_app: MakeApp) -> None:
    app = make_app("zh")
    async with app.run_test() as pilot:
        await pilot.pause()
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert {"退出", "帮助", "设置", "English", "浅色"} <= set(titles)
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press("escape")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_key_has_a_name(lang: str) -> None:
    import importlib
    import pkgutil

    from textual.binding import Binding
    from textual.dom import DOMNode

    import roleplay.screens

    say, nameless = Catalog(lang), []
    for found in pkgutil.walk_packages(roleplay.screens.__path__, "roleplay.screens."):
        module = importlib.import_module(found.name)
        for thing in vars(module).values():
            if isinstance(thing, type) and issubclass(thing, DOMNode) and thing.__module__ == found.name:
                for binding in vars(thing).get("BINDINGS", ()):
                    assert isinstance(binding, Binding)
                    if binding.show and binding.description not in say:
                        nameless.append(binding.description)
    assert nameless == []
