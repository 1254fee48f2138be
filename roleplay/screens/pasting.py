"""Pastes with an escape character in them arrive whole.

Textual's parser of terminal input (`textual._xterm_parser.XTermParser.parse`, 8.2.8) takes every ESC within a
bracketed paste for the beginning of a sequence of its own: the up to 32 characters behind it do not get into the
paste but are replayed as single keys *before* it, a carriage return among them as Enter, which sends the turn
half said; and the last character before the next ESC is dropped. All of that has happened before our code
sees any event, so the ESC has to go before the parser does: it is the first to get what the terminal sent.

What cannot be mended: a paste that itself contains the end mark `ESC[201~` ends there. Terminals take it out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

from textual._xterm_parser import XTermParser
from textual.message import Message

START, END = "\x1b[200~", "\x1b[201~"


class PastedWhole:
    """Takes ESC out of pastes, in input that comes in pieces cut anywhere."""

    def __init__(self) -> None:
        self._pasting = False
        self._seen = ""  # the end of what went before, where the start mark may have begun
        self._held = ""  # the beginning of what may be the end mark

    def __call__(self, data: str) -> str:
        """`data` with every ESC gone that stands in a paste."""
        done: list[str] = []
        while data:
            part, data = self._in_paste(data) if self._pasting else self._outside(data)
            done.append(part)
        return "".join(done)

    def _outside(self, data: str) -> tuple[str, str]:
        joined = self._seen + data
        at = joined.find(START)
        if at < 0:
            self._seen = joined[-len(START) + 1 :]
            return data, ""
        self._pasting, cut = True, at + len(START) - len(self._seen)
        self._seen = ""
        return data[:cut], data[cut:]

    def _in_paste(self, data: str) -> tuple[str, str]:
        joined, self._held = self._held + data, ""
        text, end, rest = joined.partition(END)
        if end:
            self._pasting = False
            return text.replace("\x1b", "") + END, rest
        tail = text.rfind("\x1b")
        if tail >= 0 and END.startswith(text[tail:]):
            text, self._held = text[:tail], text[tail:]
        return text.replace("\x1b", ""), ""


class _Parser(XTermParser):
    def __init__(self, debug: bool = False) -> None:
        self._whole = PastedWhole()
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Parse what the terminal sent. No data at all means its end."""
        if not data:
            return super().feed(data)
        mended = self._whole(data)
        return super().feed(mended) if mended else ()


def take_pastes_whole() -> None:
    """Have the drivers that are loaded (an app loads its own when it is made) parse with ours.

    There is no documented way to hand a parser to a driver. Where a later Textual has moved it, pastes are
    as whole as Textual makes them; `tests/screens/test_pasting.py` says so first.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("textual.drivers.") and "XTermParser" in vars(module):
            vars(module)["XTermParser"] = _Parser
