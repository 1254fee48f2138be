"""Where the trainee types: several lines, Enter sends, Ctrl+J begins a new line.

No placeholder: in some terminals it pushes the candidate window of an input method aside.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from roleplay.hearing.tidy import plain

#: More than anybody says in one breath; what is pasted beyond it is left out, and said so.
LONGEST = 6000


class Composer(TextArea):
    """The input. Whatever is pasted is made plain: an escape sequence must not reach the terminal."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "send", "key.send", priority=True),
        Binding("ctrl+j,shift+enter,ctrl+enter", "newline", "key.newline", key_display="^j", priority=True),
    ]

    class Sent(Message):
        """The trainee has finished a turn. Never only white space."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class TooLong(Message):
        """More was pasted than is taken."""

    class Typed(Message):
        """A key was pressed in here."""

    def __init__(self) -> None:
        super().__init__(id="composer", soft_wrap=True, show_line_numbers=False, tab_behavior="focus")

    def action_send(self) -> None:
        """Send what has been typed. An empty Enter does nothing."""
        if self.text.strip() and not self.read_only:
            self.post_message(self.Sent(self.text))

    def action_newline(self) -> None:
        """A new line instead of sending."""
        if not self.read_only:
            self.insert("\n")

    def on_key(self) -> None:
        """Typing keeps the clock still."""
        self.post_message(self.Typed())

    def on_paste(self, event: events.Paste) -> None:
        """Take plain text only, and no more than fits."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        text = plain(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        room = LONGEST - len(self.text) + len(self.selected_text)
        if len(text) > room:
            text = text[: max(0, room)]
            self.post_message(self.TooLong())
        done = self.replace(text, *self.selection)
        self.move_cursor(done.end_location)
        self.post_message(self.Typed())
