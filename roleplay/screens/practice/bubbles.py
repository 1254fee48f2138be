"""The conversation as bubbles: customer left, agent right, stage directions in italics."""

from __future__ import annotations

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from roleplay.screens.pieces.ink import words

#: Bubbles on screen. Adding one costs a layout of all; at a thousand that is a third of a second.
KEPT = 200


class Bubble(Static):
    """One thing said, shown or noted. `kind`: customer, agent, stage, note, scene or typing."""

    def __init__(self, kind: str, content: Content) -> None:
        super().__init__(content, classes=f"bubble {kind}")


def speech(kind: str, speaker: str, text: str, stage: str = "") -> Bubble:
    """Words of somebody, with the stage direction before them."""
    parts = [Content.styled(speaker, "bold $text-muted")]
    if stage:
        parts.append(words(f"({stage})" if stage.isascii() else f"（{stage}）", "italic $text-muted"))
    if text:
        parts.append(words(text))
    return Bubble(kind, Content("\n").join(parts))


class Conversation(VerticalScroll):
    """The bubbles, the newest in sight. The oldest go when there are too many; the events keep them."""

    def on_mount(self) -> None:
        """Stay at the end unless somebody scrolls up."""
        self.anchor()

    def add(self, *bubbles: Widget) -> None:
        """Put bubbles at the end."""
        self.drop("typing")
        self.mount(*bubbles)
        surplus = len(self.children) - KEPT
        if surplus > 0:
            with self.app.batch_update():
                for old in list(self.children)[:surplus]:
                    old.remove()
        self.anchor()

    def drop(self, kind: str) -> None:
        """Take all bubbles of a kind away."""
        self.query(f".{kind}").remove()

    def typing(self, text: str) -> None:
        """Show that the customer is about to answer."""
        self.add(Bubble("typing", Content.styled(text, "italic $text-muted")))
