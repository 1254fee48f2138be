"""How long until home is ready, against an empty Textual app; and what a turn costs on the screen.

    python -m bench.app [RUNS]

Budget: home ready in at most 1.3 × an empty app. Both are started as processes of their own, without a
terminal, and measured from their start to the first idle moment after painting.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

EMPTY = """
import os, asyncio
os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
from textual.app import App
from textual.widgets import Static
class Empty(App[None]):
    def compose(self):
        yield Static("Hello")
async def main():
    async with Empty().run_test() as pilot:
        await pilot.pause()
        os._exit(0)
asyncio.run(main())
"""
HOME = """
import os, asyncio
from roleplay.screens.app import RoleplayApp
from roleplay.screens.backstage import Backstage
async def main():
    async with RoleplayApp(Backstage(), lang="en").run_test() as pilot:
        await pilot.pause()
        os._exit(0)
asyncio.run(main())
"""


def seconds(code: str, runs: int) -> float:
    """Median wall time of a process that runs `code`, the first run being left out."""
    taken = []
    for _ in range(runs + 1):
        begin = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken[1:])


def main(runs: int = 7) -> None:
    empty, home = seconds(EMPTY, runs), seconds(HOME, runs)
    print(f"empty app {empty * 1e3:.0f} ms, home {home * 1e3:.0f} ms, ratio {home / empty:.2f} (budget 1.30)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
