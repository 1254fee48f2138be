"""A round on stdin and stdout: every line a turn, `/silent`, `/wait 40` and `/end` besides."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from roleplay.locales import Catalog
from roleplay.practice.events import Event
from roleplay.practice.round import Round

_WAIT = re.compile(r"/wait[ \t]+(\d{1,6}(?:\.\d{1,3})?)", re.ASCII)
#: A word after a slash and nothing else: a command, or a slip in one. Longer lines are speech.
_COMMAND = re.compile(r"/[a-z]{1,20}(?:[ \t]+\S{1,20})?")


class Session:
    """Plays a round from lines. What comes of each line is shown before the next is read."""

    def __init__(
        self, played: Round, show: Callable[[Sequence[Event]], None], tell: Callable[[str], None], catalog: Catalog,
        follow_up: bool = False,
    ) -> None:  # fmt: skip
        played.closes = False  # the round's last event comes after the words of its last turn
        self._round = played
        self._show = show
        self._tell = tell
        self._catalog = catalog
        self._follow_up = follow_up
        self._seconds = 0.0

    def run(self, lines: Iterable[str]) -> None:
        """Play until the customer or the agent ends the talk, or the lines do. Further lines are not read."""
        self._show(self._round.start())
        for line in lines:
            self._take(line)
            self._show(self._round.refine())
            self._settle()
            if self._round.phase == "over":
                return
        self._run_out()

    def _take(self, line: str) -> None:
        command = line.strip().replace("／", "/").lower()
        wait = _WAIT.fullmatch(command)
        if wait:
            self._seconds += float(wait[1])
        elif command == "/end":
            self._show(self._round.leave())
        elif command == "/silent":
            self._show(self._round.silence(self._take_seconds()))
        elif command.startswith("/wait") and len(command) < 40:
            self._tell(self._catalog("play.wait"))
        elif _COMMAND.fullmatch(command):
            self._tell(self._catalog("play.unknown", word=command.split()[0]))
        elif line.strip():
            self._show(self._round.say(line, self._take_seconds()))

    def _take_seconds(self) -> float:
        seconds, self._seconds = self._seconds, 0.0
        return seconds

    def _settle(self) -> None:
        """After the talk: some days later, or the books are closed."""
        if self._round.phase == "done":
            self._show(self._round.finish())
        elif self._round.phase == "between":
            self._show(self._round.follow_up() if self._follow_up else self._round.finish())

    def _run_out(self) -> None:
        """Nobody says anything any more: no follow-up scene without an agent."""
        if self._round.phase in ("talk", "later"):
            self._show(self._round.leave())
        if self._round.phase == "between":
            self._show(self._round.finish())
