"""The brief. While it is being read, the listener and the scenario's phrases load in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from roleplay.locales import Said
from roleplay.locales.reasons import without_encoder
from roleplay.screens.pieces.ink import after, lines, words
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import told

if TYPE_CHECKING:
    from roleplay.practice.round import Setup
    from roleplay.practice.theatre import Production
    from roleplay.screens.pieces.names import Names


class BriefScreen(Page):
    """What the agent knows before the customer opens their mouth."""

    CSS_PATH = "brief.tcss"
    HELP = "brief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "start", "key.start"),
        Binding("escape", "back", "key.back"),
    ]

    class Read(Message):
        """The files of the round have been read."""

        def __init__(self, production: Production, names: Names) -> None:
            super().__init__()
            self.production = production
            self.names = names

    class Heard(Message):
        """The listener is there. `degraded`: why it runs without its encoder, or ""."""

        def __init__(self, degraded: str) -> None:
            super().__init__()
            self.degraded = degraded

    class Failed(Message):
        """The round cannot be played."""

        def __init__(self, trouble: str) -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, setup: Setup) -> None:
        super().__init__()
        self._setup = setup
        self._production: Production | None = None
        self._status = "brief.listening"
        self._why: Said | str = ""

    def heading(self) -> Content:
        """The matter and how it is played."""
        if self._production is None:
            return Content(self.say("app.loading"))
        names = self.names(self.room.backstage.theatre().library)
        mode = self.say(f"mode.{self._setup.mode}")
        return Content(" · ").join([words(names.text(self._production.scenario.title)), Content(mode)])

    def body(self) -> ComposeResult:
        """The brief to read, and whether one can begin."""
        with VerticalScroll(id="brief"):
            yield Static("", id="brief-text")
        yield Static("", id="brief-status")

    def on_mount(self) -> None:
        """Read the files, then load the listener."""
        super().on_mount()
        self.query_one("#brief").focus()
        self._load()

    @work(thread=True, exclusive=True, group="load")
    def _load(self) -> None:
        backstage, setup = self.room.backstage, self._setup
        backstage.warm("ears")
        try:
            theatre = backstage.theatre()
            production = theatre.production(setup.scenario, setup.persona, setup.lang)
            self.post_message(self.Read(production, self.names(theatre.library)))
            ears = backstage.ears()
            ears.phrases(production.scenario)
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        self.post_message(self.Heard(ears.degraded))

    @on(Read)
    def _read(self, message: Read) -> None:
        self._production = message.production
        self.fill()

    @on(Heard)
    def _heard(self, message: Heard) -> None:
        self._status, self._why = "brief.ready", ""
        if message.degraded:
            self._status, self._why = "brief.degraded", without_encoder(message.degraded)
        self._show_status()

    @on(Failed)
    def _went_wrong(self, message: Failed) -> None:
        self._status, self._why = "brief.failed", message.trouble
        self._show_status()
        self.refresh_bindings()

    def fill(self) -> None:
        """The brief in the interface's language."""
        self.show_heading()
        self._show_status()
        if self._production is not None:
            names = self.names(self.room.backstage.theatre().library)
            self.query_one("#brief-text", Static).update(brief_text(self._production, names))

    def _show_status(self) -> None:
        slots = {"why": words(self.say.tell(self._why)).plain} if self._why else {}
        self.query_one("#brief-status", Static).update(Content(self.say(self._status, **slots)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A round that cannot be played has no start key."""
        return action != "start" or self._status != "brief.failed"

    def action_start(self) -> None:
        """The customer comes in. The talk waits for the listener by itself."""
        from roleplay.screens.practice.player import Player

        if self._production is not None:
            self.room.show_practice(Player(self.room.backstage, self._setup))

    def action_back(self) -> None:
        """Choose again."""
        self.app.pop_screen()


def brief_text(production: Production, names: Names) -> Content:
    """Role, situation, goal, authority, limits, and what the agent knows; who is coming, by which channel."""
    scenario, say = production.scenario, names.catalog
    who = scenario.customer[production.lang]
    coming = Content.assemble(
        (say("brief.customer"), "bold"), "  ", words(who.name), f" · {say(f'channel.{scenario.channel}')}"
    )
    brief = scenario.brief
    rows: list[Content] = [coming, Content("")]
    for part in ("role", "situation", "goal"):
        rows += [_title(say(f"brief.{part}")), words(names.text(getattr(brief, part))), Content("")]
    for part in ("authority", "limits", "know"):
        rows += [_title(say(f"brief.{part}")), *_bullets(names.text(getattr(brief, part))), Content("")]
    clock = scenario.clock
    if clock.reply or clock.first_reply:
        rows.append(
            words(say("brief.clock", first=clock.first_reply or clock.reply, reply=clock.reply), "$text-muted")
        )
    return lines(rows)


def _title(text: str) -> Content:
    return Content.styled(text, "bold $text-accent")


def _bullets(texts: Any) -> list[Content]:
    return [after("•", text) for text in texts]
