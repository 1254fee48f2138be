"""Character and word n-grams with TF-IDF weights; one implementation for training and running."""

from __future__ import annotations

import re
from collections import Counter
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

CHARS = range(1, 6)
WORDS = range(1, 4)
_TOKEN = re.compile(r"[a-z']+|0|[^\w\s]|[\u3400-\u9fff]|\w+")
_DIGITS = re.compile(r"\d+")


def grams(text: str) -> tuple[Counter[str], Counter[str]]:
    """Counts of character n-grams (within words, padded) and of word n-grams of tidied text.

    A run of digits counts as one `0`: the model must not learn amounts.
    """
    flat = _DIGITS.sub("0", text)
    chars: Counter[str] = Counter()
    for word in flat.split():
        padded = f" {word} "
        for n in CHARS:
            chars.update(padded[i : i + n] for i in range(len(padded) - n + 1))
    del chars[" "]
    single = tokens(flat)
    words: Counter[str] = Counter()
    for n in WORDS:
        words.update(" ".join(single[i : i + n]) for i in range(len(single) - n + 1))
    return chars, words


def tokens(text: str) -> list[str]:
    """Words, marks and Chinese characters of tidied text, one by one."""
    return _TOKEN.findall(text)


def is_word(token: str) -> bool:
    """Whether a token says something by itself: two letters or more, or a Chinese character."""
    return token.isalpha() and (len(token) > 1 or token > "\u3400")


def vector(
    counts: Mapping[str, int], index: Mapping[str, int], idf: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Sparse TF-IDF vector of length 1: columns and values, (k,) each; empty if nothing is known."""
    import numpy as np

    known = [(index[gram], 1 + log(count)) for gram, count in counts.items() if gram in index]
    columns = np.array([column for column, _ in known], dtype=np.int64)
    values = np.array([value for _, value in known], dtype=np.float32)
    values *= idf[columns]
    norm = float(np.sqrt((values**2).sum()))
    return columns, values / norm if norm else values
