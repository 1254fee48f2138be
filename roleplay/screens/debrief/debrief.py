"""The debrief: scores, mood, transcript with evidence, the ideal version, and what to practise next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static, TabbedContent, TabPane

from roleplay.practice.debrief import Debrief, debrief
from roleplay.practice.ideal import Done, align, serving
from roleplay.screens.debrief import looks
from roleplay.screens.debrief.ideal import ideal
from roleplay.screens.debrief.mood import mood_chart
from roleplay.screens.debrief.result import model_result, outcome
from roleplay.screens.pieces.ink import lines, words
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import told

if TYPE_CHECKING:
    from roleplay.content.persona import Persona
    from roleplay.content.scenario import Scenario
    from roleplay.practice.events import Event
    from roleplay.screens.pieces.names import Names

TABS = ("result", "mood", "transcript", "ideal", "next")


@dataclass(frozen=True)
class Round:
    """What the debrief is about; content that is no longer there is None."""

    look: Debrief
    scenario: Scenario | None
    persona: Persona | None


class DebriefScreen(Page):
    """A round that has ended."""

    CSS_PATH = "debrief.tcss"
    HELP = "debrief"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "turn(1)", "key.next_tab", priority=True),
        Binding("left", "turn(-1)", "key.last_tab", priority=True),
        *[Binding(str(n + 1), f"open('{tab}')", show=False) for n, tab in enumerate(TABS)],
        Binding("a", "again", "key.again"),
        Binding("o", "other", "key.other"),
        Binding("h,escape", "home", "key.home", key_display="h"),
    ]

    class Ready(Message):
        """The content that the round was played from has been read, as far as it is there."""

        def __init__(self, about: Round, names: Names) -> None:
            super().__init__()
            self.about = about
            self.names = names

    class Matched(Message):
        """The ideal version has been heard and matched with the round."""

        def __init__(self, done: list[Done]) -> None:
            super().__init__()
            self.done = done

    class Failed(Message):
        """Nothing can be shown."""

        def __init__(self, trouble: str) -> None:
            super().__init__()
            self.trouble = trouble

    def __init__(self, events: list[Event], first: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._events = events
        self._first = first
        self._about: Round | None = None
        self._done: list[Done] | None = None

    def heading(self) -> Content:
        """The matter and the customer."""
        if self._about is None or self._about.scenario is None or self._about.persona is None:
            return Content(self.say("debrief.title"))
        names = self.names(self.room.backstage.theatre().library)
        parts = [names.text(self._about.scenario.title), names.text(self._about.persona.name)]
        return Content(" · ").join([Content(self.say("debrief.title")), *map(words, parts)])

    def body(self) -> ComposeResult:
        """A tab a question."""
        with TabbedContent(id="tabs"):
            for number, tab in enumerate(TABS, 1):
                with TabPane(f"{number} {self.say(f'debrief.{tab}')}", id=tab), VerticalScroll(id=f"{tab}-scroll"):
                    yield from self._pane(tab)

    def _pane(self, tab: str) -> ComposeResult:
        if tab == "result":
            yield Static(self.say("app.loading"), id="outcome")
            yield Horizontal(id="models")
            yield Static("", id="verdict")
        else:
            yield Container(id=f"{tab}-body", classes="pane")

    def on_mount(self) -> None:
        """Read the content."""
        super().on_mount()
        self._load()

    @work(thread=True, exclusive=True, group="content")
    def _load(self) -> None:
        try:
            if self._first is not None:
                self._first()
        except Exception as error:
            self.log.error(error)  # what it would have added can be done without
        try:
            library = self.room.backstage.theatre().library
            look = debrief(self._events)
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        scenario = looks.found(library.scenario, look.started["scenario"])
        persona = looks.found(library.persona, look.started["persona"])
        self.post_message(self.Ready(Round(look, scenario, persona), self.names(library)))

    @on(Ready)
    def _ready(self, message: Ready) -> None:
        self._about = message.about
        self.fill()
        self._match()

    @work(thread=True, exclusive=True, group="ideal")
    def _match(self) -> None:
        """Hearing the expert takes most of a second, more where the listener is not loaded yet."""
        assert self._about is not None
        scenario, look = self._about.scenario, self._about.look
        if scenario is None:
            return
        mine = [turn for turn in look.turns if not turn.later]
        try:
            heard = self.room.backstage.ears().ideal(scenario, look.started["lang"])
            done = align(heard, mine, serving(self.room.backstage.theatre().library.rubrics))
        except Exception as error:
            self.log.error(error)  # the ideal version can be read without a match
            done = [Done(None, (), (), compared=False)] * len(scenario.ideal)
        self.post_message(self.Matched(done))

    @on(Matched)
    def _matched(self, message: Matched) -> None:
        self._done = message.done
        self._show_ideal()

    def _show_ideal(self) -> None:
        if self._about is not None:
            names = self.names(self.room.backstage.theatre().library)
            self._put("#ideal-body", ideal(self._about.look, self._about.scenario, names, self._done))

    @on(Failed)
    def _went_wrong(self, message: Failed) -> None:
        self.query_one("#outcome", Static).update(words(message.trouble))

    def fill(self) -> None:
        """Every tab."""
        self.query_one("#result-scroll").focus()
        if self._about is None:
            return
        self.show_heading()
        look, scenario, persona = self._about.look, self._about.scenario, self._about.persona
        names = self.names(self.room.backstage.theatre().library)
        self.query_one("#outcome", Static).update(outcome(look, scenario, names))
        models = [Static(model_result(rubric, look, names), classes="model") for rubric in names.library.rubrics]
        self._put("#models", models)
        self.query_one("#verdict", Static).update(looks.verdict(look, scenario, persona, names))
        self._put("#mood-body", [Static(mood_chart(look, names, self._chart_width()), id="chart")])
        self._put(
            "#transcript-body", [Static(turn, classes="turn") for turn in looks.transcript(look, scenario, names)]
        )
        self._show_ideal()
        self._put("#next-body", [Static(lines(looks.practise_next(look, names)))])

    def _chart_width(self) -> int:
        return max(30, self.app.size.width - 8)

    def _put(self, where: str, children: Sequence[Widget]) -> None:
        box = self.query_one(where)
        box.remove_children()
        box.mount(*children)

    def on_resize(self) -> None:
        """The plot follows the width."""
        if self._about is not None and self.query("#chart"):
            names = self.names(self.room.backstage.theatre().library)
            chart = mood_chart(self._about.look, names, self._chart_width())
            self.query_one("#chart", Static).update(chart)

    # -- keys ------------------------------------------------------------------------------------

    def action_turn(self, step: int) -> None:
        """The next tab or the last one."""
        tabs = self.query_one(TabbedContent)
        self.action_open(TABS[(TABS.index(tabs.active) + step) % len(TABS)])

    def action_open(self, tab: str) -> None:
        """A tab by its name; the arrow keys then scroll in it."""
        self.query_one(TabbedContent).active = tab
        self.query_one(f"#{tab}-scroll").focus()

    def action_again(self) -> None:
        """The same customer in another mood of the day."""
        from roleplay.practice.round import Setup

        started = self._events[0]
        setup = Setup(
            started["scenario"], started["persona"], started["lang"], started["mode"], self.room.new_seed()
        )
        self.room.go_home()
        self.room.show_brief(setup)

    def action_other(self) -> None:
        """The same matter with another customer, or anything else."""
        from roleplay.practice.round import Setup

        started = self._events[0]
        self.room.go_home()
        self.room.show_choose(Setup(started["scenario"], started["persona"], started["lang"], started["mode"]))

    def action_home(self) -> None:
        """Home."""
        self.room.go_home()
