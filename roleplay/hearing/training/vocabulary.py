"""Which of the published encoder's 250,000 word pieces are kept: those that tidied Chinese and English can need.

Tidied text is lower case and simplified, so most go. Kept are single characters, the pieces that our own corpus and
content are cut into, those of common words (jieba's dictionary, MIT; Webster's second edition, public domain), and
short ones, so that typing errors too can be cut.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from importlib.resources import files

from roleplay.hearing.pieces import BEGIN, END, SPACE, UNKNOWN, Pieces
from roleplay.hearing.tidy import tidied

_CHINESE_WORDS = 80_000
#: A piece from inside English words is kept when it is part of at least so many of them.
_SHARED = 3
#: First and last of the ranges of single characters that are kept.
_SINGLE = (
    (0x20, 0x24F), (0x2000, 0x206F), (0x2600, 0x27BF), (0x3000, 0x303F), (0x4E00, 0x9FFF), (0x1F300, 0x1FAFF),
)  # fmt: skip


def choose(published: Mapping[str, float], own_texts: Iterable[str]) -> list[str]:
    """The pieces to keep, in their published order. `own_texts` are tidied."""
    names, cutter = list(published), Pieces(published)
    own = Counter(piece for text in own_texts for piece in cutter.cut(text))
    chinese = chinese_words()
    in_chinese = {piece for word in chinese for piece in cutter.cut(word)}
    english = english_words()
    in_english = Counter(piece for word in english for piece in cutter.cut(word))
    return [
        name
        for number, name in enumerate(names)
        if name in (BEGIN, END, UNKNOWN)
        or (
            name == name.lower()
            and (bare := name.replace(SPACE, "")) == tidied(bare)
            and (
                own[number]
                or _single(bare)
                or (_is_chinese(bare) and (bare in chinese or number in in_chinese))
                or (bare.isascii() and bare.isdigit() and len(bare) <= 3)
                or (bare.isascii() and bare.isalpha() and _english(name, bare, english, in_english[number]))
            )
        )
    ]


def chinese_words() -> set[str]:
    """The most frequent words of jieba's dictionary, tidied."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    counted = sorted(((int(line.split()[1]), line.split()[0]) for line in lines), reverse=True)
    return {tidied(word) for _, word in counted[:_CHINESE_WORDS]}


def english_words() -> set[str]:
    """Lower-case words of Webster's second edition."""
    from english_words import get_english_words_set

    return set(get_english_words_set(["web2"], alpha=True, lower=True))


def _english(name: str, bare: str, words: set[str], shared: int) -> bool:
    if name.startswith(SPACE):
        return bare in words or len(bare) <= 3
    return len(bare) <= 2 or shared >= _SHARED


def _single(bare: str) -> bool:
    return not bare or (len(bare) == 1 and any(first <= ord(bare) <= last for first, last in _SINGLE))


def _is_chinese(bare: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in bare)
