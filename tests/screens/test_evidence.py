"""The exact words come when the reply is on screen, and nothing waits for them."""

from __future__ import annotations

from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from roleplay.hearing.heard import HeardTurn, Span
from roleplay.records.records import Records
from roleplay.screens.between.between import BetweenScreen
from roleplay.screens.debrief.debrief import DebriefScreen
from roleplay.screens.home.home import HomeScreen
from roleplay.screens.practice.practice import PracticeScreen
from tests.screens.conftest import MakeApp, WordEars, say, shown, talking, until


class SlowEars(WordEars):
    """Hears at once that an act is somewhere in the turn; finds its words when it is let."""

    def __init__(self) -> None:
        self.let = Event()
        self.asked = Event()

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        turn = super().hear(text)
        return turn.with_spans({act.act: ((0, len(text)),) for act in turn.acts})

    def evidence(self, turn: HeardTurn, context: str = "", phrases: Any = None) -> dict[str, tuple[Span, ...]]:
        self.asked.set()
        assert self.let.wait(30)
        return {act.act: act.spans for act in super().hear(turn.text).acts}


@pytest.fixture
def ears() -> SlowEars:
    return SlowEars()


def marked(screen: PracticeScreen, row: int = -1) -> list[str]:
    """The words that are marked in a bubble of the agent."""
    bubble = list(screen.query(".agent").results(Static))[row].content
    return [str(bubble)[span.start : span.end] for span in bubble.spans if "underline" in str(span.style)]  # type: ignore[union-attr]


async def note(pilot: Pilot[Any], words: str) -> None:
    screen = pilot.app.screen
    await until(pilot, lambda: any(words in str(found.content) for found in screen.query(".note").results(Static)))


async def test_feedback_is_there_with_the_reply_and_becomes_exact(make_app: MakeApp, ears: SlowEars) -> None:
    app = make_app(load_ears=lambda: ears)
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "I apologise for that")
        await note(pilot, "apologise “I apologise for that”")
        assert marked(screen) == ["I apologise for that"]
        ears.let.set()
        await note(pilot, "apologise “apologise”")
        assert marked(screen) == ["apologise"]
        assert len(screen.query(".note")) == 1


async def test_the_next_turn_does_not_wait_for_the_words_of_the_last(make_app: MakeApp, ears: SlowEars) -> None:
    app = make_app(load_ears=lambda: ears)
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "I apologise for that")
        await until(pilot, ears.asked.is_set)
        await say(pilot, "please invite me")
        await note(pilot, "please invite me")
        ears.let.set()
        await note(pilot, "“invite”")
        assert (marked(screen, 0), marked(screen, 1)) == (["apologise"], ["invite"])


async def test_leaving_the_screen_meanwhile_loses_nothing(make_app: MakeApp, ears: SlowEars, database: str) -> None:
    app = make_app(load_ears=lambda: ears)
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        await say(pilot, "I apologise for that")
        await until(pilot, ears.asked.is_set)
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomeScreen))
        ears.let.set()
        await until(pilot, lambda: not screen.player.round.unrefined())
    records = Records.open(database)
    last = records.events(screen.player.round_id)[-1]
    records.close()
    assert (last["type"], last["spans"]) == ("evidence", {"apologise": [[2, 11]]})


async def test_words_that_were_lost_are_found_when_the_round_goes_on(make_app: MakeApp, ears: SlowEars) -> None:
    from roleplay.screens.practice.player import Player

    app = make_app(load_ears=WordEars)
    async with app.run_test() as pilot:
        round_id = (await talking(pilot)).player.round_id
        await say(pilot, "I apologise for that")
    again = make_app(load_ears=lambda: ears)
    async with again.run_test() as pilot:
        ears.let.set()
        again.push_screen(PracticeScreen(Player(again.backstage, round_id=round_id)))
        await until(pilot, ears.asked.is_set)
        await note(pilot, "“apologise”")


async def test_the_debrief_has_the_words_of_the_last_turn(make_app: MakeApp, ears: SlowEars) -> None:
    app = make_app(load_ears=lambda: ears)
    async with app.run_test() as pilot:
        await talking(pilot)
        await say(pilot, "I apologise for that")
        await until(pilot, ears.asked.is_set)
        await pilot.press("f4", "enter")
        await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
        await pilot.press("d")
        await pilot.pause()
        ears.let.set()
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
        await until(pilot, lambda: "“apologise”" in shown(app))


async def test_ears_that_fail_over_the_words_stop_nothing(make_app: MakeApp) -> None:
    class Broken(WordEars):
        def evidence(self, *rest: object) -> dict[str, tuple[Span, ...]]:
            raise ValueError("no words")

    app = make_app(load_ears=Broken)
    async with app.run_test() as pilot:
        await talking(pilot)
        await say(pilot, "I apologise for that")
        await note(pilot, "apologise “apologise”")
        await pilot.press("f4", "enter")
        await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
        await pilot.press("d")
        await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
