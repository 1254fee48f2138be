"""How well the hearing hears: `python -m roleplay.hearing.evaluate` (some minutes).

Judges the held-out turns, by writers of whom nothing was trained on, with the weights that ship and all rules and
guards on top. `--sample FILE…` judges other labelled JSON lines. `--write` keeps the report in
`docs/hearing-report.md` and the figures beside it, against which CI checks that nothing got worse.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing import corpus, figures, weights
from roleplay.hearing.clauses import parse
from roleplay.hearing.encoder import Encoder
from roleplay.hearing.judge import Judge
from roleplay.hearing.labels import LABELS
from roleplay.hearing.model import Model
from roleplay.hearing.tidy import tidied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

DOCS = Path(__file__).parents[2] / "docs"
REPORT, FIGURES = DOCS / "hearing-report.md", DOCS / "hearing-figures.json"
#: CI hears every so-manieth held-out turn.
EVERY = 6


class Heard:
    """What was heard in some turns: `sure` (N, L), and `confidence` (N, L), 0 where nothing was even possible."""

    def __init__(self, judge: Judge, examples: Sequence[corpus.Example]) -> None:
        self.truth = figures.truth_of(examples)
        self.sure = np.zeros((len(examples), len(LABELS)), dtype=np.bool_)
        self.confidence = np.zeros((len(examples), len(LABELS)))
        for row, example in enumerate(examples):
            for verdict in judge.verdicts(parse(example.text), tidied(example.context)):
                column = LABELS.index(verdict.act)
                self.sure[row, column] = verdict.heard
                self.confidence[row, column] = verdict.confidence

    def part(self, rows: NDArray[np.bool_]) -> figures.Figures:
        """Figures of some of the turns."""
        return figures.figures(self.truth[rows], self.sure[rows])


def checked(judge: Judge) -> dict[str, dict[str, float]]:
    """Figures of the turns that CI hears, by language."""
    held = corpus.read_held()[::EVERY]
    heard = Heard(judge, held)
    return {lang: heard.part(_rows(held, lang)).rounded() for lang in ("en", "zh")}


def report(held: Sequence[corpus.Example], full: Heard, text: Heard) -> list[str]:
    """The whole report, as Markdown lines."""
    facts = weights.manifest()
    lines = [
        "# What the hearing hears",
        "",
        "Written by `python -m roleplay.hearing.evaluate --write`; how to read it is told in [hearing.md](hearing.md).",
        "All figures are of held-out turns, by writers who wrote nothing that was trained on. Macro-F1 is the mean over",
        f"labels with at least {figures.ENOUGH} examples. Brackets hold the middle 95 % over resampled turns.",
        "",
        f"Corpus {facts['corpus']} ({facts['examples']} turns), rules {facts['rules']}, weights {facts['weights']}, "
        f"encoder {facts['encoder']}.",
        "",
        "| | turns | micro-F1 [95 %] | macro-F1 (labels) | any fault: precision | recall |",
        "|---|--:|---|---|--:|--:|",
    ]
    traditional = np.array([example.lang == "zh-Hant" for example in held])
    for name, heard, rows in (
        ("English", full, _rows(held, "en")),
        ("Chinese", full, _rows(held, "zh")),
        ("… in Traditional characters", full, traditional),
        ("… in Simplified characters", full, _rows(held, "zh") & ~traditional),
        ("English without the encoder", text, _rows(held, "en")),
        ("Chinese without the encoder", text, _rows(held, "zh")),
    ):
        lines.append(_row(name, heard, rows))
    lines += ["", *_agreement(held)]
    for lang, name in (("en", "English"), ("zh", "Chinese")):
        rows = _rows(held, lang)
        lines += [f"## {name}, label by label", "", *_table(full.truth[rows], full.sure[rows]), ""]
    return [*lines, *_reliability(full)]


def _row(name: str, heard: Heard, rows: NDArray[np.bool_]) -> str:
    if not rows.any():
        return f"| {name} | 0 | | | | |"
    of = heard.part(rows)
    low, high = figures.interval(heard.truth[rows], heard.sure[rows])
    return (
        f"| {name} | {of.turns} | {of.micro:.3f} [{low:.3f}, {high:.3f}] | {of.macro:.3f} ({of.macro_labels}) "
        f"| {of.fault_precision:.3f} | {of.fault_recall:.3f} |"
    )


def _agreement(held: Sequence[corpus.Example]) -> list[str]:
    """How far a second, blind labelling of held-out turns agrees with the first."""
    second = corpus.read_second()
    both = [(example, second[example.id]) for example in held if example.id in second]
    lines = ["## Agreement of two labellings", ""]
    for lang, name in (("en", "English"), ("zh", "Chinese")):
        pairs = [pair for pair in both if pair[0].lang.startswith(lang)]
        if not pairs:
            continue
        first = figures.truth_of([example for example, _ in pairs])
        other = np.array([[label in acts for label in LABELS] for _, acts in pairs])
        of = figures.figures(first, other)
        same = float((first == other).all(axis=1).mean())
        lines.append(
            f"- {name}: {len(pairs)} turns labelled again blind; micro-F1 between the two {of.micro:.3f}, macro-F1 "
            f"{of.macro_all:.3f}, kappa {figures.kappa(first, other):.3f}, the same whole set on {same:.0%} of turns."
        )
    return [*lines, ""]


def _table(truth: NDArray[np.bool_], heard: NDArray[np.bool_]) -> list[str]:
    """One row a label, most frequent first."""
    rows = ["| label | n | heard | precision | recall | F1 [95 %] |", "|---|--:|--:|--:|--:|---|"]
    for k in sorted(range(len(LABELS)), key=lambda k: (-int(truth[:, k].sum()), LABELS[k])):
        count, named = int(truth[:, k].sum()), int(heard[:, k].sum())
        if count < figures.ENOUGH:
            rows.append(f"| {LABELS[k]} | {count} | {named} | | | |")
            continue
        column = truth[:, [k]], heard[:, [k]]
        precision, recall, value = figures.f1(*column)
        low, high = figures.interval(*column)
        rows.append(
            f"| {LABELS[k]} | {count} | {named} | {precision:.2f} | {recall:.2f} | {value:.2f} [{low:.2f}, {high:.2f}] |"
        )
    return rows


def _reliability(heard: Heard) -> list[str]:
    """Of verdicts with a confidence, how many are right: a plot in plain text."""
    named = heard.confidence > 0
    rows = figures.reliability(heard.confidence[named], heard.truth[named])
    lines = [
        "## Reliability of confidence",
        "",
        "What is heard or possible, by confidence; a bar is the share that is",
    ]
    lines += ["right, `|` where it would be if confidence were exact.", "", "```"]
    for tenth, (count, share) in enumerate(rows):
        if count:
            bar = list("█" * round(share * 40) + " " * (40 - round(share * 40)))
            bar[min(39, tenth * 4 + 2)] = "|"
            lines.append(f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f} {''.join(bar)} {share:4.0%} of {count}")
    return [*lines, "```", ""]


def _rows(examples: Sequence[corpus.Example], lang: str) -> NDArray[np.bool_]:
    return np.array([example.lang.startswith(lang) for example in examples])


def _sample(judge: Judge, paths: Sequence[Path]) -> None:
    for path in paths:
        heard = Heard(judge, corpus.read(path))
        everything = np.ones(len(heard.truth), dtype=np.bool_)
        low, high = figures.interval(heard.truth, heard.sure)
        print(f"{path.name}: micro-F1 [{low:.3f}, {high:.3f}] {heard.part(everything).rounded()}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Path, nargs="+", help="labelled JSON lines to judge instead")
    parser.add_argument("--no-encoder", action="store_true", help="judge the sample without the sentence encoder")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name} and {FIGURES.name}")
    options = parser.parse_args()
    shipped, encoder = weights.load(), Encoder()
    judge, plain = Judge(Model(shipped, encoder)), Judge(Model(shipped, None))
    if options.sample:
        _sample(plain if options.no_encoder else judge, options.sample)
        return
    held = corpus.read_held()
    text = "\n".join(report(held, Heard(judge, held), Heard(plain, held)))
    print(text)
    if options.write:
        REPORT.write_text(text.rstrip() + "\n", encoding="utf-8")
        FIGURES.write_text(json.dumps(checked(judge), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
