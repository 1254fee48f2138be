"""The words of click's messages and of the help pages as the file that `gettext` reads, the only way by which click can be told them.

`python -m roleplay.locales.compiled` writes it anew; a test says when that has been forgotten.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from roleplay.locales import LANGUAGES

#: The folder under which `gettext` looks, and the name of its files there.
FOLDER = Path(__file__).parent
DOMAIN = "roleplay"
_HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n"


def speak(lang: str) -> None:
    """Have click word what it says in this language from now on, English where we have no words for it."""
    from gettext import bindtextdomain, textdomain

    if lang == LANGUAGES[0]:
        textdomain("messages")  # where gettext looks by itself, and finds nothing of ours
        return
    bindtextdomain(DOMAIN, str(FOLDER))
    textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang  # what gettext looks at first, and for each message anew


def translating() -> bool:
    """Whether anything needs to be looked up: each look-up asks the file system."""
    from gettext import textdomain

    return textdomain() == DOMAIN


def compiled(texts: Mapping[str, str], numbered: Mapping[tuple[str, str], str]) -> bytes:
    """A `.mo` file: a header, two tables of lengths and offsets, then the words, each ended by a NUL."""
    from struct import pack

    words = {"": _HEADER, **texts, **{f"{one}\0{several}": said for (one, several), said in numbered.items()}}
    pairs = sorted((key.encode(), value.encode()) for key, value in words.items())
    start = 28 + 16 * len(pairs)
    tables: list[bytes] = []
    body = b""
    for column in (0, 1):
        for pair in pairs:
            tables.append(pack("<II", len(pair[column]), start + len(body)))
            body += pair[column] + b"\0"
    header = pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return header + b"".join(tables) + body


def chinese() -> bytes:
    """The one file there is."""
    from roleplay.locales.zh import help_pages, usage

    return compiled(usage.TEXTS | help_pages.TEXTS, usage.NUMBERED)


if __name__ == "__main__":
    (FOLDER / "zh" / "LC_MESSAGES" / f"{DOMAIN}.mo").write_bytes(chinese())
