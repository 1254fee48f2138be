"""The same meaning is heard the same in both languages. Pairs are written natively on both sides, not translated."""

from __future__ import annotations

from pathlib import Path

from roleplay.hearing.labels import KINDS
from roleplay.hearing.listener import Listener

PAIRS = Path(__file__).parent / "parity.txt"


def pairs() -> list[tuple[str, str, frozenset[str]]]:
    """English, Chinese, labels."""
    found = []
    for block in PAIRS.read_text(encoding="utf-8").strip().split("\n\n"):
        english, chinese, labels = block.split("\n")
        found.append((english.removeprefix("EN: "), chinese.removeprefix("ZH: "), frozenset(labels[1:].split())))
    return found


def differing(listener: Listener) -> list[tuple[str, str, list[str]]]:
    """Pairs whose labels differ by more than one, with the labels heard on one side only."""
    found = []
    for english, chinese, _ in pairs():
        one, other = set(listener.hear(english).ids()), set(listener.hear(chinese).ids())
        if len(one ^ other) > 1:
            found.append((english, chinese, sorted(one ^ other)))
    return found


def test_there_are_enough_pairs_of_all_kinds() -> None:
    all_pairs = pairs()
    assert len(all_pairs) >= 200
    assert set().union(*(labels for _, _, labels in all_pairs)) == set(KINDS)


def test_both_languages_mostly_hear_the_same_but_one_at_most(listener: Listener) -> None:
    """The aim is 95 in 100; what is reached stands in docs/measured.md."""
    others = differing(listener)
    assert len(others) <= 0.16 * len(pairs()), others
