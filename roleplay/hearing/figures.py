"""Figures of how well turns are heard. Truth and what was heard are matrices of (turns, labels)."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing.labels import FAULTS, LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roleplay.hearing.corpus import Example

SEED, RESAMPLES = 0, 400
#: Below this many examples a label's figures are too loose to print or to average.
ENOUGH = 30
_FAULTS = [place for place, label in enumerate(LABELS) if label in FAULTS]


@dataclass(frozen=True)
class Figures:
    """`macro`: mean F1 over labels with `ENOUGH` examples, nan if there are none; `macro_all`: over all that occur."""

    turns: int
    precision: float
    recall: float
    micro: float
    macro: float
    macro_labels: int
    macro_all: float
    fault_precision: float
    fault_recall: float

    def rounded(self) -> dict[str, float]:
        """For files, to four digits; what could not be told is left out."""
        return {name: round(value, 4) for name, value in asdict(self).items() if not math.isnan(value)}


def truth_of(examples: Sequence[Example]) -> NDArray[np.bool_]:
    """Labels as a matrix, (N, L)."""
    return np.array([[label in example.acts for label in LABELS] for example in examples])


def f1(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all cells given."""
    right = float((truth & heard).sum())
    precision = right / max(1.0, float(heard.sum()))
    recall = right / max(1.0, float(truth.sum()))
    return precision, recall, 2 * right / max(1.0, float(heard.sum() + truth.sum()))


def interval(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> tuple[float, float]:
    """The middle 95 % of F1 over resampled turns."""
    rng = np.random.default_rng(SEED)
    picks = rng.integers(0, len(truth), (RESAMPLES, len(truth)))
    values = [f1(truth[pick], heard[pick])[2] for pick in picks]
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def by_label(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> NDArray[np.float64]:
    """F1 of each label, (L,)."""
    both = (truth & heard).sum(axis=0)
    return np.asarray(2 * both / np.maximum(1, truth.sum(axis=0) + heard.sum(axis=0)), dtype=np.float64)


def figures(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> Figures:
    """All figures of some turns."""
    precision, recall, micro = f1(truth, heard)
    counts, each = truth.sum(axis=0), by_label(truth, heard)
    enough = counts >= ENOUGH
    at_fault = np.asarray(truth[:, _FAULTS].any(axis=1))[:, None]
    accused = np.asarray(heard[:, _FAULTS].any(axis=1))[:, None]
    fault_precision, fault_recall, _ = f1(at_fault, accused)
    return Figures(
        turns=len(truth),
        precision=precision,
        recall=recall,
        micro=micro,
        macro=float(each[enough].mean()) if enough.any() else float("nan"),
        macro_labels=int(enough.sum()),
        macro_all=float(each[counts > 0].mean()) if counts.any() else float("nan"),
        fault_precision=fault_precision,
        fault_recall=fault_recall,
    )


def kappa(first: NDArray[np.bool_], second: NDArray[np.bool_]) -> float:
    """Cohen's kappa over all cells; 1 where both always say the same."""
    agreed = float((first == second).mean())
    yes, also = float(first.mean()), float(second.mean())
    by_chance = yes * also + (1 - yes) * (1 - also)
    return 1.0 if by_chance == 1 else (agreed - by_chance) / (1 - by_chance)


def reliability(
    confidence: NDArray[np.float64], right: NDArray[np.bool_], bins: int = 10
) -> list[tuple[int, float]]:
    """For each tenth of confidence how many verdicts lie in it, and what share of them is right."""
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    rows = []
    for place in range(bins):
        inside = right[places == place]
        rows.append((len(inside), float(inside.mean()) if len(inside) else float("nan")))
    return rows
