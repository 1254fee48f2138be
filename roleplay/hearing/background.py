"""Sentences of other matters, against which a scenario's phrases are told apart, and their features."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

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
#: Share of the vectors, and of either kind of n-grams, in the length of a phrase's features.
_ENCODER, _GRAMS = np.float32(0.75**0.5), 0.125**0.5

_Grams: TypeAlias = "tuple[NDArray[np.int64], NDArray[np.float32]]"


@dataclass(frozen=True, slots=True)
class Features:
    """Texts as features: sentence vectors, (n, H; H is 0 without the encoder), and the n-grams of each text as
    columns with their values."""

    vectors: NDArray[np.float32]
    grams: tuple[_Grams, ...]

    def columns(self) -> NDArray[np.int64]:
        """The n-gram columns that occur, ascending: some thousands of all those that the weights know."""
        return np.unique(np.concatenate([columns for columns, _ in self.grams]))

    def matrix(self, kept: NDArray[np.int64]) -> NDArray[np.float32]:
        """All features as rows, (n, H + K), of the n-grams in `kept`, ascending, alone."""
        width = self.vectors.shape[1]
        rows = np.zeros((len(self.grams), width + len(kept)), dtype=np.float32)
        rows[:, :width] = self.vectors
        for row, (columns, values) in zip(rows, self.grams, strict=True):
            places = np.minimum(np.searchsorted(kept, columns), len(kept) - 1)
            known = kept[places] == columns
            row[width + places[known]] = values[known]
        return rows


class Background:
    """The background sentences and how any text is turned into features beside them."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.texts = PATH.read_text(encoding="utf-8").splitlines()
        self._vectors = np.load(VECTORS).astype(np.float32)
        self._grams = self._sparse(self.texts)

    def rows(self, encoder: bool) -> Features:
        """Features of the background sentences; their sentence vectors are kept ready."""
        return self._joined(self._vectors if encoder else None, self._grams)

    def features(self, texts: Sequence[str], encoder: Encoder | None) -> Features:
        """Features of tidied texts."""
        return self._joined(encoder.about(texts) if encoder and texts else None, self._sparse(texts))

    def _joined(self, vectors: NDArray[np.float32] | None, found: Sequence[_Grams]) -> Features:
        """Both blocks; without vectors n-grams fill the whole length."""
        if vectors is None:
            share, turn = 0.5**0.5, np.zeros((len(found), 0), dtype=np.float32)
        else:
            share, turn = _GRAMS, _ENCODER * centred(vectors, self._weights.turn_mean)
        return Features(turn, tuple((columns, values * np.float32(share)) for columns, values in found))

    def _sparse(self, texts: Sequence[str]) -> list[_Grams]:
        """Columns and values of each text's n-grams: those of words after those of characters."""
        weights, made = self._weights, []
        for chars, words in map(grams, texts):
            of_chars = vector(chars, weights.char_index, weights.char_idf)
            of_words = vector(words, weights.word_index, weights.word_idf)
            made.append(
                (
                    np.concatenate([of_chars[0], of_words[0] + len(weights.char_index)]),
                    np.concatenate([of_chars[1], of_words[1]]),
                )
            )
        return made


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
