"""Settings: Enter on a line goes to its next value, and everything follows at once."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.screens.pieces.ink import lines, padded, widest, words
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.pieces.page import Page
from roleplay.screens.preferences import CHOICES


class SettingsScreen(Page):
    """Language, theme and the mode that is offered first."""

    CSS_PATH = "settings.tcss"
    HELP = "settings"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "key.back"),
    ]

    def heading(self) -> Content:
        """What this is."""
        return Content(self.say("settings.title"))

    def body(self) -> ComposeResult:
        """The list, and where things lie."""
        with VerticalScroll(id="settings", can_focus=False):
            yield Menu("values")
            yield Static("", id="places")

    def fill(self) -> None:
        """Values as they are."""
        from roleplay.records.places import database_url

        menu = self.query_one("#values", OptionList)
        at = menu.highlighted or 0
        menu.clear_options()
        labels = {name: self.say(f"settings.{name}") for name in CHOICES}
        width = widest(labels.values())
        for name, label in labels.items():
            value = getattr(self.room.preferences, name)
            shown = Content.assemble(f"{padded(label, width)}  ", (self._value(name, value), "bold"))
            menu.add_option(Option(shown, id=name))
        menu.highlighted = at
        menu.focus()
        places = [
            words(self.say("settings.data", where=_hidden(database_url()))),
            words(self.say("settings.file", where=str(self.room.settings))),
        ]
        self.query_one("#places", Static).update(lines(places))

    def _value(self, name: str, value: str) -> str:
        key = {"lang": f"lang.{value or 'auto'}", "theme": f"theme.{value}", "mode": f"mode.{value}"}[name]
        return self.say(key)

    @on(OptionList.OptionSelected)
    async def _selected(self, event: OptionList.OptionSelected) -> None:
        name = event.option_id or ""
        allowed = CHOICES[name]
        value = allowed[(allowed.index(getattr(self.room.preferences, name)) + 1) % len(allowed)]
        await self.room.prefer(**{name: value})
        self.fill()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.app.pop_screen()


def _hidden(url: str) -> str:
    """A database's place without a password."""
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    before, at, after = url.rpartition("@")
    return f"{before.partition('://')[0]}://…@{after}" if at else url
