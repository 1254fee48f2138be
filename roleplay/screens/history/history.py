"""Rounds played before, newest first: look back on them, or go on with what was left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.screens.pieces.ink import signed, words
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import ago, round_title, told

if TYPE_CHECKING:
    from roleplay.practice.events import Event
    from roleplay.records.rows import RoundRow


class HistoryScreen(Page):
    """The learner's rounds."""

    CSS_PATH = "history.tcss"
    HELP = "history"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "key.back"),
    ]

    class Loaded(Message):
        """The records have been read: rows with the words for what they are about."""

        def __init__(self, rows: list[tuple[RoundRow, str]], trouble: str = "") -> None:
            super().__init__()
            self.rows = rows
            self.trouble = trouble

    class Found(Message):
        """The events of a round that has ended."""

        def __init__(self, events: list[Event]) -> None:
            super().__init__()
            self.events = events

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[RoundRow, str]] = []
        self._note = "app.loading"

    def heading(self) -> Content:
        """What this is."""
        return Content(self.say("history.title"))

    def body(self) -> ComposeResult:
        """The list."""
        yield Menu("rounds")
        yield Static("", id="history-note")

    def on_mount(self) -> None:
        """Read the records."""
        super().on_mount()
        self._load()

    @work(thread=True, exclusive=True, group="records")
    def _load(self) -> None:
        try:
            records = self.room.backstage.records()
            library = self.room.backstage.theatre().library
            rows = records.rounds() if records is not None else []
        except Exception as error:
            self.post_message(self.Loaded([], told(error, self.say)))
            return
        titled = [(row, round_title(library, row.scenario, row.persona, self.say.lang)) for row in rows]
        self.post_message(self.Loaded(titled))

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self._rows = message.rows
        self._note = message.trouble or ("" if message.rows else self.say("history.none"))
        self.fill()

    def fill(self) -> None:
        """The rounds as far as they are read."""
        menu = self.query_one("#rounds", OptionList)
        menu.clear_options()
        menu.add_options([Option(self._line(row, title), id=row.id) for row, title in self._rows])
        menu.highlighted = 0 if self._rows else None
        menu.focus()
        note = self.say(self._note) if self._note in self.say else self._note
        self.query_one("#history-note", Static).update(words(note))

    def _line(self, row: RoundRow, title: str) -> Content:
        if row.phase == "open":
            result = self.say("history.open")
        else:
            scores = "/".join(str(total["score"]) for total in row.scores.values())
            result = self.say("history.result", scores=scores, value=signed(row.value or 0))
        passed = ago(self.say, self.room.now() - row.updated_at)
        return Content.assemble(words(title, "bold"), "  ", result, (f"  {passed}", "$text-muted"))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        row = next(row for row, _ in self._rows if row.id == event.option_id)
        if row.phase == "open":
            from roleplay.screens.practice.player import Player

            self.room.show_practice(Player(self.room.backstage, round_id=row.id))
        else:
            self._find(row.id)

    @work(thread=True, exclusive=True, group="events")
    def _find(self, round_id: str) -> None:
        try:
            records = self.room.backstage.records()
            assert records is not None
            self.post_message(self.Found(records.events(round_id)))
        except Exception as error:
            self.post_message(self.Loaded(self._rows, told(error, self.say)))

    @on(Found)
    def _found(self, message: Found) -> None:
        self.room.show_debrief(message.events)

    def action_back(self) -> None:
        """Home again."""
        self.room.go_home()
