"""Make the README's pictures from the real app, with the real content and hearing.

python docs/make_pictures.py
"""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")

from textual.pilot import Pilot

from roleplay.practice.round import Setup
from roleplay.screens.app import RoleplayApp
from roleplay.screens.backstage import Backstage
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.player import Player
from roleplay.screens.practice.practice import PracticeScreen

PICTURES = Path(__file__).parent / "pictures"
TALKS = {
    "en": (
        "Two days old and dead, I'd be furious too. Please go on, I'm listening.",
        "I see. Tell me the rest, please.",
        "That's our fault, and I'll see it through myself. You're right to be upset.",
        "So you bought it on Saturday, it worked twice, and this morning it was dead. Is that right?",
        "What would put this right for you?",
        "A fuse in this batch is faulty. I can exchange it for the better model right now, at no extra charge.",
        "I'm putting it through now, and you'll have the workshop's report by Wednesday noon.",
        "So: the new one today, the report on Wednesday. Is that what you were hoping for?",
    ),
    "zh": (
        "刚用两天就坏了，换谁都着急。您慢慢说，我在听。",
        "嗯，您接着说。",
        "这是我们的问题，我来负责到底。您说得对。",
        "您周六买的，用了两次，今早不通电了，我理解得对吗？",
        "您希望我们怎么处理？",
        "这一批的保险丝有毛病。我现在就给您换高一档的那款，不用补差价。",
        "换货单我现在就开，检测单周三中午前发给您。",
        "那说定了：今天换新，周三发检测单。这样处理您满意吗？",
    ),
}  # fmt: skip


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Wait until something is on screen."""
    for _ in range(2000):
        await pilot.pause(0.01)
        if holds():
            return
    raise RuntimeError("it never came to that")


async def make(lang: str) -> None:
    """Play one talk and keep two pictures of it."""
    settings = Path(tempfile.mkdtemp()) / "settings.json"
    app = RoleplayApp(Backstage(), lang=lang, settings=settings, pace=0.0, new_seed=lambda: 5)
    async with app.run_test(size=(110, 34)) as pilot:
        setup = Setup("dead_cooker", "angry", lang, "coached", seed=5)
        app.push_screen(PracticeScreen(Player(app.backstage, setup)))
        await until(pilot, lambda: bool(app.screen.query(".customer")))
        for number, turn in enumerate(TALKS[lang]):
            before = len(app.screen.query(".customer"))
            app.screen.query_one(Composer).load_text(turn)
            await pilot.press("enter")
            await until(pilot, lambda before=before: len(app.screen.query(".customer")) > before)  # type: ignore[misc]
            if number == 3:
                await pilot.pause()
                save(app, f"practice-{lang}")
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query("#between-text")))
        await pilot.press("d")
        await until(pilot, lambda: "ebrief" in type(app.screen).__name__)
        await pilot.pause(0.3)
        save(app, f"debrief-{lang}")


def save(app: RoleplayApp, name: str) -> None:
    """Export the screen."""
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / f"{name}.svg").write_text(app.export_screenshot(title="roleplay"), "utf-8")


if __name__ == "__main__":
    for language in TALKS:
        asyncio.run(make(language))
