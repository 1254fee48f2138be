"""A sheet laid over a screen: something to read, or one question with two answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from roleplay.screens.pieces.keybar import KeyBar

if TYPE_CHECKING:
    from roleplay.screens.app import RoleplayApp


class Sheet(ModalScreen[bool]):
    """Something to read. Closes with Escape or Enter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", "key.back"),
        Binding("enter", "dismiss(False)", "key.back", show=False),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """The sheet in the middle of the screen."""
        with Vertical(id="sheet"):
            yield Static(Content.styled(self._title, "bold"), id="sheet-title")
            with VerticalScroll(id="sheet-scroll"):
                yield Static(self._text, id="sheet-text")
            yield KeyBar(id="sheet-keys")

    def on_mount(self) -> None:
        """Arrow keys scroll at once."""
        self.query_one("#sheet-scroll").focus()


class Question(Sheet):
    """One question; Enter says yes, Escape takes nothing away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "dismiss(True)", "key.yes"),
        Binding("escape", "dismiss(False)", "key.no"),
    ]


def help_text(app: RoleplayApp, name: str) -> Content:
    """The help of a screen, from the catalogue."""
    return Content(app.catalog(f"help.{name}"))
