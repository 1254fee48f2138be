"""The app: which screen follows which, and what all of them share."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.content import Content
from textual.screen import Screen
from textual.theme import Theme
from textual.types import CSSPathType

from roleplay.locales import Catalog, preferred
from roleplay.locales.reasons import reason
from roleplay.screens import preferences as prefs
from roleplay.screens.backstage import Backstage
from roleplay.screens.home.home import HomeScreen
from roleplay.screens.pasting import take_pastes_whole

if TYPE_CHECKING:
    from roleplay.practice.round import Setup
    from roleplay.screens.practice.player import Player

#: Greys only: for screens and eyes to which colours say nothing.
PLAIN = Theme(
    name="roleplay-plain", dark=True, primary="#c8c8c8", secondary="#a0a0a0", accent="#ffffff", warning="#ffffff",
    error="#ffffff", success="#ffffff", foreground="#f0f0f0", background="#000000", surface="#101010",
    panel="#202020",
)  # fmt: skip
THEMES = {"dark": "textual-dark", "light": "textual-light", "plain": PLAIN.name}


def _now() -> datetime:
    return datetime.now(UTC)


class RoleplayApp(App[int]):
    """The app. Chance, clock and all that is loaded are handed in, so that tests need no waiting.

    `pace`: seconds the customer seems to type at least. `start`: a round to open with.
    """

    # The first screen is not pushed, so its style comes with the app.
    CSS_PATH: ClassVar[CSSPathType | None] = ["app.tcss", "home/home.tcss"]
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "key.quit", priority=True),
        Binding("f1", "help", "key.help"),
    ]

    def __init__(
        self,
        backstage: Backstage,
        *,
        lang: str | None = None,
        start: Setup | None = None,
        settings: Path | None = None,
        pace: float = 0.6,
        now: Callable[[], datetime] = _now,
        clock: Callable[[], float] = time.monotonic,
        new_seed: Callable[[], int] = lambda: random.SystemRandom().randrange(2**31),
    ) -> None:
        self.settings = settings or prefs.settings_file()
        self.preferences = prefs.load(self.settings)
        self.catalog = Catalog(lang or self.preferences.lang or preferred())
        super().__init__()
        self.backstage = backstage
        self.pace = pace
        self.now = now
        self.clock = clock
        self.new_seed = new_seed
        self._start = start
        self._warned: set[str] = set()
        self.register_theme(PLAIN)
        self.theme = THEMES[self.preferences.theme]

    def get_default_screen(self) -> Screen[Any]:
        """Home is always at the bottom of the stack."""
        return HomeScreen()

    def on_ready(self) -> None:
        """Home is on screen; it lets the rest be loaded."""
        self.title = self.catalog("app.name")
        if self._start is not None:
            self.show_brief(self._start)

    # -- from screen to screen -------------------------------------------------------------------

    def show_choose(self, setup: Setup | None = None) -> None:
        """Choose whom to talk to about what."""
        from roleplay.screens.choose.choose import ChooseScreen

        self.push_screen(ChooseScreen(setup))

    def show_brief(self, setup: Setup) -> None:
        """Read the brief of a round to come."""
        from roleplay.screens.brief.brief import BriefScreen

        self.push_screen(BriefScreen(setup))

    def show_practice(self, player: Player) -> None:
        """Talk. Takes the place of the brief or the interlude."""
        from roleplay.screens.practice.practice import PracticeScreen

        self.replace(PracticeScreen(player))

    def show_between(self, player: Player) -> None:
        """The talk is over; some days may pass."""
        from roleplay.screens.between.between import BetweenScreen

        self.replace(BetweenScreen(player))

    def show_debrief(self, events: list[dict[str, Any]], first: Callable[[], object] | None = None) -> None:
        """Look back on a round that has ended. `first` is called, in a thread, before its events are read."""
        from roleplay.screens.debrief.debrief import DebriefScreen

        self.replace(DebriefScreen(events, first))

    def replace(self, screen: Screen[Any]) -> None:
        """Show a screen in the place of the present one, never in that of home."""
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def go_home(self) -> None:
        """Back to home from wherever."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def ask_to_leave(self) -> None:
        """Home, once it is clear that a round that is not kept will be lost."""
        from roleplay.screens.pieces.sheet import Question

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.go_home()

        say = self.catalog
        self.push_screen(Question(say("pause.title"), Content(say("pause.text"))), confirmed)

    def action_settings(self) -> None:
        """Open the settings."""
        from roleplay.screens.settings.settings import SettingsScreen

        if not isinstance(self.screen, SettingsScreen):
            self.push_screen(SettingsScreen())

    def action_help(self) -> None:
        """What can be done on this screen."""
        from roleplay.screens.pieces.sheet import Sheet, help_text

        if not isinstance(self.screen, Sheet):
            name = getattr(self.screen, "HELP", "home")
            self.push_screen(Sheet(self.catalog("help.title"), help_text(self, name)))

    # -- what all screens share ------------------------------------------------------------------

    def tell_once(self, code: str, text: str, why: str = "") -> None:
        """Something that has to be known and need not be said again, nor its reason under another code."""
        if not self._warned & {code, why}:
            self._warned |= {code, why} - {""}
            self.notify(text, severity="warning", timeout=12, markup=False)

    async def prefer(self, **values: str) -> None:
        """Change and keep preferences; the whole interface follows at once."""
        before, self.preferences = self.preferences, self.preferences.changed(**values)
        try:
            prefs.save(self.preferences, self.settings)
        except OSError as error:
            self.tell_once("settings", self.catalog("settings.unsaved", why=self.catalog.tell(reason(error))))
        self.theme = THEMES[self.preferences.theme]
        if self.preferences.lang != before.lang:
            await self.speak(self.preferences.lang or preferred())

    async def speak(self, lang: str) -> None:
        """The interface in another language, on every open screen."""
        self.catalog = Catalog(lang)
        self.title = self.catalog("app.name")
        for screen in self.screen_stack:
            reword = getattr(screen, "reword", None)
            if reword is not None:
                await reword()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """What the command palette offers: the keys of this screen and the app's own commands."""
        say = self.catalog
        done: set[str] = set()
        for active in screen.active_bindings.values():
            action, name = active.binding.action, active.binding.description
            if active.enabled and name in say and action not in done:
                done.add(action)
                yield SystemCommand(say(name), self.get_key_display(active.binding), self._runner(screen, action))
        yield SystemCommand(say("palette.settings"), say("palette.settings_help"), self.action_settings)
        for lang, name in (("en", "English"), ("zh", "中文")):
            yield SystemCommand(name, say("palette.lang_help"), self._preferring(lang=lang))
        for theme in THEMES:
            yield SystemCommand(say(f"theme.{theme}"), say("palette.theme_help"), self._preferring(theme=theme))

    def _runner(self, screen: Screen[Any], action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_next(self.run_action, action, screen)

        return run

    def _preferring(self, **values: str) -> Callable[[], None]:
        def prefer() -> None:
            self.call_next(lambda: self.prefer(**values))

        return prefer

    def action_command_palette(self) -> None:
        """The palette, asking in the interface's language."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=self.catalog("palette.search"), id="--command-palette"))


def run_app(
    lang: str | None, start: Setup | None = None, courses: tuple[Path, ...] = (), *, save: bool = True
) -> int:
    """Open the app; returns its exit code. `start`: a round to begin with. `save` False keeps nothing."""

    def open_records() -> Any:
        from roleplay.records.records import Records

        return Records.open()

    backstage = Backstage(courses, open_records=open_records if save else None)
    app = RoleplayApp(backstage, lang=lang, start=start)
    take_pastes_whole()
    try:
        code = app.run()
    finally:
        backstage.close()
    return code if code is not None else app.return_code or 0
