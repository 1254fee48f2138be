"""Between the talk and what came of it: some days pass, or straight on to the debrief."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from roleplay.screens.pieces.ink import lines, words
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import told

if TYPE_CHECKING:
    from roleplay.screens.practice.player import Player


class BetweenScreen(Page):
    """The talk is over, the round is not."""

    CSS_PATH = "between.tcss"
    HELP = "between"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "follow_up", "key.follow_up"),
        Binding("d", "finish", "key.debrief"),
        Binding("escape", "pause", "key.pause"),
    ]

    class Moved(Message):
        """The round has gone on. `trouble`: or why not."""

        def __init__(self, trouble: str = "") -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._busy = False

    def heading(self) -> Content:
        """The matter."""
        names = self.names(self._player.library)
        return words(names.text(self._player.round.production.scenario.title))

    def body(self) -> ComposeResult:
        """What has happened, and what can happen next."""
        with VerticalScroll(id="between", can_focus=False):
            yield Static("", id="between-text")

    def fill(self) -> None:
        """The interlude."""
        played, names = self._player.round, self.names(self._player.library)
        production = played.production
        name = words(production.scenario.customer[production.lang].name).plain
        left = any(event["type"] == "said" and event["how"] == "end" for event in played.events)
        how = self.say("between.you_left" if left else "between.they_left", name=name)
        self.query_one("#between-text", Static).update(
            lines(
                [
                    words(how, "bold"),
                    Content(""),
                    words(names.text(production.scenario.follow_up.after), "bold $text-accent"),
                    Content(self.say("between.question")),
                ]
            )
        )

    @work(thread=True, group="round")
    def _go(self, follow_up: bool) -> None:
        try:
            if follow_up:
                self._player.follow_up()
            else:
                self._player.finish()
        except Exception as error:
            self.post_message(self.Moved(told(error, self.say)))
            return
        self.post_message(self.Moved())

    @on(Moved)
    def _moved(self, message: Moved) -> None:
        self._busy = False
        if message.trouble:
            self.notify(words(message.trouble).plain, severity="error", markup=False)
        elif self._player.phase == "over":
            self.room.show_debrief(self._player.round.events)
        else:
            self.room.show_practice(self._player)

    def action_follow_up(self) -> None:
        """See the customer again."""
        self._start(True)

    def action_finish(self) -> None:
        """Straight to the debrief."""
        self._start(False)

    def _start(self, follow_up: bool) -> None:
        if not self._busy:
            self._busy = True
            self._go(follow_up)

    def action_pause(self) -> None:
        """Home; the round waits here if it is being kept."""
        if self._player.kept:
            self.room.go_home()
        else:
            self.room.ask_to_leave()
