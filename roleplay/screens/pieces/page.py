"""The base of all screens: a heading, a body, the keys; and a plain word where the terminal is too small."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from roleplay.screens.pieces.keybar import KeyBar

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.locales import Catalog
    from roleplay.screens.app import RoleplayApp
    from roleplay.screens.pieces.names import Names


class Page(Screen[None]):
    """A screen. Below 60×18 the body gives way to a line that says so."""

    # Textual declares these without ClassVar where it defines them, so they cannot have it here.
    HORIZONTAL_BREAKPOINTS = [(0, "-too-narrow"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-too-low"), (18, "-low"), (30, "-high")]  # noqa: RUF012

    @property
    def room(self) -> RoleplayApp:
        """The app, with what it knows."""
        return cast("RoleplayApp", self.app)

    @property
    def say(self) -> Catalog:
        """The interface's words."""
        return self.room.catalog

    def names(self, library: Library) -> Names:
        """Words for ids in the interface's language."""
        from roleplay.screens.pieces.names import Names  # brings pydantic, a third of home's time

        return Names(library, self.say)

    def heading(self) -> Content:
        """The first line of the screen."""
        return Content(self.say("app.name"))

    def compose(self) -> ComposeResult:
        """Heading, body and keys."""
        yield Static(self.heading(), id="heading")
        with Container(id="page"):
            yield from self.body()
        yield Static(self.say("app.too_small"), id="too-small")
        yield KeyBar(id="keys")

    def body(self) -> ComposeResult:
        """What the screen is about."""
        yield from ()

    def on_mount(self) -> None:
        """Fill in what is known by now."""
        self.fill()

    def fill(self) -> None:
        """Put what is known into the widgets; called again after a change of language."""

    def show_heading(self) -> None:
        """Write the heading anew."""
        self.query_one("#heading", Static).update(self.heading())

    async def reword(self) -> None:
        """Say everything again in the language that was just chosen."""
        focused = self.focused.id if self.focused else None
        await self.recompose()
        self.fill()
        if focused and self.query(f"#{focused}"):
            self.query_one(f"#{focused}").focus()
