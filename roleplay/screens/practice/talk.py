"""How a round looks on the practice screen: who says what, what is marked, what the coach notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from roleplay.screens.pieces.account import coach_note, evidence, why
from roleplay.screens.pieces.ink import lines, words
from roleplay.screens.practice.bubbles import Bubble, Conversation, Own, customer_says

if TYPE_CHECKING:
    from roleplay.practice.debrief import Debrief, DebriefTurn
    from roleplay.practice.events import Event
    from roleplay.practice.round import Round
    from roleplay.screens.pieces.names import Names


class Talk:
    """One round in the interface's language. What was said stays in the language of the round."""

    def __init__(self, played: Round, names: Names) -> None:
        self._round = played
        self._names = names
        self._say = names.catalog
        self.coached = played.setup.mode != "exam"
        production = played.production
        self.customer = words(production.scenario.customer[production.lang].name).plain

    def heading(self, clock: str, late: bool) -> Content:
        """The clock where there is one, the matter, the customer, the channel and the mode."""
        scenario = self._round.production.scenario
        parts = [
            words(self._names.text(scenario.title)),
            Content(self.customer),
            Content(self._say(f"channel.{scenario.channel}")),
            Content(self._say(f"mode.{self._round.setup.mode}")),
        ]
        shown = Content(" · ").join(parts)
        if not clock:
            return shown
        return Content.assemble(
            (f" {clock}{' !' if late else ''} ", "bold reverse" if late else "bold"), " ", shown
        )

    def bubbles(self, look: Debrief) -> list[Widget]:
        """The whole talk so far."""
        shown: list[Widget] = [self.reply(look.opening)] if look.opening is not None else []
        for turn in look.turns:
            if not turn.later:
                shown += self._turn(turn)
        if look.later is not None:
            shown += self._scene(look)
            for turn in look.turns:
                if turn.later:
                    shown += self._turn(turn)
        return shown

    def _turn(self, turn: DebriefTurn) -> list[Widget]:
        mine = Own(self.own(turn), turn.turn)
        return [mine, self.reply(turn.reply)] if turn.reply else [mine]

    def _scene(self, look: Debrief) -> list[Widget]:
        later = look.later
        assert later is not None
        after, what = (words(self._names.text(later[key])) for key in ("after", "text"))
        text = lines([after.stylize("bold"), what])
        return [Bubble("scene", text), *([self.reply(look.later_reply)] if look.later_reply else [])]

    def own(self, turn: DebriefTurn) -> Content:
        """The agent's words, in coached mode with those marked that counted."""
        if turn.how == "silence":
            return self.sending(None)
        if not self.coached:
            return self.sending(turn.text)
        return lines([self._label(), evidence(turn, self._names)])

    def sending(self, text: str | None) -> Content:
        """The agent's words before they were heard; None: a silence."""
        if text is None:
            return lines([self._label(), Content.styled(self._say("practice.silent"), "italic $text-muted")])
        return lines([self._label(), words(text)])

    def _label(self) -> Content:
        return Content.styled(self._say("practice.you"), "bold $text-muted")

    def reply(self, reply: Event) -> Bubble:
        """The customer's words and stage direction."""
        return customer_says(self.customer, reply["text"], reply["stage"])

    def last_note(self, look: Debrief) -> Bubble | None:
        """The coach on the last turn; nothing in an exam, and nothing before the first words of a scene."""
        turn = look.turns[-1] if look.turns else None
        if not self.coached or turn is None or (look.later is not None and not turn.later):
            return None
        return Bubble("note", coach_note(turn, self._names))

    def reword(self, view: Conversation, look: Debrief) -> None:
        """Mark other words in what is shown already; nothing moves."""
        turns = {turn.turn: turn for turn in look.turns}
        for row in view.query(Own):
            if row.turn in turns:
                row.bubble.update(self.own(turns[row.turn]))
        note = self.last_note(look)
        for shown in view.query(".note").results(Bubble):
            if note is not None:
                shown.update(note.content)

    def explained(self, look: Debrief) -> Content:
        """Everything about the last turn; in an exam that waits for the debrief."""
        if not self.coached:
            return Content(self._say("why.exam"))
        return why(look.turns[-1], self._names) if look.turns else Content(self._say("why.no_turn"))

    def closing(self, over: bool) -> Bubble:
        """That there is nothing more to say, and what to press."""
        key = "practice.over" if over else "practice.ended"
        return Bubble("scene", Content.styled(self._say(key, name=self.customer), "bold"))
