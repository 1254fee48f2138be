"""What ships must have been made from what is in the tree."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from roleplay.hearing import background, corpus, cues, weights
from roleplay.hearing.labels import KINDS, LABELS


def test_the_weights_were_made_from_this_corpus_and_these_rules() -> None:
    facts = weights.manifest()
    hint = "run python -m roleplay.hearing.train"
    assert facts["corpus"] == corpus.fingerprint(), hint
    assert facts["rules"] == cues.fingerprint(), hint
    assert facts["weights"] == weights.fingerprint(), hint


def test_weights_are_small_and_have_all_labels() -> None:
    assert weights.PATH.stat().st_size + background.VECTORS.stat().st_size < 8_000_000
    assert weights.load().labels == LABELS


def test_weights_survive_being_kept(tmp_path: Path) -> None:
    first = weights.load()
    weights.save(first, tmp_path / "w.npz")
    second = weights.load(tmp_path / "w.npz")
    assert second.char_index == first.char_index
    assert second.trust == first.trust
    np.testing.assert_allclose(second.full.chars, first.full.chars, atol=1e-6)
    np.testing.assert_allclose(second.text.threshold, first.text.threshold)


def test_weights_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.npz"
    with path.open("wb") as file:
        np.savez(file, labels=np.zeros(1, dtype=np.uint8))
    with pytest.raises(ValueError, match="lacks"):
        weights.load(path)


def test_the_corpus_is_well_formed() -> None:
    examples = corpus.read_all() + corpus.read_held()
    assert len({example.id for example in examples}) == len(examples)
    for path in corpus.FOLDER.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            assert set(entry) == {"id", "lang", "context", "text", "acts", "writer", "channel", "matter"}
            assert set(entry["acts"]) <= set(KINDS)
            assert entry["lang"] in ("en", "zh", "zh-Hant")


def test_no_held_out_turn_is_trained_on() -> None:
    trained = {example.text for example in corpus.read_all()}
    assert not trained & {example.text for example in corpus.read_held()}
    assert all(not example.source.startswith("held") for example in corpus.read_all())
