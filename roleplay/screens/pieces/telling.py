"""Small things put into words: errors, how long ago something was, what a round is about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.locales import Catalog


def told(error: Exception, say: Catalog) -> str:
    """An error in words for the user."""
    from roleplay.content.problems import ContentError
    from roleplay.practice.round import RoundError

    if isinstance(error, ContentError):
        return say("error.content", problem=error.problems[0].told(say), n=len(error.problems))
    if isinstance(error, RoundError):
        return say("error.round", why=error.told(say))
    tell = getattr(error, "told", None)
    if tell is not None:
        return str(tell(say))
    return say("error.other", why=f"{type(error).__name__}: {error}")


def round_title(library: Library, scenario: str, persona: str, lang: str) -> str:
    """Matter and customer in words; ids where the files are gone or broken."""
    from roleplay.content.problems import ContentError
    from roleplay.content.text import choose

    try:
        return f"{choose(library.scenario(scenario).title, lang)} · {choose(library.persona(persona).name, lang)}"
    except ContentError:
        return f"{scenario} · {persona}"


def ago(say: Catalog, passed: timedelta) -> str:
    """How long ago something was, in round numbers."""
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes < 1:
        return say("ago.now")
    if minutes < 60:
        return say("ago.minutes", n=minutes)
    if minutes < 60 * 48:
        return say("ago.hours", n=minutes // 60)
    return say("ago.days", n=minutes // 60 // 24)
