"""The practice screen: the talk, the customer's mood, and in coached mode what each turn was worth."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content

from roleplay.locales.reasons import without_encoder
from roleplay.practice.debrief import Debrief, debrief
from roleplay.screens.pieces.ink import words
from roleplay.screens.pieces.sheet import Question, Sheet
from roleplay.screens.practice.bubbles import Bubble, Conversation, Own
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.playing import PlayedPage
from roleplay.screens.practice.side import Side
from roleplay.screens.practice.stopwatch import Waiting
from roleplay.screens.practice.talk import Talk

if TYPE_CHECKING:
    from roleplay.screens.practice.player import Player


class PracticeScreen(PlayedPage):
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

    def __init__(self, player: Player) -> None:
        super().__init__(player)
        self._look: Debrief | None = None
        self._busy = True
        self._draft = ""
        self._mine: Own | None = None
        self._waiting = Waiting(0.0)

    # -- what is seen ----------------------------------------------------------------------------

    def heading(self) -> Content:
        """What the talk is about, with the clock where the channel has one."""
        if self._look is None:
            return Content(self.say("practice.opening"))
        clock, late = self._waiting.shown(self.room.clock(), self._typed_words())
        return self._talk().heading(clock if self._talking() else "", late)

    def body(self) -> ComposeResult:
        """Mood and steps beside or above the talk, the input below it."""
        yield Side(id="side")
        with Vertical(id="talk"):
            yield Conversation(id="conversation")
            yield Composer()

    def on_mount(self) -> None:
        """Open the round; keep what is typed every second."""
        super().on_mount()
        self.query_one(Conversation).typing(self.say("practice.opening"))
        self.set_interval(1.0, self._keep_draft)
        self.set_interval(0.5, self._tick)
        self.open_round()

    def fill(self) -> None:
        """Labels of the input."""
        composer = self.query_one(Composer)
        composer.border_title = self.say("practice.you")
        composer.border_subtitle = self.say("practice.how")
        composer.focus()

    async def reword(self) -> None:
        """Everything again in another language; what is in the input stays."""
        self.fill()
        self.show_heading()
        if self._look is not None:
            self._show_all()

    def on_resize(self) -> None:
        """The gauges have a form for narrow and one for wide terminals."""
        self.call_after_refresh(self._show_side)

    def _talk(self) -> Talk:
        return Talk(self.player.round, self.names(self.player.library))

    def _show_side(self) -> None:
        if self._look is not None:
            names, coached = self.names(self.player.library), self._talk().coached
            self.query_one(Side).show(self._look, names, coached=coached, wide=self.has_class("-wide"))

    def _show_all(self) -> None:
        """The whole talk anew: after opening, or in another language."""
        assert self._look is not None
        view = self.query_one(Conversation)
        view.remove_children()
        view.add(*self._talk().bubbles(self._look))
        view.note(self._talk().last_note(self._look))
        self._show_side()
        self._show_closing()

    def _show_closing(self) -> None:
        if self._look is None or self._talking():
            return
        self.query_one(Conversation).add(self._talk().closing(self.player.phase == "over"))
        self.query_one(Composer).disabled = True
        self.query_one(Conversation).focus()

    # -- opening ---------------------------------------------------------------------------------

    @on(PlayedPage.Ready)
    def _opened(self, message: PlayedPage.Ready) -> None:
        opened = message.opened
        if opened.degraded:
            self.room.tell_once("degraded", self.say("practice.degraded", why=without_encoder(opened.degraded)))
        if not opened.kept:
            self.room.tell_once("records", self.say("practice.unsaved"))
        if self.action_go_on():
            return
        composer = self.query_one(Composer)
        if opened.draft and not composer.text:
            self._draft = words(opened.draft).plain
            composer.load_text(self._draft)
            composer.move_cursor(composer.document.end)
        self._take()
        self._show_all()

    @on(PlayedPage.Left)
    def action_go_on(self) -> bool:
        """A round whose talk is over goes on where it stands: what became of it, or the debrief."""
        if self.player.phase == "between":
            self.room.show_between(self.player)
        elif self.player.phase == "over":
            self.room.show_debrief(self.player.round.events, self.player.refine)
        return self.player.phase in ("between", "over")

    def _take(self) -> None:
        """Look at the round as it stands now; it is the agent's turn."""
        played = self.player.round
        self._look = debrief(played.events)
        for trouble in self.player.troubles():
            why = trouble.told(self.say)
            self.room.tell_once("keeping", self.say("practice.not_kept", why=why), why)
        clock = played.production.scenario.clock
        limit = clock.reply if self._look.turns else clock.first_reply
        self._waiting = Waiting(self.room.clock(), limit)
        self._busy = False
        self.show_heading()
        self._show_side()
        self.refresh_bindings()

    # -- a turn ----------------------------------------------------------------------------------

    @on(Composer.Sent)
    def _sent(self, message: Composer.Sent) -> None:
        actions: dict[str, Callable[[], None]] = {
            "/end": self.action_end, "/silent": self.action_silence, "/why": self.action_why,
            "/help": self.room.action_help,
        }  # fmt: skip
        action = actions.get(message.text.strip().lower())
        if action is not None:
            self.query_one(Composer).clear()
            action()
        elif not self._busy and self._talking():
            self._begin_turn(message.text)

    def _begin_turn(self, text: str | None) -> None:
        """Show the agent's words (None: a silence) at once, then play them."""
        seconds = self._waiting.tick(self.room.clock(), self._typed_words())
        self._busy = True
        if text is not None:
            self.query_one(Composer).clear()
            self._draft = ""
        view = self.query_one(Conversation)
        view.note(None)
        self._mine = Own(self._talk().sending(text))
        view.add(self._mine)
        if self.room.pace:
            self.set_timer(self.room.pace / 4, self._show_typing)
        self.play_turn(text, seconds)

    def _show_typing(self) -> None:
        if self._busy and self._look is not None:
            self.query_one(Conversation).typing(self.say("practice.typing", name=self._talk().customer))

    @on(PlayedPage.Played)
    def _played(self) -> None:
        self._take()
        look, mine = self._look, self._mine
        assert look is not None
        if mine is None or not mine.is_attached:
            self._show_all()
            return
        turn, talk, view = look.turns[-1], self._talk(), self.query_one(Conversation)
        mine.bubble.update(talk.own(turn))
        mine.turn, self._mine = turn.turn, None
        view.drop("typing")
        if turn.reply:
            view.add(talk.reply(turn.reply))
        view.note(talk.last_note(look))
        self._show_closing()
        self.call_after_refresh(self.find_words)

    @on(PlayedPage.Worded)
    def _worded(self) -> None:
        look = debrief(self.player.round.events)
        if not self._busy:  # else the turn that is being played will bring the next look
            self._look = look
        self._talk().reword(self.query_one(Conversation), look)

    @on(PlayedPage.Failed)
    def _went_wrong(self, message: PlayedPage.Failed) -> None:
        """Say so, give back what was typed, and leave a way home."""
        self._busy = False
        view, composer = self.query_one(Conversation), self.query_one(Composer)
        view.add(Bubble("scene", words(self.say("practice.failed", why=message.trouble))))
        if message.text and not composer.text:
            composer.load_text(words(message.text).plain)
        if self._look is None:
            composer.disabled = True
            view.focus()
        self.refresh_bindings()

    def _talking(self) -> bool:
        return self._look is not None and self.player.phase in ("talk", "later")

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that do something now."""
        if action == "go_on":
            return self._look is not None and not self._talking()
        if action in ("silence", "end"):
            return self._talking()
        return self._look is not None if action == "why" else True

    def action_silence(self) -> None:
        """Say nothing, on purpose."""
        if not self._busy and self._talking():
            self._begin_turn(None)

    def action_why(self) -> None:
        """Explain the last turn; in an exam that waits for the debrief."""
        if self._look is None:
            return
        text = self._talk().explained(self._look)
        self.app.push_screen(Sheet(self.say("why.title"), text))

    def action_end(self) -> None:
        """End the talk, once that has been confirmed."""
        if self._busy or not self._talking():
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._busy = True
                self.leave_round()

        self.app.push_screen(Question(self.say("end.title"), Content(self.say("end.text"))), confirmed)

    def action_pause(self) -> None:
        """Back to home. Asks only where that would lose the round."""
        if self._look is None or self.player.kept:
            self._keep_draft()
            self.room.go_home()
        else:
            self.room.ask_to_leave()

    # -- clock and draft -------------------------------------------------------------------------

    def _typed_words(self) -> bool:
        return bool(self.query(Composer)) and bool(self.query_one(Composer).text)

    def _tick(self) -> None:
        if self._waiting.limit and self._talking() and not self._busy:
            self.show_heading()

    @on(Composer.Typed)
    def _typed(self) -> None:
        self._waiting.key(self.room.clock())

    @on(Composer.TooLong)
    def _too_long(self) -> None:
        self.notify(self.say("practice.too_long"), severity="warning", markup=False)

    def _keep_draft(self) -> None:
        text = self.query_one(Composer).text
        if text != self._draft and self._talking() and not self._busy:
            self._draft = text
            self.save_draft(text)
