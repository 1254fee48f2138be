"""The interface's own words, in every language the interface speaks.

Plain Python modules, because reading YAML costs more than the first screen takes to paint. A language
is a folder, with one module for each part of the interface; each holds `TEXTS`, key → words with
`{slots}`. What authors write (names of acts, steps, states) is content and not here.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import NamedTuple

#: The languages of the interface, the first being the one for everybody else.
LANGUAGES: tuple[str, ...] = ("en", "zh")
#: The modules of each language's folder.
PARTS: tuple[str, ...] = ("cli", "records", "screens", "coaching", "problems", "errors")


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

    def __call__(self, key: str, /, **slots: object) -> str:
        """The words for `key`. Raises `KeyError` for a key or slot that does not exist: a slip of ours.

        What is in a slot is put in as it is, `Said` in this language; what comes from people must be made plain by whoever shows it.
        """
        words = self.texts[key]
        if not slots:
            return words
        return words.format(
            **{name: self.tell(value) if isinstance(value, Said) else value for name, value in slots.items()}
        )

    def slots(self, key: str) -> frozenset[str]:
        """The names of the slots that the words for `key` have."""
        return slots_of(self.texts[key])

    def __contains__(self, key: str) -> bool:
        """Whether there are words for `key`, for keys made from ids."""
        return key in self.texts

    def tell(self, said: Said | str) -> str:
        """What was said elsewhere, in this language. Plain words stay as they are."""
        if isinstance(said, str):
            return said
        return self(said.key, **dict(said.slots))


@cache
def english() -> Catalog:
    """The words for machine formats, logs and tracebacks, which are the same for everybody."""
    return Catalog("en")


class Said(NamedTuple):
    """Words that the front end will put into a language: a key, and what goes into its slots (also `Said`)."""

    key: str
    slots: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """The words in English."""
        return english().tell(self)


def said(key: str, /, **slots: object) -> Said:
    """Words to be put into a language later."""
    return Said(key, tuple(slots.items()))


class SaidError(Exception):
    """An error that people read: in English as text, in their own language by `told`."""

    def __init__(self, key: str, /, **slots: object) -> None:
        self.said = said(key, **slots)
        super().__init__(str(self.said))

    def told(self, catalog: Catalog) -> str:
        """What is wrong, in the catalogue's language."""
        return catalog.tell(self.said)


def slots_of(words: str) -> frozenset[str]:
    """The names of the `{slots}` in some words."""
    from string import Formatter

    return frozenset(name for _, name, _, _ in Formatter().parse(words) if name)
