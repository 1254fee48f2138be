"""Sentences of other matters, against which a scenario's phrases are told apart, and their features."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing.model import centred
from roleplay.hearing.ngrams import grams, vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roleplay.hearing.corpus import Example
    from roleplay.hearing.encoder import Encoder
    from roleplay.hearing.weights import Weights

PATH = Path(__file__).parent / "data" / "background.txt"
#: What is said in every talk, whatever the matter: general questions, promises of a call, summings-up.
EVERYDAY = Path(__file__).parent / "data" / "everyday.txt"
VECTORS = Path(__file__).parent / "data" / "background.npy"
#: Share of each feature block in the length of a phrase's vector.
_ENCODER, _CHARS, _WORDS = 0.75**0.5, 0.125**0.5, 0.125**0.5


class Background:
    """The background sentences and how any text is turned into features beside them."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.texts = PATH.read_text(encoding="utf-8").splitlines()
        self._vectors = np.load(VECTORS).astype(np.float32)

    def rows(self, encoder: bool) -> NDArray[np.float32]:
        """Features of the background sentences, (B, F); their sentence vectors are kept ready."""
        return self._blocks(self.texts, self._vectors if encoder else None)

    def features(self, texts: Sequence[str], encoder: Encoder | None) -> NDArray[np.float32]:
        """Features of tidied texts, (n, F)."""
        return self._blocks(texts, encoder.about(texts) if encoder and texts else None)

    def _blocks(self, texts: Sequence[str], vectors: NDArray[np.float32] | None) -> NDArray[np.float32]:
        weights = self._weights
        counted = [grams(text) for text in texts]
        chars = _dense([c for c, _ in counted], weights.char_index, weights.char_idf)
        words = _dense([w for _, w in counted], weights.word_index, weights.word_idf)
        if vectors is None:
            return np.concatenate([chars, words], axis=1) * np.float32(0.5**0.5)
        turn = centred(vectors, weights.turn_mean)
        return np.concatenate([_ENCODER * turn, _CHARS * chars, _WORDS * words], axis=1, dtype=np.float32)


def choose(examples: Sequence[Example], per_label: int = 2) -> list[str]:
    """Tidied texts of many kinds: for every label and language the first short ones, from different files."""
    from roleplay.hearing.labels import LABELS
    from roleplay.hearing.tidy import tidied

    chosen: dict[str, None] = {}
    for label in ("", *LABELS):
        for lang in ("en", "zh"):
            fit = [e for e in examples if e.lang.startswith(lang) and (label in e.acts if label else not e.acts)]
            short = [e for e in fit if 8 <= len(e.text) <= 90 and "*" not in e.text and "\n" not in e.text]
            sources: set[str] = set()
            for example in short:
                if (
                    len(sources) < per_label
                    and example.source not in sources
                    and tidied(example.text) not in chosen
                ):
                    sources.add(example.source)
                    chosen[tidied(example.text)] = None
    return list(chosen)


def _dense(
    counted: Sequence[dict[str, int]], index: dict[str, int], idf: NDArray[np.float32]
) -> NDArray[np.float32]:
    matrix = np.zeros((len(counted), len(index)), dtype=np.float32)
    for row, counts in enumerate(counted):
        columns, values = vector(counts, index, idf)
        matrix[row, columns] = values
    return matrix
