"""The talk on the practice screen."""

from __future__ import annotations

from typing import Any

import pytest
from textual.widgets import Static

from roleplay.hearing.heard import HeardTurn
from roleplay.screens.between.between import BetweenScreen
from roleplay.screens.debrief.debrief import DebriefScreen
from roleplay.screens.home.home import HomeScreen
from roleplay.screens.pieces.sheet import Sheet
from roleplay.screens.practice.bubbles import KEPT, Conversation
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.practice import PracticeScreen
from tests.screens.conftest import MakeApp, WordEars, say, shown, talking, until


class TestATurn:
    async def test_what_was_typed_in_chinese_is_heard_and_explained(self, make_app: MakeApp) -> None:
        app = make_app("zh")
        async with app.run_test() as pilot:
            screen = await talking(pilot, lang="zh")
            await pilot.press(*"非常抱歉您请说")
            await pilot.press("enter")
            await until(pilot, lambda: len(screen.query(".customer")) == 2)
            await pilot.pause()
            text = shown(app)
            assert "非常抱歉您请说" in text
            assert "道歉 “抱歉”" in text
            assert "倾听 +0.75" in text

    async def test_the_words_that_counted_are_marked(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            await say(pilot, "I apologise and blame you")
            bubble = screen.query(".agent").last(Static).content
            marked = {str(bubble)[span.start : span.end]: str(span.style) for span in bubble.spans}  # type: ignore[union-attr]
            assert "underline" in marked["apologise"]
            assert "reverse" in marked["blame"]

    async def test_a_fault_comes_with_a_better_way(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            await say(pilot, "blame")
            assert "Leave open whose doing it was" in shown(app)

    async def test_only_the_last_turn_has_a_note(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            await say(pilot, "apologise")
            await say(pilot, "invite")
            assert len(screen.query(".note")) == 1
            assert "invite" in str(screen.query_one(".note", Static).content)

    async def test_an_empty_enter_does_nothing(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            for text in ("", "   ", "\n\n", "\u3000 "):
                screen.query_one(Composer).load_text(text)
                await pilot.press("enter")
                await pilot.pause()
            assert not screen.query(".agent")

    async def test_ctrl_j_begins_a_new_line(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            await pilot.press("a", "ctrl+j", "b")
            assert screen.query_one(Composer).text == "a\nb"

    async def test_silence_has_a_key_and_keeps_what_is_typed(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            await pilot.press("h", "m")
            await pilot.press("f3")
            await until(pilot, lambda: len(screen.query(".customer")) == 2)
            assert "(says nothing)" in shown(app)
            assert screen.query_one(Composer).text == "hm"

    async def test_possible_acts_are_shown_as_possible(self, make_app: MakeApp) -> None:
        class Unsure(WordEars):
            def hear(self, text: str, *args: Any, **kwargs: Any) -> HeardTurn:
                from dataclasses import replace

                turn = super().hear(text)
                return replace(turn, acts=(), possible=turn.acts)

        app = make_app(load_ears=Unsure)
        async with app.run_test() as pilot:
            await talking(pilot)
            await say(pilot, "apologise")
            assert "possibly: apologise (does not count)" in shown(app)
            assert "+0.75" not in shown(app)

    async def test_a_turn_that_fails_gives_the_words_back(self, make_app: MakeApp) -> None:
        class Broken(WordEars):
            def hear(self, text: str, *args: Any, **kwargs: Any) -> HeardTurn:
                raise ValueError("ears [/x]")

        app = make_app(load_ears=Broken)
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            screen.query_one(Composer).load_text("hello there")
            await pilot.press("enter")
            await until(pilot, lambda: "ears [/x]" in shown(app))
            assert screen.query_one(Composer).text == "hello there"


class TestExam:
    async def test_nothing_is_given_away(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot, mode="exam")
            await say(pilot, "apologise blame")
            assert not screen.query(".note")
            assert not screen.query_one("#steps").display
            bubble = screen.query(".agent").last(Static).content
            assert not any("underline" in str(span.style) or "reverse" in str(span.style) for span in bubble.spans)  # type: ignore[union-attr]
            assert "Trust" not in shown(app)
            assert "Cross" in shown(app)

    async def test_why_waits_for_the_debrief(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot, mode="exam")
            await say(pilot, "apologise")
            await pilot.press("f2")
            await until(pilot, lambda: "This is an exam" in shown(app))


class TestWhy:
    async def test_it_explains_acts_words_credits_and_mood_with_the_rule(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            await say(pilot, "apologise blame")
            await pilot.press("f2")
            await until(pilot, lambda: isinstance(app.screen, Sheet))
            text = shown(app)
            for words in (
                "apologise “apologise”",
                "Listen +0.75",
                "blame “blame”",
                "−8",
                "Heat 70→50 (−20)",
                "grumpy:apologise",
            ):
                assert words in text
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, PracticeScreen)

    async def test_before_the_first_turn_there_is_nothing_to_explain(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            screen.query_one(Composer).load_text("/why")
            await pilot.press("enter")
            await until(pilot, lambda: "not said anything" in shown(app))


class TestEnding:
    async def test_the_end_is_asked_about_and_can_be_taken_back(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            screen.query_one(Composer).load_text("/end")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, Sheet))
            await pilot.press("escape")
            await pilot.pause()
            await say(pilot, "invite")
            await pilot.press("f4")
            await until(pilot, lambda: isinstance(app.screen, Sheet))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
            assert "You have ended the conversation with Ann Reed." in shown(app)

    async def test_when_the_customer_leaves_there_is_a_line_and_a_key(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            await say(pilot, "blame")
            await say(pilot, "blame blame indeed")
            assert "Ann Reed has ended the conversation. Press Enter to go on." in shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, BetweenScreen))

    async def test_days_later_the_customer_is_there_again(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            for turn in (
                "invite",
                "empathise restate",
                "ask_open",
                "propose offer:swap",
                "confirm_satisfaction thank",
            ):
                await say(pilot, turn)
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
            assert "Three days later" in shown(app)
            await pilot.press("enter")
            await until(pilot, lambda: "You kept your word." in shown(app))
            await say(pilot, "thank one")
            await say(pilot, "thank two")
            await until(pilot, lambda: "Press Enter for the debrief" in shown(app))
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(app.screen, DebriefScreen))

    async def test_straight_to_the_debrief(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            await pilot.press("f4", "enter")
            await until(pilot, lambda: isinstance(app.screen, BetweenScreen))
            await pilot.press("d")
            await until(pilot, lambda: isinstance(app.screen, DebriefScreen))
            await pilot.press("escape")
            await until(pilot, lambda: isinstance(app.screen, HomeScreen))


class TestTheScreen:
    async def test_long_talks_keep_a_bounded_number_of_bubbles(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            talk = screen.query_one(Conversation)
            for n in range(KEPT + 20):
                talk.typing(str(n))
                talk.add(*[Static(f"row {n}")])
            await until(pilot, lambda: len(talk.children) == KEPT)

    async def test_the_language_changes_in_the_middle_of_a_talk(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            await say(pilot, "apologise")
            screen.query_one(Composer).load_text("half a sentence")
            await app.prefer(lang="zh")
            await until(pilot, lambda: "道歉 “apologise”" in shown(app))
            assert "不高兴" in shown(app)
            assert screen.query_one(Composer).text == "half a sentence"
            assert "Right. My lamp flickers." in shown(app)

    async def test_the_clock_runs_where_the_channel_has_one(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            screen = await talking(pilot)
            assert "0:00 / 1:00" in str(screen.query_one("#heading", Static).content)
            await say(pilot, "invite")
            assert "0:00 / 0:30" in str(screen.query_one("#heading", Static).content)

    @pytest.mark.parametrize("size", [(59, 24), (80, 17), (20, 5)])
    async def test_a_terminal_that_is_too_small_says_so(self, make_app: MakeApp, size: tuple[int, int]) -> None:
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await talking(pilot)
            await pilot.pause()
            assert not app.screen.query_one("#page").display
            assert app.screen.query_one("#too-small").display
            await pilot.resize_terminal(80, 24)
            await until(pilot, lambda: app.screen.query_one("#page").display)

    async def test_every_key_of_the_talk_is_in_sight(self, make_app: MakeApp) -> None:
        app = make_app("zh")
        async with app.run_test() as pilot:
            screen = await talking(pilot, lang="zh")
            await pilot.pause()
            keys = str(screen.query_one("#keys", Static).content)
            for name in ("发送", "换行", "为什么", "沉默", "结束", "暂停", "帮助", "退出", "命令"):
                assert name in keys

    async def test_the_help_says_what_can_be_done(self, make_app: MakeApp) -> None:
        app = make_app()
        async with app.run_test() as pilot:
            await talking(pilot)
            await pilot.press("f1")
            await until(pilot, lambda: "F3 or /silent" in shown(app))
