"""The course's lists of words that harm and that help: heard where they do so, and not where they do neither."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from roleplay.hearing.labels import KINDS
from roleplay.hearing.listener import Listener

LISTS = Path(__file__).parent / "word_lists.txt"


class Entry(NamedTuple):
    """One entry in one language."""

    name: str
    lang: str
    labels: frozenset[str]
    at_work: str
    harmless: str


def entries() -> list[Entry]:
    rows = [line.split(" | ") for line in LISTS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [Entry(name, lang, frozenset(labels.split()), work, idle) for name, lang, labels, work, idle in rows]


def test_every_entry_stands_in_both_languages() -> None:
    names = {(entry.name, entry.lang) for entry in entries()}
    assert {name for name, lang in names if lang == "zh"} == {name for name, lang in names if lang == "en"}
    assert all(entry.labels <= KINDS.keys() for entry in entries())


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.lang}: {entry.name}")
def test_the_words_are_heard_where_they_harm_or_help(entry: Entry, listener: Listener) -> None:
    turn = listener.hear(entry.at_work)
    likely = {act.act for act in (*turn.acts, *turn.possible)}
    assert likely & entry.labels, sorted(likely)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: f"{entry.lang}: {entry.name}")
def test_the_same_words_are_let_be_where_they_do_neither(entry: Entry, listener: Listener) -> None:
    accused = set(listener.hear(entry.harmless).ids()) & entry.labels
    assert not accused
