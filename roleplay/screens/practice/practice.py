"""The practice screen: the talk, the customer's mood, and in coached mode what each turn was worth."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from roleplay.practice.debrief import Debrief, debrief
from roleplay.screens.home.home import told
from roleplay.screens.pieces.account import coach_note, evidence, why
from roleplay.screens.pieces.ink import lines, words
from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.sheet import Question, Sheet
from roleplay.screens.practice.bubbles import Bubble, Conversation, speech
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.gauges import MoodGauge, StepTracker
from roleplay.screens.practice.stopwatch import Stopwatch

if TYPE_CHECKING:
    from roleplay.practice.debrief import DebriefTurn
    from roleplay.practice.events import Event
    from roleplay.screens.practice.player import Opened, Player


class PracticeScreen(Page):
    """One round, from wherever it stands to the end of the talk or of the follow-up scene."""

    CSS_PATH = "practice.tcss"
    HELP = "practice"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", "key.go_on"),
        Binding("f2", "why", "key.why"),
        Binding("f3", "silence", "key.silence"),
        Binding("f4", "end", "key.end"),
        Binding("escape", "pause", "key.pause"),
    ]

    class Ready(Message):
        """The round is open."""

        def __init__(self, opened: Opened) -> None:
            super().__init__()
            self.opened = opened

    class Played(Message):
        """A turn has been played and kept."""

    class Failed(Message):
        """Something went wrong. `text`: what was being said, to be given back to the input."""

        def __init__(self, trouble: str, text: str = "") -> None:
            super().__init__()
            self.trouble = trouble
            self.text = text

    def __init__(self, player: Player) -> None:
        super().__init__()
        self._player = player
        self._look: Debrief | None = None
        self._kept = True
        self._busy = True
        self._draft = ""
        self._failed = False
        self._mine: Bubble | None = None
        self._watch = Stopwatch(0.0)

    # -- what is seen ----------------------------------------------------------------------------

    def heading(self) -> Content:
        """Matter, customer, mode, and the clock where the channel has one."""
        if self._look is None:
            return Content(self.say("practice.opening"))
        played = self._player.round
        production = played.production
        names = self.names(self._player.library)
        parts = [
            words(names.text(production.scenario.title)),
            words(production.scenario.customer[production.lang].name),
            Content(self.say(f"channel.{production.scenario.channel}")),
            Content(self.say(f"mode.{played.setup.mode}")),
        ]
        clock = self._clock()
        shown = Content(" · ").join(parts)
        return Content.assemble((clock, "bold reverse" if self._late() else "bold"), "  " if clock else "", shown)

    def body(self) -> ComposeResult:
        """Mood and steps beside or above the talk, the input below it."""
        with Vertical(id="side"):
            yield MoodGauge("", id="mood")
            yield StepTracker("", id="steps")
        with Vertical(id="talk"):
            yield Conversation(id="conversation", can_focus=True)
            yield Composer()

    def on_mount(self) -> None:
        """Open the round; keep what is typed every second."""
        super().on_mount()
        self.query_one(Conversation).typing(self.say("practice.opening"))
        self.set_interval(1.0, self._keep_draft)
        self.set_interval(0.5, self._tick)
        self._open()

    def fill(self) -> None:
        """Labels of the input."""
        composer = self.query_one(Composer)
        composer.border_title = self.say("practice.you")
        composer.border_subtitle = self.say("practice.how")
        composer.focus()

    async def reword(self) -> None:
        """Everything again in another language; the input and the talk stay as they are."""
        self.fill()
        self.show_heading()
        self._show_gauges()
        if self._look is not None:
            self._show_talk()

    def on_resize(self) -> None:
        """Gauges have a form for narrow and one for wide terminals."""
        self.call_after_refresh(self._show_gauges)

    @property
    def _coached(self) -> bool:
        return self._player.round.setup.mode != "exam"

    def _show_gauges(self) -> None:
        look = self._look
        if look is None or look.opening is None:
            return
        names, wide = self.names(self._player.library), self.has_class("-wide")
        moods = {meter: values[-2] if len(values) > 1 else values[-1] for meter, values in look.moods.items()}
        reply = next((turn.reply for turn in reversed(look.turns) if turn.reply), None)
        if look.later_reply is not None and not any(turn.later and turn.reply for turn in look.turns):
            reply = look.later_reply
        persona = self._player.round.setup.persona
        gauge, steps = self.query_one(MoodGauge), self.query_one(StepTracker)
        gauge.show(names, persona, reply or look.opening, moods, numbers=self._coached, wide=wide)
        steps.display = self._coached
        if self._coached:
            steps.show(names, look.totals, wide=wide)

    # -- opening ---------------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="round")
    def _open(self) -> None:
        try:
            self.post_message(self.Ready(self._player.open()))
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))

    @on(Ready)
    def _opened(self, message: Ready) -> None:
        opened = message.opened
        self._kept = opened.kept
        if opened.degraded:
            self.room.tell_once("degraded", self.say("practice.degraded", why=opened.degraded))
        if not opened.kept:
            self.room.tell_once("records", self.say("practice.unsaved"))
        if self._moved_on():
            return
        self._draft = opened.draft
        composer = self.query_one(Composer)
        if opened.draft and not composer.text:
            composer.load_text(words(opened.draft).plain)
            composer.move_cursor(composer.document.end)
        self._take()
        self._show_talk()
        self._awaits()

    def _moved_on(self) -> bool:
        """A round resumed after its talk goes on where it stands."""
        if self._player.phase == "between":
            self.room.show_between(self._player)
            return True
        if self._player.phase == "over":
            self.room.show_debrief(self._player.round.events)
            return True
        return False

    def _take(self) -> None:
        self._look = debrief(self._player.round.events)
        for trouble in self._player.troubles():
            self.room.tell_once("keeping", self.say("practice.not_kept", why=trouble.told(self.say)))
        self.show_heading()
        self._show_gauges()
        self.refresh_bindings()

    def _show_talk(self) -> None:
        """The whole talk so far."""
        look = self._look
        assert look is not None
        bubbles: list[Bubble] = []
        if look.opening is not None:
            bubbles.append(self._reply(look.opening))
        if look.later is None:
            bubbles += [bubble for turn in look.turns for bubble in self._turn(turn)]
        else:
            bubbles += [bubble for turn in look.turns if not turn.later for bubble in self._turn(turn)]
            bubbles += self._scene(look)
            bubbles += [bubble for turn in look.turns if turn.later for bubble in self._turn(turn)]
        talk = self.query_one(Conversation)
        talk.remove_children()
        talk.add(*bubbles[-160:])
        self._note()

    def _turn(self, turn: DebriefTurn) -> list[Bubble]:
        mine = speech("agent", self.say("practice.you"), "")
        mine.update(self._own_words(turn))
        return [mine, self._reply(turn.reply)] if turn.reply else [mine]

    def _own_words(self, turn: DebriefTurn) -> Content:
        """The agent's bubble, in coached mode with the words marked that counted."""
        label = Content.styled(self.say("practice.you"), "bold $text-muted")
        if turn.how == "silence":
            return lines([label, Content.styled(self.say("practice.silent"), "italic $text-muted")])
        shown = evidence(turn, self.names(self._player.library)) if self._coached else words(turn.text)
        return lines([label, shown])

    def _reply(self, reply: Event) -> Bubble:
        production = self._player.round.production
        return speech("customer", production.scenario.customer[production.lang].name, reply["text"], reply["stage"])

    def _scene(self, look: Debrief) -> list[Bubble]:
        later = look.later
        assert later is not None
        names = self.names(self._player.library)
        text = lines([words(names.text(later["after"]), "bold"), words(names.text(later["text"]))])
        return [Bubble("scene", text), *([self._reply(look.later_reply)] if look.later_reply else [])]

    def _note(self) -> None:
        """The last turn's feedback stands before the customer's answer to it."""
        talk = self.query_one(Conversation)
        talk.drop("note")
        look = self._look
        if not self._coached or look is None or not look.turns:
            return
        own = list(talk.query(".agent"))
        if own:
            talk.mount(Bubble("note", coach_note(look.turns[-1], self.names(self._player.library))), after=own[-1])

    # -- a turn ----------------------------------------------------------------------------------

    @on(Composer.Sent)
    def _sent(self, message: Composer.Sent) -> None:
        command = message.text.strip().lower()
        actions: dict[str, Callable[[], None]] = {
            "/end": self.action_end, "/silent": self.action_silence, "/why": self.action_why,
            "/help": self.room.action_help,
        }  # fmt: skip
        if command in actions:
            self.query_one(Composer).clear()
            actions[command]()
        elif not self._busy and self._talking():
            self.query_one(Composer).clear()
            self._begin_turn(words(message.text))
            self._say(message.text, self._seconds())

    def _begin_turn(self, shown: Content) -> None:
        self._busy = True
        self._draft = ""
        talk = self.query_one(Conversation)
        talk.drop("note")
        self._mine = Bubble("agent", lines([Content.styled(self.say("practice.you"), "bold $text-muted"), shown]))
        talk.add(self._mine)
        if self.room.pace:
            self.set_timer(self.room.pace / 4, self._show_typing)

    def _show_typing(self) -> None:
        if self._busy and self._look is not None:
            production = self._player.round.production
            name = production.scenario.customer[production.lang].name
            self.query_one(Conversation).typing(self.say("practice.typing", name=words(name).plain))

    @work(thread=True, group="round")
    def _say(self, text: str | None, seconds: float) -> None:
        """Play a turn (None: a silence). The customer takes a moment even where the engine does not."""
        begin = time.monotonic()
        try:
            if text is None:
                self._player.silence(seconds)
            else:
                self._player.say(text, seconds)
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say), text or ""))
            return
        time.sleep(max(0.0, self.room.pace - (time.monotonic() - begin)))
        self.post_message(self.Played())

    @on(Played)
    def _played(self) -> None:
        self._take()
        assert self._look is not None
        talk = self.query_one(Conversation)
        talk.drop("typing")
        turn = self._look.turns[-1]
        if self._mine is not None:
            self._mine.update(self._own_words(turn))
            self._mine = None
        if turn.reply:
            talk.add(self._reply(turn.reply))
        self._note()
        self._awaits()

    @on(Failed)
    def _went_wrong(self, message: Failed) -> None:
        self._busy = False
        talk = self.query_one(Conversation)
        talk.add(Bubble("scene", words(self.say("practice.failed", why=message.trouble))))
        composer = self.query_one(Composer)
        if message.text and not composer.text:
            composer.load_text(words(message.text).plain)
        if self._look is None:
            self._failed = True
            composer.disabled = True
            talk.focus()
        self.refresh_bindings()

    def _awaits(self) -> None:
        """The customer has spoken; the agent's turn, unless that was the end."""
        self._busy = False
        self._watch.restart(self.room.clock())
        if not self._talking():
            key = "practice.over" if self._player.phase == "over" else "practice.ended"
            production = self._player.round.production
            name = words(production.scenario.customer[production.lang].name).plain
            self.query_one(Conversation).add(Bubble("scene", Content.styled(self.say(key, name=name), "bold")))
            self.query_one(Composer).disabled = True
            self.query_one(Conversation).focus()
        self.refresh_bindings()

    def _talking(self) -> bool:
        return self._look is not None and self._player.phase in ("talk", "later")

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do something now."""
        if action == "go_on":
            return self._look is not None and not self._talking()
        if action in ("silence", "end"):
            return self._talking()
        return self._look is not None if action == "why" else True

    def action_go_on(self) -> None:
        """After the end: what became of it."""
        self._moved_on()

    def action_silence(self) -> None:
        """Say nothing, on purpose."""
        if not self._busy and self._talking():
            self._begin_turn(Content.styled(self.say("practice.silent"), "italic $text-muted"))
            self._say(None, self._seconds())

    def action_why(self) -> None:
        """Explain the last turn; after the exam, not in it."""
        if self._look is None:
            return
        if not self._coached:
            text = Content(self.say("why.exam"))
        elif not self._look.turns:
            text = Content(self.say("why.no_turn"))
        else:
            text = why(self._look.turns[-1], self.names(self._player.library))
        self.app.push_screen(Sheet(self.say("why.title"), text))

    def action_end(self) -> None:
        """End the talk, once that has been said twice."""
        if self._busy or not self._talking():
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._busy = True
                self._leave()

        self.app.push_screen(Question(self.say("end.title"), Content(self.say("end.text"))), confirmed)

    @work(thread=True, group="round")
    def _leave(self) -> None:
        try:
            self._player.leave()
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        self.post_message(self.Left())

    class Left(Message):
        """The agent has ended the talk."""

    @on(Left)
    def _left(self) -> None:
        self._moved_on()

    def action_pause(self) -> None:
        """Back to home. Asks only where that would lose the round."""
        if self._kept or self._failed or self._look is None:
            self._keep_draft()
            self.room.go_home()
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self.room.go_home()

        self.app.push_screen(Question(self.say("pause.title"), Content(self.say("pause.text"))), confirmed)

    # -- clock and draft -------------------------------------------------------------------------

    def _limit(self) -> int:
        if self._look is None or self._player.round.setup.mode == "guided":
            return 0
        clock = self._player.round.production.scenario.clock
        return clock.reply if self._look.turns else clock.first_reply

    def _seconds(self) -> float:
        if self._look is None or self._player.round.setup.mode == "guided":
            return 0.0
        return self._watch.tick(self.room.clock(), bool(self.query_one(Composer).text))

    def _late(self) -> bool:
        return bool(self._limit()) and self._seconds() > self._limit()

    def _clock(self) -> str:
        limit = self._limit()
        if not limit or not self._talking():
            return ""
        seconds = 0 if self._busy else int(self._seconds())
        return f"{seconds // 60}:{seconds % 60:02} / {limit // 60}:{limit % 60:02}"

    def _tick(self) -> None:
        if self._limit() and not self._busy:
            self.show_heading()

    @on(Composer.Typed)
    def _typed(self) -> None:
        self._watch.key(self.room.clock())

    @on(Composer.TooLong)
    def _too_long(self) -> None:
        self.notify(self.say("practice.too_long"), severity="warning", markup=False)

    def _keep_draft(self) -> None:
        text = self.query_one(Composer).text
        if text != self._draft and self._talking() and not self._busy:
            self._draft = text
            self._save_draft(text)

    @work(thread=True, group="draft")
    def _save_draft(self, text: str) -> None:
        try:
            self._player.draft(text)
        except Exception as error:  # a draft that cannot be kept must not stop the talk
            self.log.error(error)

