"""The mathematics of the ridge: closed form, thresholds and calibration from scores out of fold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np

from roleplay.hearing import marks
from roleplay.hearing.clauses import parse
from roleplay.hearing.labels import FAULTS, LABELS
from roleplay.hearing.model import BEFORE, GRAMS, MARKS, centred, mark_columns
from roleplay.hearing.ngrams import grams, vector
from roleplay.hearing.tidy import tidied
from roleplay.hearing.weights import Table, Variant, Weights

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roleplay.hearing.corpus import Example

GRAM_KINDS = 15_000
PENALTY = 1.0
#: N-grams that so many turns share that a matrix product is quicker than adding up pair by pair.
COMMON = 1_500
#: A fault is heard only above the confidence where, out of fold, at least these shares of accusations were right: of
#: the very fault, and of any fault at all. To call rudeness an argument is a lesser wrong than to accuse the innocent.
FAULT_PRECISION, ANY_FAULT_PRECISION = 0.6, 0.925
#: Between which confidences a threshold may lie, for behaviours and for faults. On thin labels F1 is best where two
#: verdicts in three are wrong; a customer who answers what was not said is worse than one who missed something.
THRESHOLDS, FAULT_THRESHOLDS = (0.3, 0.9), (0.3, 0.9)
_SMOOTHING = 2.0
#: What slopes usually come to, alone and beside the encoder's scores, and how many turns' worth that weighs.
USUAL_SLOPE, USUAL_SLOPES, FIRMNESS = (3.0,), (3.4, 0.5), 5.0


@dataclass(frozen=True)
class Features:
    """All examples as matrices, (N, …), scaled so that plain inner products sum the kernels.

    `plain` are the weights so far: vocabulary and means, without a ridge. `truth` is (N, L).
    """

    chars: NDArray[np.float32]
    words: NDArray[np.float32]
    marks: NDArray[np.float32]
    turn: NDArray[np.float32]
    before: NDArray[np.float32]
    truth: NDArray[np.bool_]
    sure: NDArray[np.bool_]
    plain: Weights


class Reader(Protocol):
    """What of the encoder the ridge needs."""

    def about(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What texts are about, (n, H)."""


def features(examples: Sequence[Example], encoder: Reader) -> Features:
    """Turn examples into matrices; the vocabulary is every n-gram that two turns share, most common first."""
    parsed = [parse(example.text) for example in examples]
    counted = [grams(turn.text) for turn in parsed]
    char_index, char_idf = _vocabulary([chars for chars, _ in counted])
    word_index, word_idf = _vocabulary([words for _, words in counted])
    turn = _encode(encoder, [turn.text for turn in parsed])
    contexts = [tidied(example.context) for example in examples]
    before = _encode(encoder, contexts)
    given = np.array([bool(context) for context in contexts])
    plain = Weights(
        labels=LABELS,
        char_index=char_index,
        word_index=word_index,
        char_idf=char_idf,
        word_idf=word_idf,
        mark_index={name: i for i, name in enumerate(marks.names())},
        turn_mean=turn.mean(axis=0),
        before_mean=before[given].mean(axis=0),
        full=_no_variant(),
        text=_no_variant(),
        trust={},
    )
    present = np.zeros((len(examples), len(plain.mark_index)), dtype=np.float32)
    sure = np.zeros((len(examples), len(LABELS)), dtype=np.bool_)
    trust: dict[str, list[bool]] = {}
    for row, (turn_, example) in enumerate(zip(parsed, examples, strict=True)):
        hits = marks.find(turn_)
        present[row, mark_columns(turn_, hits, plain)] = 1
        for cue in {hit.cue.id: hit.cue for hit in hits if hit.cue.sure}.values():
            sure[row, LABELS.index(cue.act)] = True
            trust.setdefault(cue.id, []).append(cue.act in example.acts)
    return Features(
        chars=GRAMS * _dense([chars for chars, _ in counted], char_index, char_idf),
        words=GRAMS * _dense([words for _, words in counted], word_index, word_idf),
        marks=MARKS * present,
        turn=centred(turn, plain.turn_mean),
        before=BEFORE * centred(before, plain.before_mean) * given[:, None],
        truth=np.array([[label in example.acts for label in LABELS] for example in examples]),
        sure=sure,
        plain=replace(plain, trust={rule: (sum(r) + 0.8 * 4) / (len(r) + 4) for rule, r in sorted(trust.items())}),
    )


