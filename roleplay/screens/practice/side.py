"""Mood and steps: above the talk where it is narrow, beside it where it is wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical

from roleplay.screens.practice.gauges import MoodGauge, StepTracker

if TYPE_CHECKING:
    from roleplay.practice.debrief import Debrief
    from roleplay.practice.events import Event
    from roleplay.screens.pieces.names import Names


class Side(Vertical):
    """The mood gauge, and in coached mode the step tracker."""

    def compose(self) -> ComposeResult:
        """Both gauges."""
        yield MoodGauge("", id="mood")
        yield StepTracker("", id="steps")

    def show(self, look: Debrief, names: Names, *, coached: bool, wide: bool) -> None:
        """Show how the customer feels now, and in coached mode what changed and what is earned."""
        reply = last_reply(look)
        if reply is None:
            return
        before = {meter: values[-2] if len(values) > 1 else values[-1] for meter, values in look.moods.items()}
        gauge, steps = self.query_one(MoodGauge), self.query_one(StepTracker)
        gauge.show(names, look.started["persona"], reply, before, numbers=coached, wide=wide)
        steps.display = coached
        if coached:
            steps.show(names, look.totals, wide=wide)


def last_reply(look: Debrief) -> Event | None:
    """What the customer said last, in whichever scene."""
    for turn in reversed(look.turns):
        if turn.later == (look.later is not None) and turn.reply is not None:
            return turn.reply
    if look.later_reply is not None:
        return look.later_reply
    return look.opening
