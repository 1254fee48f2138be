"""Figures are computed rightly, and nothing of what ships got worse."""

from __future__ import annotations

import json

import numpy as np
import pytest

from roleplay.hearing import evaluate, figures, weights
from roleplay.hearing.encoder import Encoder
from roleplay.hearing.judge import Judge
from roleplay.hearing.labels import LABELS
from roleplay.hearing.model import Model

#: How much a figure may fall before it is called a regression: rules may trade a turn for another.
SLACK = 0.01


def cells(*rows: str) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    return np.array([[label in row.split() for label in LABELS] for row in rows])


def test_figures_of_a_small_case() -> None:
    truth, heard = cells("greet thank", "rude", ""), cells("greet", "argue", "rude")
    found = figures.figures(truth, heard)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == pytest.approx(1 / 3)
    assert (found.fault_precision, found.fault_recall) == (0.5, 1.0)
    assert "macro" not in found.rounded()  # no label has enough examples


def test_kappa_of_known_tables() -> None:
    yes, no = np.ones((10, 1), dtype=bool), np.zeros((10, 1), dtype=bool)
    assert figures.kappa(yes, yes) == 1.0
    half = np.array([[True]] * 5 + [[False]] * 5)
    other = np.array([[True]] * 4 + [[False]] * 5 + [[True]])
    assert figures.kappa(half, other) == pytest.approx(0.6)
    assert figures.kappa(half, no) == pytest.approx(0.0)


def test_reliability_sorts_by_tenths() -> None:
    rows = figures.reliability(np.array([0.05, 0.95, 0.96]), np.array([False, True, False]))
    assert (rows[0], rows[9], rows[5][0]) == ((1, 0.0), (2, 0.5), 0)


def test_nothing_got_worse() -> None:
    """Of every sixth held-out turn. Write the report anew if it got better."""
    kept = json.loads(evaluate.FIGURES.read_text(encoding="utf-8"))
    now = evaluate.checked(Judge(Model(weights.load(), Encoder())))
    worse = {
        (lang, name): (value, now[lang][name])
        for lang, values in kept.items()
        for name, value in values.items()
        if now[lang][name] < value - SLACK
    }
    assert worse == {}
