"""What commands need of content and hearing, loaded when they need it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from roleplay.cli.refusing import usage_error, words
from roleplay.cli.streams import note
from roleplay.locales import said
from roleplay.locales.reasons import without_encoder

if TYPE_CHECKING:
    from roleplay.content.library import Library
    from roleplay.hearing.listener import Listener


def load_library(courses: Sequence[Path]) -> Library:
    """What ships, and the course folders."""
    from roleplay.content.library import Library

    return Library(courses)


def load_ears() -> Listener:
    """The listener with its encoder, or, with a remark, without it."""
    from roleplay.hearing.listener import load_listener

    listener = load_listener(encoder=True)
    if listener.degraded:
        note(words("play.degraded", why=without_encoder(listener.degraded)))
    return listener


def mix(library: Library, persona: str | None, overlays: Sequence[str]) -> str:
    """The id of a persona with overlays on it, of names as people give them (`angry`, or `angry+vip` at once).

    Raises a usage error that names the nearest or all ids.
    """
    from roleplay.content.mixing import PLUS, parts

    name, named = parts(persona) if persona else (None, ())
    laid = [pick(library, "personas/overlays", overlay) for overlay in dict.fromkeys((*named, *overlays))]
    return PLUS.join((pick(library, "personas", name), *laid))


def pick(
    library: Library, folder: Literal["personas", "personas/overlays", "scenarios", "rubrics"], name: str | None
) -> str:
    """An id of that folder: `name` if there is such a one, the first if none was named.

    Raises a usage error that names the nearest or all ids.
    """
    from roleplay.content.library import did_you_mean

    known = library.ids(folder)
    if folder == "rubrics":
        known = [found for found in known if found.rpartition(":")[2] not in ("acts", "patterns")]
    if name is None and known:
        return known[0]
    if name not in known:
        hint = did_you_mean(name or "", known) or said("usage.known", known=", ".join(known))
        raise usage_error("usage.no_such", name=name, folder=said(f"folder.{folder}"), hint=hint)
    return name
