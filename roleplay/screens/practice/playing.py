"""The part of the practice screen that works in threads: it plays, keeps, and posts what came of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message

from roleplay.screens.pieces.page import Page
from roleplay.screens.pieces.telling import told

if TYPE_CHECKING:
    from roleplay.screens.practice.player import Opened, Player


class PlayedPage(Page):
    """A screen that plays one round. Its workers touch no widget."""

    class Ready(Message):
        """The round is open."""

        def __init__(self, opened: Opened) -> None:
            super().__init__()
            self.opened = opened

    class Played(Message):
        """A turn has been played and kept."""

    class Worded(Message):
        """The exact words of a turn have been found."""

    class Left(Message):
        """The agent has ended the talk."""

    class Failed(Message):
        """Something went wrong. `text`: what was being said, to be given back to the input."""

        def __init__(self, trouble: str, text: str = "") -> None:
            super().__init__()
            self.trouble = trouble
            self.text = text

    def __init__(self, player: Player) -> None:
        super().__init__()
        self.player = player

    @work(thread=True, exclusive=True, group="round")
    def open_round(self) -> None:
        """Start or resume the round."""
        try:
            self.post_message(self.Ready(self.player.open()))
            self.player.prepare()
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        self._refine()

    @work(thread=True, group="round")
    def play_turn(self, text: str | None, seconds: float) -> None:
        """The customer takes a moment even where the engine does not."""
        begin = time.monotonic()
        try:
            if text is None:
                self.player.silence(seconds)
            else:
                self.player.say(text, seconds)
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say), text or ""))
            return
        time.sleep(max(0.0, self.room.pace - (time.monotonic() - begin)))
        self.post_message(self.Played())

    @work(thread=True, group="words")
    def find_words(self) -> None:
        """Find the exact words of what was heard. They are kept even if this page is left meanwhile."""
        self._refine()

    def _refine(self) -> None:
        try:
            found = self.player.refine()
        except Exception as error:  # the likeliest words are shown already
            self.log.error(error)
            return
        if found:
            self.post_message(self.Worded())

    @work(thread=True, group="round")
    def leave_round(self) -> None:
        """The agent ends the talk."""
        try:
            self.player.leave()
        except Exception as error:
            self.post_message(self.Failed(told(error, self.say)))
            return
        self.post_message(self.Left())

    @work(thread=True, group="draft")
    def save_draft(self, text: str) -> None:
        """Keep what is being typed."""
        try:
            self.player.draft(text)
        except Exception as error:  # a draft that cannot be kept must not stop the talk
            self.log.error(error)
