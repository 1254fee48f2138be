"""What else colours the customer: overlays to tick, with what each of them does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import SelectionList, Static
from textual.widgets.selection_list import Selection

from roleplay.screens.pieces.ink import after, lines, words
from roleplay.screens.pieces.keybar import KeyBar

if TYPE_CHECKING:
    from roleplay.content.overlay import Overlay
    from roleplay.screens.pieces.names import Names

#: Overlays on one customer; more would drown the persona.
MOST = 3


class Ticks(SelectionList[str]):
    """A list to tick, whose keys are shown in the interface's language."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", "key.tick")]


class MixSheet(ModalScreen[tuple[str, ...] | None]):
    """Which overlays lie on the customer. Closes with them, or with None if nothing is to change."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", "key.done", priority=True),
        Binding("escape", "dismiss(None)", "key.back"),
    ]

    def __init__(self, overlays: Mapping[str, Overlay], ticked: Sequence[str], names: Names) -> None:
        super().__init__()
        self._overlays = overlays
        self._ticked = tuple(ticked)
        self._names = names

    def compose(self) -> ComposeResult:
        """List and preview side by side."""
        say = self._names.catalog
        with Vertical(id="sheet", classes="mix"):
            yield Static(Content.styled(say("mix.title", most=MOST), "bold"), id="sheet-title")
            with Horizontal(id="mix-sides"):
                yield Ticks(
                    *(
                        Selection(words(self._names.text(overlay.name)), name, name in self._ticked)
                        for name, overlay in self._overlays.items()
                    ),
                    id="mix-list",
                )
                with VerticalScroll(id="mix-about"):
                    yield Static("", id="mix-text")
            yield KeyBar(id="sheet-keys")

    def on_mount(self) -> None:
        """The first overlay is shown at once."""
        self.query_one(Ticks).focus()

    @on(SelectionList.SelectionHighlighted)
    def _show(self, event: SelectionList.SelectionHighlighted[str]) -> None:
        self.query_one("#mix-text", Static).update(about(self._overlays[event.selection.value], self._names))

    @on(SelectionList.SelectedChanged)
    def _not_too_many(self, event: SelectionList.SelectedChanged[str]) -> None:
        ticks = event.selection_list
        if len(ticks.selected) > MOST:
            ticks.deselect(next(name for name in reversed(ticks.selected)))
            self.notify(self._names.catalog("mix.most", most=MOST), severity="warning", markup=False)

    def action_done(self) -> None:
        """Take what is ticked, in the order of the list."""
        ticked = set(self.query_one(Ticks).selected)
        self.dismiss(tuple(name for name in self._overlays if name in ticked))


def about(overlay: Overlay, names: Names) -> Content:
    """What an overlay is, and what it does: where meters start, what pleases and what displeases."""
    say = names.catalog
    parts = [words(names.text(overlay.name), "bold $text-accent"), words(names.text(overlay.summary)), Content("")]
    starts = [f"{names.meter(meter)} {change:+d}" for meter, change in overlay.meters.items() if change]
    if starts:
        parts += [Content.styled(say("mix.starts"), "bold"), words(", ".join(starts)), Content("")]
    for title, wanted in (("mix.pleases", True), ("mix.displeases", False)):
        causes = [
            names.cause(cause)
            for sway in overlay.reactions
            if (weight(sway.meters) > 0) is wanted and weight(sway.meters)
            for cause in sway.hears
        ]
        if causes:
            parts += [Content.styled(say(title), "bold"), words(", ".join(dict.fromkeys(causes))), Content("")]
    parts.append(Content.styled(say("choose.signs"), "bold"))
    parts += [after("•", sign) for sign in names.text(overlay.signs)]
    return lines(parts)


def weight(meters: dict[str, int]) -> int:
    """Whether a change is for the better (above 0) or the worse: heat counts against."""
    return sum(-change if meter == "heat" else change for meter, change in meters.items())
