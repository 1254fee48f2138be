"""What is pasted in a terminal arrives whole and plain, escape characters or not."""

from __future__ import annotations

import sys

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver

from roleplay.screens import pasting
from roleplay.screens.pasting import END, START, PastedWhole, take_pastes_whole
from roleplay.screens.practice.composer import Composer
from tests.screens.conftest import MakeApp, talking, until

HARD = [
    "one \x1b[31mtwo\x1b[0m three",
    "\x1b",
    "a\x1b",
    "\x1b\x1b\x1bthree",
    "\x1b[20",
    "before\x1b" + "long behind it " * 20,
    "first\x1b\rsecond",
    "字\x1b]0;标题\x07字",
    "\x1b[200~nested",
    "",
    "nothing odd",
]


def parsed(text: str, pieces: int) -> list[events.Event]:
    parser = pasting._Parser()
    sent = f"x{START}{text}{END}y"
    return [event for i in range(0, len(sent), pieces) for event in parser.feed(sent[i : i + pieces])]  # type: ignore[misc]


class TestParsing:
    @pytest.mark.parametrize("text", HARD)
    @pytest.mark.parametrize("pieces", [1, 2, 3, 5, 7, 4096])
    def test_a_paste_is_one_event_with_all_its_text_however_it_is_cut(self, text: str, pieces: int) -> None:
        before, paste, after = parsed(text, pieces)
        assert isinstance(before, events.Key)
        assert isinstance(paste, events.Paste)
        assert isinstance(after, events.Key)
        assert (before.key, paste.text, after.key) == ("x", text.replace("\x1b", ""), "y")

    def test_escape_outside_of_pastes_is_left_alone(self) -> None:
        typed = "\x1b[A\x1b[20\x1b[2~a\x1b"
        assert PastedWhole()(typed) == typed

    def test_textual_alone_still_loses_text(self) -> None:
        """When this fails, Textual has mended it, and `screens/pasting.py` can go."""
        got = list(XTermParser().feed(f"{START}one \x1b[31mtwo{END}"))
        assert [event.text for event in got if isinstance(event, events.Paste)] != ["one [31mtwo"]

    def test_the_driver_takes_our_parser(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(linux_driver, "XTermParser", XTermParser)
        take_pastes_whole()
        assert linux_driver.__dict__["XTermParser"] is pasting._Parser
        for name, module in sys.modules.items():
            if name.startswith("textual.drivers.") and name != linux_driver.__name__:
                assert vars(module).get("XTermParser") is not XTermParser


async def test_it_all_stands_in_the_input_and_nothing_is_sent(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        composer = screen.query_one(Composer)
        (event,) = [
            e
            for e in parsed("I am \x1b[1msorry\x1b[0m,\x1b\r\nplease \x07go on.", 3)
            if isinstance(e, events.Paste)
        ]
        composer.post_message(event)
        await until(pilot, lambda: composer.text == "I am [1msorry[0m,\nplease go on.")
        assert len(screen.query(".customer")) == 1
