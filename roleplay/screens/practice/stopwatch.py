"""How long the trainee has kept the customer waiting.

It runs from the customer's reply to the sending of the answer. It ought to stand still while an input
method composes, but a terminal program does not see that; so time counts only while nothing has been
typed yet, or while no key was pressed for three seconds: whoever is typing is not keeping anybody
waiting.
"""

from __future__ import annotations

#: Seconds without a key after which somebody with words in the input counts as waiting again.
PAUSE = 3.0


class Waiting:
    """The customer waits for one answer. `now` is any steady clock, in seconds, given with every call.

    `limit`: seconds that the channel allows; 0 where nobody counts.
    """

    def __init__(self, now: float, limit: int = 0) -> None:
        self.limit = limit
        self._counted = 0.0
        self._last = now
        self._key = now - PAUSE

    def key(self, now: float) -> None:
        """Something was typed or composed."""
        self.tick(now, typed=True)
        self._key = now

    def tick(self, now: float, typed: bool) -> float:
        """Count up to now; `typed`: whether there are words in the input. Returns seconds so far."""
        begin = max(self._last, self._key + PAUSE) if typed else self._last
        self._counted += max(0.0, now - begin)
        self._last = max(self._last, now)
        return self._counted if self.limit else 0.0

    def shown(self, now: float, typed: bool) -> tuple[str, bool]:
        """The clock as it is shown ("" where nobody counts), and whether it is past the limit."""
        if not self.limit:
            return "", False
        seconds = self.tick(now, typed)
        return f"{_minutes(seconds)} / {_minutes(self.limit)}", seconds > self.limit


def _minutes(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
