"""Typed text made comparable, without losing where each character stood.

Everything later works on the tidied text; `Tidied.origins` leads back to the text as typed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roleplay.hearing.heard import Span

#: Characters of a turn that are analysed: 600 English words, more than anybody says in one breath.
CAP = 4000
#: Directions that reorder what a terminal shows; also the invisible marks U+200E, U+200F, U+061C.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
_DATA = Path(__file__).parent / "data"
#: Folded beyond NFKC: punctuation that people and keyboards vary.
_PUNCTUATION = {
    **dict.fromkeys("‘’‛`´ʼ′", "'"),
    **dict.fromkeys("“”„‟«»「」『』〝〞″", '"'),
    **dict.fromkeys("‐‑‒–—―−─", "-"),
    **dict.fromkeys("【〔〖", "("),
    **dict.fromkeys("】〕〗", ")"),
    "｡": "。",
    "、": ",",
    "〜": "~",
}
#: Chinese written otherwise than OpenCC's character tables fold it.
_MORE_CHINESE = {"妳": "你", "祢": "你", "牠": "它", "著": "着", "臺": "台", "纔": "才"}


@dataclass(frozen=True, slots=True)
class Tidied:
    """Tidied text. `origins[i]` is the index, in the text as typed, of the i-th tidied character."""

    typed: str
    text: str
    origins: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """The typed characters behind `text[start:end]`, without white space at the edges."""
        first, last = self.origins[start], self.origins[end - 1] + 1
        while last < len(self.typed) and _belongs_to_previous(self.typed[last]):
            last += 1
        while first < last and self.typed[first].isspace():
            first += 1
        while last > first and self.typed[last - 1].isspace():
            last -= 1
        return first, last


def plain(text: str) -> str:
    """Text for display: NFC, without control, surrogate and direction characters."""
    safe = (c for c in text if c in "\n\t" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in BIDI))
    return unicodedata.normalize("NFC", "".join(safe))


def tidy(typed: str, cap: int = CAP) -> Tidied:
    """Lower case, half width, straight quotes, simplified Chinese, single spaces, nothing invisible."""
    letters: list[str] = []
    origins: list[int] = []
    for index, char in enumerate(typed[:cap]):
        for folded in _fold(char):
            if folded == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(folded)
            origins.append(index)
    while letters and letters[-1] == " ":
        letters.pop()
        origins.pop()
    text = "".join(letters).replace("甚么", "什么")
    return Tidied(typed, text, tuple(origins))


def tidied(typed: str) -> str:
    """The tidied text alone."""
    return tidy(typed).text


@cache
def _table() -> dict[str, str]:
    lines = (_DATA / "fold.txt").read_text(encoding="utf-8").splitlines()
    pairs = "".join(line for line in lines if not line.startswith("#"))
    return {**dict(zip(pairs[::2], pairs[1::2], strict=True)), **_MORE_CHINESE, **_PUNCTUATION}


@lru_cache(8192)
def _fold(char: str) -> str:
    """One typed character as none, one or several tidied ones."""
    if char in "\n\r\u2028\u2029":
        return "\n"
    if char.isspace() or char == "\u3000":
        return " "
    if " " < char < "\x7f":
        return char.lower()
    category = unicodedata.category(char)
    if category in ("Cc", "Cs", "Cf", "Cn", "Co", "Mn", "Me"):
        return ""
    direct = _table().get(char)
    if direct is not None:
        return direct
    letters = (
        unicodedata.normalize("NFKD", char)
        if category in ("Ll", "Lu", "Lt")
        else unicodedata.normalize("NFKC", char)
    )
    kept = (c for c in letters.lower() if unicodedata.category(c) != "Mn")
    return "".join(_table().get(c, c) for c in kept)


def _belongs_to_previous(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me") or char in "\u200d\ufe0f"