def kernel(data: Features, encoder: bool) -> NDArray[np.float32]:
    """Inner products of all examples, (N, N), with 1 added for the bias."""
    total = np.ones((len(data.truth), len(data.truth)), dtype=np.float32)
    for block in (data.chars, data.words):
        _add_products(total, block)
    for block in (data.marks, *([data.turn, data.before] if encoder else [])):
        total += block @ block.T
    return total


def _add_products(total: NDArray[np.float32], block: NDArray[np.float32]) -> None:
    """Add the inner products of n-gram features, of which the common ones come first and the rest are rare."""
    common = block[:, :COMMON]
    total += common @ common.T
    rows, columns = np.nonzero(block[:, COMMON:])
    order = np.argsort(columns, kind="stable")
    ends = np.searchsorted(columns[order], np.arange(block.shape[1] - COMMON + 1))
    for column, (start, end) in enumerate(pairwise(ends.tolist())):
        having = rows[order[start:end]]
        values = block[having, COMMON + column]
        total[np.ix_(having, having)] += np.outer(values, values)


def solve(gram: NDArray[np.float32], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Dual coefficients, (N, L), for targets of -1 and 1. Needs 16 bytes of memory times N times N.

    By PyTorch's Cholesky: numpy has no solver for symmetric matrices, and the one for any matrix broke off at 24,000.
    """
    import torch

    penalised = torch.from_numpy(gram.astype(np.float64))
    penalised.diagonal().add_(PENALTY)
    factor = torch.linalg.cholesky(penalised)
    del penalised
    targets = torch.from_numpy(truth * 2.0 - 1)
    return np.asarray(torch.cholesky_solve(targets, factor).numpy(), dtype=np.float64)


def out_of_fold(
    gram: NDArray[np.float32], truth: NDArray[np.bool_], folds: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Scores, (N, L), each from a ridge that saw nothing of the example's fold (other writers)."""
    scores = np.zeros(truth.shape)
    for fold in np.unique(folds):
        held = np.flatnonzero(folds == fold)
        scores[held] = learnt(gram, truth, np.flatnonzero(folds != fold), held)
    return scores


def learnt(
    gram: NDArray[np.float32], truth: NDArray[np.bool_], seen: NDArray[np.int64], asked: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Scores of the rows `asked`, (n, L), from a ridge on the rows `seen` alone."""
    dual = solve(gram[np.ix_(seen, seen)], truth[seen])
    return np.asarray(gram[np.ix_(asked, seen)] @ dual, dtype=np.float64)


def variant(data: Features, dual: NDArray[np.float64], encoder: bool) -> Variant:
    """Primal weights from dual ones; not yet calibrated."""
    alpha = dual.astype(np.float32)
    nothing = np.zeros((0, len(LABELS)), dtype=np.float32)
    ones = np.ones(len(LABELS), dtype=np.float32)
    return Variant(
        chars=Table.of(GRAMS * (data.chars.T @ alpha)),
        words=Table.of(GRAMS * (data.words.T @ alpha)),
        marks=MARKS * (data.marks.T @ alpha),
        turn=data.turn.T @ alpha if encoder else nothing,
        before=BEFORE * (data.before.T @ alpha) if encoder else nothing,
        bias=alpha.sum(axis=0),
        slope=ones,
        offset=0 * ones,
        pull=0 * ones,
        threshold=0.5 * ones,
    )


def calibrated(
    plain: Variant, scores: NDArray[np.float64], tuned: NDArray[np.float64] | None, truth: NDArray[np.bool_]
) -> Variant:
    """Slopes, pulls, offsets and thresholds for every label, from scores out of fold.

    `tuned` are the encoder's, None for the variant that does without it.
    """
    faults = [k for k, label in enumerate(LABELS) if label in FAULTS]
    at_fault = np.asarray(truth[:, faults].any(axis=1))
    voices = [scores] if tuned is None else [scores, tuned]
    rows = [
        _calibrate(
            np.stack([voice[:, k] for voice in voices], axis=1), truth[:, k], at_fault if k in faults else None
        )
        for k in range(len(LABELS))
    ]
    slope, pull, offset, threshold = (np.array(column, dtype=np.float32) for column in zip(*rows, strict=True))
    return replace(plain, slope=slope, pull=pull, offset=offset, threshold=threshold)


def _calibrate(
    scores: NDArray[np.float64], truth: NDArray[np.bool_], at_fault: NDArray[np.bool_] | None
) -> tuple[float, float, float, float]:
    """Slope, pull, offset and threshold of one label from its scores, (N, 1 or 2).

    `at_fault`, for faults only: which turns are at any fault.
    """
    *slopes, offset = _logistic(scores, truth)
    confidences = 1 / (1 + np.exp(-(scores @ np.array(slopes) + offset)))
    if at_fault is None:
        threshold = float(np.clip(_balanced(confidences, truth), *THRESHOLDS))
    else:
        threshold = float(np.clip(_precise(confidences, truth, at_fault), *FAULT_THRESHOLDS))
    return slopes[0], slopes[1] if len(slopes) > 1 else 0.0, offset, threshold


def _balanced(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> float:
    """The score with the best F1, counting two more misses so that rare labels do not fit noise."""
    order = np.argsort(-scores)
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + truth.sum() + _SMOOTHING)
    return float(scores[order][int(f1.argmax())])


def _precise(scores: NDArray[np.float64], truth: NDArray[np.bool_], at_fault: NDArray[np.bool_]) -> float:
    """The lowest score above which accusations are right often enough; the highest of all if there is none."""
    order = np.argsort(-scores)
    named = np.arange(1, len(order) + 1)
    right, deserved = np.cumsum(truth[order]), np.cumsum(at_fault[order])
    precise = (right + 0.5) / (named + 1) >= FAULT_PRECISION
    fair = (deserved + 0.5) / (named + 1) >= ANY_FAULT_PRECISION
    good = np.flatnonzero(precise & fair & (right >= 3))
    return float(scores[order][int(good[-1]) if len(good) else 0])


def _logistic(scores: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[float]:
    """Slopes and offset by Newton's method: Platt's scaling with his smoothed targets, held near what is usual."""
    yes = truth.sum()
    targets = np.where(truth, (yes + 1) / (yes + 2), 1 / (len(truth) - yes + 2))
    design = np.concatenate([scores, np.ones((len(scores), 1))], axis=1)
    usual = np.array([*(USUAL_SLOPES if scores.shape[1] > 1 else USUAL_SLOPE), 0.0])
    firmness = np.diag([*[FIRMNESS] * scores.shape[1], 1e-3])
    at = usual.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(design @ at, -30, 30)))
        gradient = design.T @ (p - targets) + firmness @ (at - usual)
        curve = (design * (p * (1 - p))[:, None]).T @ design + firmness
        step = np.linalg.solve(curve, gradient)
        at -= np.clip(step, -2, 2)
        if np.abs(step).max() < 1e-8:
            break
    return [*(float(max(slope, 0.0)) for slope in at[:-1]), float(at[-1])]


def _vocabulary(counted: Sequence[Counter[str]]) -> tuple[dict[str, int], NDArray[np.float32]]:
    seen = Counter(gram for counts in counted for gram in counts)
    kept = sorted((gram for gram, n in seen.items() if n > 1 and "\n" not in gram), key=lambda g: (-seen[g], g))
    kept = kept[:GRAM_KINDS]
    idf = [np.log((1 + len(counted)) / (1 + seen[gram])) + 1 for gram in kept]
    return {gram: i for i, gram in enumerate(kept)}, np.array(idf, dtype=np.float16).astype(np.float32)


def _dense(counted: Sequence[Counter[str]], index: dict[str, int], idf: NDArray[np.float32]) -> NDArray[np.float32]:
    matrix = np.zeros((len(counted), len(index)), dtype=np.float32)
    for row, counts in enumerate(counted):
        columns, values = vector(counts, index, idf)
        matrix[row, columns] = values
    return matrix


def _encode(encoder: Reader, texts: Sequence[str]) -> NDArray[np.float32]:
    return np.concatenate([encoder.about(texts[i : i + 64]) for i in range(0, len(texts), 64)])


def _no_variant() -> Variant:
    nothing = np.zeros((0, 0), dtype=np.float32)
    empty = Table.of(nothing)
    return Variant(empty, empty, *[nothing] * 3, *[np.zeros(0, dtype=np.float32)] * 5)
