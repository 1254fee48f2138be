"""The conversation as bubbles: customer left, agent right, stage directions in italics."""

from __future__ import annotations

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from roleplay.screens.pieces.ink import aside, lines, words

#: Rows on screen. Adding one costs a layout of all; at a thousand that is a third of a second.
KEPT = 200


class Bubble(Static):
    """One thing said, shown or noted. `kind`: customer, agent, note, scene or typing."""

    def __init__(self, kind: str, content: Content) -> None:
        super().__init__(content, classes=f"bubble {kind}")


class Own(Horizontal):
    """A row with the agent's bubble at its right end. `turn`: its number, 0 while it is being played."""

    def __init__(self, content: Content, turn: int = 0) -> None:
        self.bubble = Bubble("agent", content)
        self.turn = turn
        super().__init__(self.bubble, classes="own")


def customer_says(name: str, text: str, stage: str) -> Bubble:
    """Words of the customer, under the name, with the stage direction before them."""
    parts = [Content.styled(name, "bold $text-muted")]
    if stage:
        parts.append(aside(stage))
    if text:
        parts.append(words(text))
    return Bubble("customer", lines(parts))


class Conversation(VerticalScroll):
    """The bubbles, the newest in sight. The oldest go when there are too many; the events keep them."""

    def on_mount(self) -> None:
        """Stay at the end unless somebody scrolls up."""
        self.anchor()

    def add(self, *rows: Widget) -> None:
        """Put rows at the end."""
        self.drop("typing")
        self.mount(*rows[-KEPT:])
        kept = [child for child in self.children if not child.classes & {"typing", "note"}]
        for old in kept[:-KEPT]:
            old.remove()
        self.anchor()

    def drop(self, kind: str) -> None:
        """Take all bubbles of a kind away."""
        self.query(f".{kind}").remove()

    def typing(self, text: str) -> None:
        """Show that the customer is about to answer."""
        self.add(Bubble("typing", Content.styled(text, "italic $text-muted")))

    def note(self, bubble: Bubble | None) -> None:
        """Put the coach's note under the agent's last words, in the place of the note before."""
        self.drop("note")
        own = list(self.query(Own))
        if bubble is not None and own:
            self.mount(bubble, after=own[-1])
