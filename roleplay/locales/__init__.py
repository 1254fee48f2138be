"""The interface's own words, in every language the interface speaks.

Plain Python modules, because reading YAML costs more than the first screen takes to paint. A language
is a folder, with one module for each part of the interface; each holds `TEXTS`, key → words with
`{slots}`. What authors write (names of acts, steps, states) is content and not here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from string import Formatter

#: The languages of the interface, the first being the one for everybody else.
LANGUAGES: tuple[str, ...] = ("en", "zh")
#: The modules of each language's folder.
PARTS: tuple[str, ...] = ("cli", "records", "screens", "coaching")


def nearest(lang: str | None) -> str:
    """The interface language for a tag of any kind: `zh-Hant`, `zh_TW.UTF-8` → `zh`; unknown → `en`."""
    first = (lang or "").replace("_", "-").split("-")[0].split(".")[0].lower()
    return first if first in LANGUAGES else LANGUAGES[0]


def preferred(environment: Mapping[str, str] = os.environ) -> str:
    """The interface language that the environment asks for, in the order in which it is asked."""
    for name in ("ROLEPLAY_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return nearest(environment[name])
    return LANGUAGES[0]


class Catalog:
    """The words of one language: `catalog("key", slot=value)`."""

    def __init__(self, lang: str | None) -> None:
        self.lang = nearest(lang)
        self.texts: dict[str, str] = {}
        for part in PARTS:
            module = import_module(f"{__name__}.{self.lang}.{part}")
            self.texts |= module.TEXTS

    def __call__(self, key: str, **slots: object) -> str:
        """The words for `key`. Raises `KeyError` for a key or slot that does not exist: a slip of ours.

        Slots are put in as they are; what comes from people must be made plain by whoever shows it.
        """
        words = self.texts[key]
        return words.format(**slots) if slots else words

    def __contains__(self, key: str) -> bool:
        """Whether there are words for `key`, for keys made from ids."""
        return key in self.texts


def slots_of(words: str) -> frozenset[str]:
    """The names of the `{slots}` in some words."""
    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)
