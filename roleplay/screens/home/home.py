"""Home. It paints first; what was played before comes when the records are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from roleplay.screens.pieces.ink import words
from roleplay.screens.pieces.menu import Menu
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import ago, round_title, told

#: Unfinished rounds that are offered; older ones are in the history.
OFFERED = 5
_ROUND = "round-"
#: Seconds after which what loads in threads no longer takes time from the first painting.
_PAINTED = 0.05


@dataclass(frozen=True)
class Unfinished:
    """A round to go on with: what it is about, how far it went and when it was left."""

    id: str
    title: str
    turns: int
    left: datetime


class HomeScreen(Page):
    """What there is to do."""

    HELP = "home"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "discard", "key.discard"),
        Binding("u", "restore", "key.undo"),
    ]

    class Loaded(Message):
        """The records have been read."""

        def __init__(self, found: list[Unfinished], trouble: str = "") -> None:
            super().__init__()
            self.found = found
            self.trouble = trouble

    class Changed(Message):
        """A round was put away or brought back."""

    def __init__(self) -> None:
        super().__init__()
        self._unfinished: list[Unfinished] = []
        self._discarded: list[str] = []

    def body(self) -> ComposeResult:
        """A word of welcome, the list, and what goes on below."""
        with VerticalScroll(id="home", can_focus=False):
            yield Static(Content.styled(self.say("app.name"), "bold $text-accent"), id="home-title")
            yield Static(self.say("home.about"), id="home-about")
            yield Menu("menu")
            yield Static("", id="home-note")

    def fill(self) -> None:
        """The list as far as it is known."""
        menu = self.query_one("#menu", OptionList)
        at = menu.highlighted
        menu.clear_options()
        for found in self._unfinished[:OFFERED]:
            menu.add_option(Option(self._line(found), id=_ROUND + found.id))
        for name in ("practise", "history", "settings", "quit"):
            menu.add_option(Option(Content(self.say(f"home.{name}")), id=name))
        menu.highlighted = min(at or 0, menu.option_count - 1)
        menu.focus()

    def _line(self, found: Unfinished) -> Content:
        left = ago(self.say, self.room.now() - found.left)
        where = self.say("home.stopped", turns=found.turns, ago=left)
        parts = (self.say("home.continue"), "  "), words(found.title, "bold"), "  ", (where, "$text-muted")
        return Content.assemble(*parts[0], *parts[1:])

    def on_screen_resume(self) -> None:
        """Look again whenever home is in sight; the first time once it has been painted."""
        self.set_timer(_PAINTED, self.look)

    @work(thread=True, exclusive=True, group="records")
    def look(self) -> None:
        """Read the unfinished rounds."""
        self.room.backstage.warm("theatre")
        try:
            records = self.room.backstage.records()
            theatre = self.room.backstage.theatre() if records is not None else None
            rows = records.unfinished() if records is not None else []
        except Exception as error:
            self.post_message(self.Loaded([], told(error, self.say)))
            return
        found = []
        for row in rows[:OFFERED]:
            title = (
                round_title(theatre.library, row.scenario, row.persona, self.say.lang) if theatre else row.scenario
            )
            found.append(Unfinished(row.id, title, row.turns, row.updated_at))
        self.post_message(self.Loaded(found))

    @on(Loaded)
    def _loaded(self, message: Loaded) -> None:
        self._unfinished = message.found
        if message.trouble:
            self.room.tell_once("records", self.say("records.none", why=message.trouble), message.trouble)
        self.fill()
        self.refresh_bindings()

    @on(Changed)
    def _changed(self) -> None:
        self.look()

    # -- doing -----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done has a key."""
        if action == "discard":
            return self._chosen_round() is not None
        return bool(self._discarded) if action == "restore" else True

    def _chosen_round(self) -> str | None:
        menu = self.query_one("#menu", OptionList)
        if menu.highlighted is None:
            return None
        name = menu.get_option_at_index(menu.highlighted).id or ""
        return name.removeprefix(_ROUND) if name.startswith(_ROUND) else None

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        name = event.option_id or ""
        if name.startswith(_ROUND):
            self._go_on(name.removeprefix(_ROUND))
        elif name == "practise":
            self.room.show_choose()
        elif name == "history":
            from roleplay.screens.history.history import HistoryScreen

            self.app.push_screen(HistoryScreen())
        elif name == "settings":
            self.room.action_settings()
        elif name == "quit":
            self.app.exit(0)

    def _go_on(self, round_id: str) -> None:
        from roleplay.screens.practice.player import Player

        self.room.show_practice(Player(self.room.backstage, round_id=round_id))

    def action_discard(self) -> None:
        """Put an unfinished round away; it can be brought back."""
        round_id = self._chosen_round()
        if round_id is not None:
            self._discarded.append(round_id)
            self._set_aside(round_id, away=True)
            self.notify(self.say("home.discarded"), markup=False)

    def action_restore(self) -> None:
        """Bring back the round that was put away last."""
        if self._discarded:
            self._set_aside(self._discarded.pop(), away=False)

    @work(thread=True, group="discard")
    def _set_aside(self, round_id: str, away: bool) -> None:
        try:
            records = self.room.backstage.records()
            if records is not None:
                (records.discard if away else records.restore)(round_id)
        except Exception as error:
            self.post_message(self.Loaded([], told(error, self.say)))
            return
        self.post_message(self.Changed())
