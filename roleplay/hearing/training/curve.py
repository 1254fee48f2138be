"""What more turns and each voice are worth: `python -m roleplay.hearing.training.curve` (half an hour).

The ridge, the tuned encoder and both together are trained on a quarter, half and all of the corpus and judged on
the held-out turns, without rules and guard. Macro-F1 is over labels with enough held-out examples, at one threshold
for all labels that is chosen on the other half of the held-out turns; mean average precision needs none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from roleplay.hearing import corpus, figures
from roleplay.hearing.encoder import Encoder
from roleplay.hearing.tidy import tidied
from roleplay.hearing.training import fit, pack, published, tune
from roleplay.hearing.training.__main__ import SEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

SHARES = (0.25, 0.5, 1.0)


class _Read:
    """Stands for the encoder where all texts were read beforehand."""

    def __init__(self, about: dict[str, NDArray[np.floating[Any]]]) -> None:
        self._about = about

    def about(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of texts, (n, H)."""
        return np.stack([self._about[text] for text in texts]).astype(np.float32)


def main() -> None:
    """Print one row a share and voice."""
    examples, held = corpus.read_all(), corpus.read_held()
    reader, source = Encoder(), published.read(published.find())
    everything = [*examples, *held]
    texts = [tidied(example.text) for example in everything]
    contexts = [tidied(example.context) for example in everything]
    both = list(dict.fromkeys(texts + contexts))
    read = dict(zip(both, tune.lower_half(source, reader, both, pack.FROZEN).states, strict=True))
    lower = tune.Lower([read[text] for text in texts])
    data = fit.features(everything, _Read({text: states.mean(axis=0) for text, states in read.items()}))
    gram = fit.kernel(data, encoder=True)
    plain = fit.kernel(data, encoder=False)
    truth, count = data.truth, len(examples)
    del data, read
    order = np.random.default_rng(SEED).permutation(count)
    rows = np.arange(count, len(everything))
    for share in SHARES:
        chosen = np.sort(order[: round(share * count)])
        if share == 1:
            tuned = np.concatenate([reader.acts(texts[i : i + 32]) for i in range(count, len(texts), 32)])
        else:
            head = tune.fine_tune(source, lower, truth, chosen, pack.FROZEN, SEED)
            tuned = tune.logits(head, lower, rows)
        text, ridge = (fit.learnt(kernel, truth, chosen, rows) for kernel in (plain, gram))
        slope, pull = fit.USUAL_SLOPES
        for name, scores in (
            ("n-grams and rules", text),
            ("ridge", ridge),
            ("encoder", tuned.astype(np.float64)),
            ("both", slope * ridge + pull * tuned),
        ):
            cells = " | ".join(_row(scores, truth[rows], held, lang) for lang in ("en", "zh"))
            print(f"| {len(chosen)} | {name} | {cells} |", flush=True)


def _row(scores: NDArray[np.float64], truth: NDArray[np.bool_], held: list[corpus.Example], lang: str) -> str:
    mine = np.array([example.lang.startswith(lang) for example in held])
    scores, truth = scores[mine], truth[mine]
    enough = np.flatnonzero(truth.sum(axis=0) >= figures.ENOUGH)
    precision = np.mean([_average_precision(truth[:, k], scores[:, k]) for k in enough])
    heard = np.zeros(truth.shape, dtype=np.bool_)
    half = np.arange(len(truth)) % 2 == 0
    for one, other in ((half, ~half), (~half, half)):
        levels = np.quantile(scores[one], np.linspace(0.9, 0.99, 40))
        best = max(levels, key=lambda level: figures.by_label(truth[one], scores[one] >= level)[enough].mean())
        heard[other] = scores[other] >= best
    return f"{precision:.3f} | {figures.by_label(truth, heard)[enough].mean():.3f}"


def _average_precision(truth: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    right = truth[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1) * right).sum() / max(1, right.sum()))


if __name__ == "__main__":
    main()
