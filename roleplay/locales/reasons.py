"""Why the operating system refused, in words that can be put into any language."""

from __future__ import annotations

import errno

from roleplay.locales import Said, english, said


def reason(error: OSError) -> Said:
    """The words for an error of the operating system; a general one for those that hardly occur."""
    key = f"os.{errno.errorcode.get(error.errno or 0, '')}"
    return said(key if key in english() else "os.other")


#: Beginning of what the listener says of itself → our words.
_DEGRADED = (
    ("rules only: ", "rules"),
    ("without the sentence encoder, as asked", "asked"),
    ("without the sentence encoder: ", "encoder"),
)


def without_encoder(degraded: str) -> Said:
    """Why the listener hears less well, in words; what some package said of it follows as it was said."""
    for beginning, kind in _DEGRADED:
        if degraded.startswith(beginning):
            return said(f"degraded.{kind}", detail=degraded.removeprefix(beginning))
    return said("degraded.other", detail=degraded)
