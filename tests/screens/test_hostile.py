"""Text from people and files is shown plainly, whatever is in it."""

from __future__ import annotations

import pytest
from textual import events

from roleplay.screens.practice.composer import LONGEST, Composer
from tests.screens.conftest import MakeApp, say, shown, talking, until

HOSTILE = {
    "markup": "[/x] [bold] [@click=app.quit]leave[/] [50%]",
    "escapes": "\x1b]0;title\x07\x1b[2J\x1b]52;c;aGk=\x07 apologise",
    "bidi": "\u202eapologise\u202c \u2066x\u2069 \u200f\u061c",
    "nul": "apologise\x00\x00 for that",
    "surrogate": "apologise \ud800 for that",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈 apologise 😀",
    "long word": "a" * 3000,
    "long": "apologise for that, " * 5000,
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
@pytest.mark.parametrize("mode", ["coached", "exam"])
async def test_it_is_shown_plainly_and_answered(make_app: MakeApp, name: str, mode: str) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        await talking(pilot, mode=mode)
        await say(pilot, HOSTILE[name])
        text = shown(app)
        assert not any(ord(c) < 32 and c not in "\n\t" for c in text)
        assert not any(c in text for c in "\x1b\u202e\u2066\ud800\x00")
        if name == "markup":
            assert HOSTILE[name] in text
        await pilot.press("f2")
        await pilot.pause()
        app.export_screenshot()


async def test_what_is_pasted_is_made_plain(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test() as pilot:
        screen = await talking(pilot)
        composer = screen.query_one(Composer)
        composer.post_message(events.Paste("one\r\n\x1b[31mtwo\u202e"))
        await until(pilot, lambda: composer.text == "one\n[31mtwo")
        await pilot.press("x")
        assert composer.text == "one\n[31mtwox"


async def test_a_paste_without_end_is_cut_and_that_is_said(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(notifications=True) as pilot:
        screen = await talking(pilot)
        composer = screen.query_one(Composer)
        composer.post_message(events.Paste("字" * 100_000))
        await until(pilot, lambda: len(composer.text) == LONGEST and bool(app._notifications))


async def test_hostile_content_is_shown_plainly(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    from roleplay.customer.customer import Customer, Reply

    monkeypatch.setattr(Customer, "open", lambda self: Reply("[/x] \x1b]0;t\x07", "\x1b[2J[bold]", ()))
    app = make_app()
    async with app.run_test() as pilot:
        await talking(pilot)
        assert "[/x] ]0;t" in shown(app)
        assert "\x1b" not in shown(app)
