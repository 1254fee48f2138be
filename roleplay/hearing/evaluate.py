"""How well the hearing hears: `python -m roleplay.hearing.evaluate`.

Without arguments it judges the corpus out of fold: every turn by weights that saw nothing of its writers, with
all rules and guards on top. `--sample FILE…` judges labelled JSON lines with the weights that ship.
`--write` keeps the report in `docs/hearing-report.md`.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing import corpus, fit, weights
from roleplay.hearing.clauses import parse
from roleplay.hearing.encoder import Encoder
from roleplay.hearing.judge import Judge
from roleplay.hearing.labels import FAULTS, LABELS
from roleplay.hearing.model import Model
from roleplay.hearing.tidy import tidied
from roleplay.hearing.train import folds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

REPORT = Path(__file__).parents[2] / "docs" / "hearing-report.md"
SEED, RESAMPLES = 0, 400
#: Below this many examples a label's figures are too loose to print.
ENOUGH = 30


def truth_of(examples: Sequence[corpus.Example]) -> NDArray[np.bool_]:
    """Labels as a matrix, (N, L)."""
    return np.array([[label in example.acts for label in LABELS] for example in examples])


def judged(judge: Judge, examples: Sequence[corpus.Example]) -> NDArray[np.bool_]:
    """What is heard in each turn, (N, L)."""
    heard = np.zeros((len(examples), len(LABELS)), dtype=np.bool_)
    for row, example in enumerate(examples):
        for verdict in judge.verdicts(parse(example.text), tidied(example.context)):
            heard[row, LABELS.index(verdict.act)] = verdict.heard
    return heard


def out_of_fold(
    examples: Sequence[corpus.Example], shipped: weights.Weights, with_encoder: bool
) -> NDArray[np.bool_]:
    """As `judged`, each turn by a model trained on the other folds; thresholds are those that ship."""
    encoder = Encoder()
    data = fit.features(examples, encoder)
    groups = folds(list(examples))
    inverted = fit.inverse(fit.kernel(data, with_encoder))
    dual = fit.solve(inverted, data.truth)
    heard = np.zeros(data.truth.shape, dtype=np.bool_)
    ships = shipped.full if with_encoder else shipped.text
    for fold in np.unique(groups):
        held = np.flatnonzero(groups == fold)
        plain = fit.variant(data, fit.solve_without(inverted, dual, held), with_encoder)
        tuned = replace(plain, slope=ships.slope, offset=ships.offset, threshold=ships.threshold)
        numbers = replace(data.plain, full=tuned, text=tuned)
        judge = Judge(Model(numbers, encoder if with_encoder else None))
        heard[held] = judged(judge, [examples[int(i)] for i in held])
    return heard


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


def summary(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> list[str]:
    """Micro and macro F1, and how often an accusation of any fault was deserved."""
    precision, recall, micro = f1(truth, heard)
    low, high = interval(truth, heard)
    labels = [k for k in range(len(LABELS)) if truth[:, k].any()]
    macro = float(np.mean([f1(truth[:, [k]], heard[:, [k]])[2] for k in labels]))
    faults = [k for k, label in enumerate(LABELS) if label in FAULTS]
    any_truth = np.asarray(truth[:, faults].any(axis=1))[:, None]
    any_heard = np.asarray(heard[:, faults].any(axis=1))[:, None]
    any_precision, any_recall, _ = f1(any_truth, any_heard)
    return [
        f"- micro-F1 {micro:.3f} [{low:.3f}, {high:.3f}] (precision {precision:.3f}, recall {recall:.3f}), "
        f"macro-F1 {macro:.3f}, {len(truth)} turns",
        f"- any fault: precision {any_precision:.3f}, recall {any_recall:.3f} "
        f"({int(any_heard.sum())} turns accused, {int(any_truth.sum())} at fault)",
    ]


def table(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> list[str]:
    """One row a label, most frequent first."""
    rows = ["| label | n | heard | precision | recall | F1 [95 %] |", "|---|--:|--:|--:|--:|---|"]
    for k in sorted(range(len(LABELS)), key=lambda k: (-int(truth[:, k].sum()), LABELS[k])):
        count, named = int(truth[:, k].sum()), int(heard[:, k].sum())
        if count < ENOUGH:
            rows.append(f"| {LABELS[k]} | {count} | {named} | | | |")
            continue
        column = truth[:, [k]], heard[:, [k]]
        precision, recall, value = f1(*column)
        low, high = interval(*column)
        rows.append(
            f"| {LABELS[k]} | {count} | {named} | {precision:.2f} | {recall:.2f} | {value:.2f} [{low:.2f}, {high:.2f}] |"
        )
    return rows


def report(examples: Sequence[corpus.Example], shipped: weights.Weights) -> list[str]:
    """The whole report, as Markdown lines: the corpus out of fold, then the held-out turns."""
    facts = weights.manifest()
    lines = [
        "# What the hearing hears",
        "",
        "Written by `python -m roleplay.hearing.evaluate --write`; how to read it is told in [hearing.md](hearing.md).",
        "",
        f"Corpus {facts['corpus']} ({facts['examples']} turns), rules {facts['rules']}, weights {facts['weights']}.",
        "",
    ]
    held, encoder = corpus.read_held(), Encoder()
    for name, used in (("with the encoder", encoder), ("without it", None)):
        cells = out_of_fold(examples, shipped, used is not None)
        lines += _section(f"out of fold, {name}", examples, cells, used is not None)
        heard = judged(Judge(Model(shipped, used)), held)
        lines += _section(f"held-out writers, {name}", held, heard, False)
    return lines


def _section(name: str, examples: Sequence[corpus.Example], heard: NDArray[np.bool_], by_label: bool) -> list[str]:
    truth, lines = truth_of(examples), []
    for lang in ("en", "zh"):
        rows = np.array([example.lang.startswith(lang) for example in examples])
        lines += [f"## {lang}, {name}", "", *summary(truth[rows], heard[rows]), ""]
        lines += [*table(truth[rows], heard[rows]), ""] if by_label else []
    return lines


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, nargs="+", help="labelled JSON lines to judge instead of the corpus")
    parser.add_argument("--no-encoder", action="store_true", help="judge the sample without the sentence encoder")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    options = parser.parse_args()
    shipped = weights.load()
    if options.sample:
        judge = Judge(Model(shipped, None if options.no_encoder else Encoder()))
        for path in options.sample:
            examples = corpus.read(path)
            truth, heard = truth_of(examples), judged(judge, examples)
            print("\n".join([f"## {path.name}", "", *summary(truth, heard), ""]))
        return
    text = "\n".join(report(corpus.read_all(), shipped))
    print(text)
    if options.write:
        REPORT.write_text(text.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
