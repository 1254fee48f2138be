"""The app over small content, with a listener that hears words which are the names of acts."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input, Static, TextArea

from roleplay.content.library import Library
from roleplay.hearing.heard import HeardTurn
from roleplay.practice.round import Setup
from roleplay.practice.theatre import Theatre
from roleplay.records.records import Records
from roleplay.screens.app import RoleplayApp
from roleplay.screens.backstage import Backstage
from roleplay.screens.practice.composer import Composer
from roleplay.screens.practice.player import Player
from roleplay.screens.practice.practice import PracticeScreen
from tests.conftest import heard

#: What a trainee types → what is heard, in two languages; also the names of the acts themselves.
WORDS = {"抱歉": "apologise", "理解": "empathise", "请说": "invite", "怪你": "blame", "再见": "close"}
ACTS = {
    "apologise", "empathise", "invite", "ask_open", "ask_closed", "blame", "close", "confirm_satisfaction", "propose",
    "explain", "restate", "verify", "record", "recap", "follow_up", "thank", "discriminate", "commit",
}  # fmt: skip
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class WordEars:
    """Hears every word that is an act's name, and `fact:x`, `offer:x`, `wild:x` as topics."""

    id = "words"
    degraded = ""

    def phrases(self, scenario: object) -> None:
        return None

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        said = text.lower().split()
        kinds = {"fact:": "fact", "offer:": "solution", "wild:": "forbidden"}
        topics = tuple(
            (kind, w.removeprefix(mark)) for w in said for mark, kind in kinds.items() if w.startswith(mark)
        )
        acts = [w for w in said if w in ACTS] + [act for word, act in WORDS.items() if word in text]
        turn = heard(*dict.fromkeys(acts), text=text, topics=topics)
        return self._placed(turn)

    def _placed(self, turn: HeardTurn) -> HeardTurn:
        """Spans where the words stand."""
        from dataclasses import replace

        placed = []
        for act in turn.acts:
            word = next((w for w, name in WORDS.items() if name == act.act and w in turn.text), act.act)
            at = max(0, turn.text.lower().find(word))
            placed.append(replace(act, spans=((at, at + len(word)),)))
        return replace(turn, acts=tuple(placed))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'rounds.sqlite3'}"


MakeApp = Callable[..., RoleplayApp]


@pytest.fixture
def make_app(theatre: Theatre, tmp_path: Path, database: str) -> Iterator[MakeApp]:
    """An app over the plain course. `records=False` keeps nothing."""
    opened: list[Backstage] = []

    def make(lang: str = "en", *, records: bool = True, **more: Any) -> RoleplayApp:
        open_records = more.pop("open_records", lambda: Records.open(database, now=lambda: NOON))
        backstage = Backstage(
            load_theatre=more.pop("load_theatre", lambda: theatre),
            load_ears=more.pop("load_ears", WordEars),
            open_records=open_records if records else None,
        )
        opened.append(backstage)
        return RoleplayApp(
            backstage, lang=lang, settings=tmp_path / "config" / "settings.json", pace=0.0, now=lambda: NOON,
            clock=lambda: 0.0, new_seed=lambda: 3, **more,
        )  # fmt: skip

    yield make
    for backstage in opened:
        backstage.close()


@pytest.fixture(autouse=True)
def only_the_plain_course(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists hold what tests have, not what ships."""
    ids = Library.ids
    monkeypatch.setattr(
        Library, "ids", lambda self, folder: [name for name in ids(self, folder) if name.startswith("plain:")]
    )


@pytest.fixture(autouse=True)
def steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks in a picture, and nothing of the machine decides what is shown."""
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _self: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _self: None, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("ROLEPLAY_LANG", raising=False)
    monkeypatch.setenv("ROLEPLAY_DATA", "/data")


@pytest.fixture
def screen_matches(request: pytest.FixtureRequest) -> Callable[[App[Any], str], None]:
    """Compare what is on screen with a committed picture; `UPDATE_SCREENS=1` accepts it."""

    def check(app: App[Any], name: str) -> None:
        svg = re.sub(r"terminal-\d+", "terminal-0", app.export_screenshot(title=name))
        svg = re.sub(r"r1-[0-9a-f]{24}", f"r1-{'0' * 24}", svg)  # it covers content that is not meant here
        path = Path(request.path).parent / "__screens__" / f"{name}.svg"
        if os.environ.get("UPDATE_SCREENS"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(svg, "utf-8")
            return
        if not path.exists() or path.read_text("utf-8") != svg:
            fresh = path.with_suffix(".new.svg")
            fresh.write_text(svg, "utf-8")
            pytest.fail(f"the screen differs: compare {path} and {fresh}; UPDATE_SCREENS=1 accepts it")

    return check


async def until(pilot: Pilot[Any], condition: Callable[[], bool], tries: int = 400) -> None:
    """Let the app run until something holds."""
    for _ in range(tries):
        await pilot.pause()
        if condition():
            return
        await pilot.pause(0.01)
    raise AssertionError("it never came to that")


def shown(app: App[Any]) -> str:
    """All words on the screen, scrolled away or not."""
    return "\n".join(str(widget.content) for widget in app.screen.query(Static) if widget.display)


def setup(lang: str = "en", mode: str = "coached") -> Setup:
    return Setup("plain:lamp", "plain:grumpy", lang, mode, seed=3)  # type: ignore[arg-type]


async def talking(pilot: Pilot[Any], **how: str) -> PracticeScreen:
    """Go straight into a talk."""
    app = pilot.app
    assert isinstance(app, RoleplayApp)
    app.push_screen(PracticeScreen(Player(app.backstage, setup(**how))))
    await until(pilot, lambda: bool(app.screen.query(".customer")))
    screen = app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


async def say(pilot: Pilot[Any], text: str) -> None:
    """Put text into the input, send it, and wait for what the customer makes of it."""
    screen = pilot.app.screen
    before = len(screen.query(".customer"))
    composer = screen.query_one(Composer)
    composer.load_text(text)
    await pilot.press("enter")
    await until(pilot, lambda: len(screen.query(".customer")) > before)
    await pilot.pause()
