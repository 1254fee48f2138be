"""How long until home is ready, against an empty Textual app.

    python -m bench.app [RUNS]

Budget: home ready in at most 1.3 × an empty app. Both are started as processes of their own, without a
terminal, and measured from their start until the first screen has been painted.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

EMPTY = """
import os
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Empty(App[None]):
    def compose(self):
        yield Static("Hello")
    def on_ready(self):
        self.call_after_refresh(os._exit, 0)
Empty().run(headless=True, size=(80, 24))
"""
HOME = """
import os
from roleplay.screens.app import RoleplayApp
from roleplay.screens.backstage import Backstage
RoleplayApp.on_ready = lambda self: self.screen.call_after_refresh(os._exit, 0)
RoleplayApp(Backstage(), lang="en").run(headless=True, size=(80, 24))
"""


def seconds(codes: Sequence[str], runs: int) -> list[float]:
    """Median wall time of a process for each code, taken in turns; the first turn is left out."""
    taken: list[list[float]] = [[] for _ in codes]
    for _ in range(runs + 1):
        for code, times in zip(codes, taken, strict=True):
            begin = time.perf_counter()
            subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
            times.append(time.perf_counter() - begin)
    return [statistics.median(times[1:]) for times in taken]


def main(runs: int = 15) -> None:
    empty, home = seconds((EMPTY, HOME), runs)
    print(f"empty app {empty * 1e3:.0f} ms, home {home * 1e3:.0f} ms, ratio {home / empty:.2f} (budget 1.30)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
