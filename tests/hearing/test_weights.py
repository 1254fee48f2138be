"""What ships must have been made from what is in the tree."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from roleplay.hearing import background, corpus, cues, encoder, neighbours, weights
from roleplay.hearing.labels import LABELS


def test_the_weights_were_made_from_this_corpus_and_these_rules() -> None:
    facts = weights.manifest()
    hint = "run python -m roleplay.hearing.training"
    assert facts["corpus"] == corpus.fingerprint(), hint
    assert facts["rules"] == cues.fingerprint(), hint
    assert facts["weights"] == weights.fingerprint(), hint
    assert facts["encoder"] == weights.fingerprint(encoder.PATH), hint


def test_weights_are_small_and_have_all_labels() -> None:
    small = weights.PATH, background.VECTORS, neighbours.PATH
    assert sum(path.stat().st_size for path in small) < 8_000_000
    assert encoder.PATH.stat().st_size < 26_000_000
    assert weights.load().labels == LABELS == encoder.Encoder().labels


def test_weights_survive_being_kept(tmp_path: Path) -> None:
    first = weights.load()
    weights.save(first, tmp_path / "w.npz")
    second = weights.load(tmp_path / "w.npz")
    assert second.char_index == first.char_index
    assert second.trust == first.trust
    np.testing.assert_array_equal(second.full.chars.numbers, first.full.chars.numbers)
    np.testing.assert_allclose(second.full.turn, first.full.turn, atol=1e-6)
    np.testing.assert_allclose(second.text.threshold, first.text.threshold)


def test_weights_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    with path.open("wb") as file:
        np.savez(file, labels=np.zeros(1, dtype=np.uint8))
    with pytest.raises(ValueError, match="lacks"):
        weights.load(path)
