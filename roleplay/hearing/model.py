"""The statistical voice: linear scores on n-grams, sentence vectors and marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing import marks
from roleplay.hearing.ngrams import grams, is_word, tokens, vector

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roleplay.hearing.clauses import Parsed
    from roleplay.hearing.cues import Hit
    from roleplay.hearing.encoder import Encoder
    from roleplay.hearing.weights import Variant, Weights

#: Weights of the summed kernels, as square roots on the features (measured out of fold).
GRAMS = 0.5**0.5
BEFORE = 0.5**0.5
MARKS = 0.1**0.5


@dataclass(frozen=True, slots=True)
class Part:
    """What the ridge and the tuned encoder (None without it) add to one act's logit, and the confidence of both."""

    ridge: float
    tuned: float | None
    confidence: float


class Model:
    """Confidences for all labels of `weights`, with the encoder or without."""

    def __init__(self, weights: Weights, encoder: Encoder | None) -> None:
        self.weights = weights
        self.encoder = encoder
        self.variant: Variant = weights.full if encoder else weights.text

    def confidences(self, parsed: Parsed, hits: Sequence[Hit], context: str) -> NDArray[np.float32]:
        """One confidence a label, (L,), for a turn with its rule hits and the tidied turn before it."""
        tuned = self.encoder.acts([parsed.text])[0] if self.encoder else None
        return self.calibrate(self.scores(parsed, hits, context), tuned)

    def knows(self, text: str) -> bool:
        """Whether any word of two letters, or any Chinese character, of a tidied text occurs in the corpus."""
        return any(token in self.weights.word_index for token in tokens(text) if is_word(token))

    def parts(self, parsed: Parsed, hits: Sequence[Hit], context: str) -> dict[str, Part]:
        """What each voice says of each act."""
        scores = self.scores(parsed, hits, context)
        tuned = self.encoder.acts([parsed.text])[0] if self.encoder else None
        both = self.calibrate(scores, tuned)
        ridge = self.variant.slope * scores + self.variant.offset
        pulled = None if tuned is None else self.variant.pull * tuned
        return {
            label: Part(float(ridge[k]), None if pulled is None else float(pulled[k]), float(both[k]))
            for k, label in enumerate(self.weights.labels)
        }

    def scores(self, parsed: Parsed, hits: Sequence[Hit], context: str) -> NDArray[np.float32]:
        """Raw ridge scores, (L,): around -1 for no, 1 for yes."""
        weights, variant = self.weights, self.variant
        total = variant.bias.copy()
        chars, words = grams(parsed.text)
        columns, values = vector(chars, weights.char_index, weights.char_idf)
        total += variant.chars.sum(columns, values)
        columns, values = vector(words, weights.word_index, weights.word_idf)
        total += variant.words.sum(columns, values)
        total += variant.marks[mark_columns(parsed, hits, weights)].sum(axis=0)
        if self.encoder:
            total += centred(self.encoder.about([parsed.text]), weights.turn_mean)[0] @ variant.turn
            if context:
                total += centred(self.encoder.about([context]), weights.before_mean)[0] @ variant.before
        return total

    def calibrate(self, scores: NDArray[np.float32], tuned: NDArray[np.float32] | None) -> NDArray[np.float32]:
        """Scores of the ridge and of the tuned encoder to confidences of 0-1, (…, L)."""
        raised = self.variant.slope * scores + self.variant.offset
        if tuned is not None:
            raised = raised + self.variant.pull * tuned
        raised = np.clip(raised, -30, 30)
        return np.asarray(1 / (1 + np.exp(-raised)), dtype=np.float32)

    def pulls(self, text: str) -> NDArray[np.float32]:
        """How much the n-grams of a piece of text alone speak for each label, (L,), without any norm."""
        total = np.zeros(len(self.weights.labels), dtype=np.float32)
        chars, words = grams(text)
        for counts, index, idf, table in (
            (chars, self.weights.char_index, self.weights.char_idf, self.variant.chars),
            (words, self.weights.word_index, self.weights.word_idf, self.variant.words),
        ):
            columns = np.array([index[gram] for gram in counts if gram in index], dtype=np.int64)
            total += table.sum(columns, idf[columns])
        return total


def mark_columns(parsed: Parsed, hits: Sequence[Hit], weights: Weights) -> list[int]:
    """Columns of the marks that a turn bears, each once."""
    present = {hit.cue.id for hit in hits} | set(marks.traits(parsed))
    return sorted(weights.mark_index[name] for name in present if name in weights.mark_index)


def centred(vectors: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """Vectors (n, H) less their mean, of length 1 again."""
    moved = vectors - mean
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-6), dtype=np.float32)
