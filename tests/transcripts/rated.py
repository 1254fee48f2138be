"""Thirty cases a language, each talked through at three levels of service, with a careful reader's ratings.

`python -m tests.transcripts.rated` prints how the scores follow them. Levels are about the service: some good agents
are blunt and some poor ones smooth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from roleplay.content.library import Library
from roleplay.hearing.listener import load_listener
from roleplay.practice.theatre import Ears
from roleplay.practice.transcript import Examiner, Utterance, parse

HERE = Path(__file__).parent
LEVELS = ("good", "middling", "poor")
RUBRICS = ("complaint_five_steps", "moment_of_truth")
_RATED = re.compile(r"(\w+) (\d+)")


@dataclass(frozen=True)
class Talk:
    """One talk. `rated`: step → 0-4. `total`: 0-10, the whole service with the harm in it."""

    case: str
    level: str
    said: tuple[Utterance, ...]
    rated: dict[str, int]
    total: int


@dataclass(frozen=True)
class Result:
    """Scores of a talk. `models`: rubric → 0-100; `steps`: step → score."""

    talk: Talk
    models: dict[str, float]
    steps: dict[str, float]


def talks(lang: str) -> Iterator[Talk]:
    """All talks of a language, case by case."""
    text = (HERE / f"cases.{lang}.txt").read_text(encoding="utf-8")
    for block in re.split(r"^## case: ", text, flags=re.M)[1:]:
        case = block.split("|")[0].strip()
        for part in re.split(r"^### ", block, flags=re.M)[1:]:
            level, _, rest = part.partition("\n")
            spoken, _, ratings = rest.rpartition("\n= ")
            numbers = {name: int(value) for name, value in _RATED.findall(ratings)}
            total = numbers.pop("total")
            yield Talk(case, level.strip(), parse(spoken).utterances, numbers, total)


def scored(ears: Ears, lang: str) -> list[Result]:
    """Every talk of a language with what the rubrics gave it."""
    examiner = Examiner(Library(), ears, lang=lang)
    results = []
    for talk in talks(lang):
        rubrics = examiner.score(talk.said).rubrics
        models = {name: float(rubrics[name]["score"]) for name in RUBRICS}
        steps = {step: float(value) for name in RUBRICS for step, value in rubrics[name]["steps"].items()}
        results.append(Result(talk, models, steps))
    return results


def pairs(results: list[Result]) -> list[tuple[str, str, str, str, bool]]:
    """Every pair of talks of one case: case, better level, worse level, rubric, whether the better scored higher."""
    found = []
    for better, worse in combinations(results, 2):
        if better.talk.case == worse.talk.case and better.talk.total > worse.talk.total:
            for name in RUBRICS:
                right = better.models[name] > worse.models[name]
                found.append((better.talk.case, better.talk.level, worse.talk.level, name, right))
    return found


def spearman(results: list[Result]) -> dict[str, float]:
    """Rank correlation of scores with ratings: each step, and `all`, the mean over the steps."""
    found = {
        step: _correlation([r.talk.rated[step] for r in results], [r.steps[step] for r in results])
        for step in results[0].talk.rated
    }
    return found | {"all": float(np.mean(list(found.values())))}


def _correlation(first: list[int], second: list[float]) -> float:
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: list[int] | list[float]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Ranks, those of equal values shared."""
    array = np.array(values, dtype=np.float64)
    return np.array([((array < value).sum() + (array <= value).sum() + 1) / 2 for value in array])


def main() -> None:
    """Print both languages."""
    ears = load_listener()
    for lang in ("en", "zh"):
        results = scored(ears, lang)
        told = pairs(results)
        print(lang, f"{sum(pair[-1] for pair in told)} of {len(told)} pairs in order;",
              " ".join(f"{step} {value:.2f}" for step, value in spearman(results).items()))  # fmt: skip
        for level in LEVELS:
            rows = [r.models for r in results if r.talk.level == level]
            print(f"  {level}: ", {name: round(float(np.mean([row[name] for row in rows])), 1) for name in RUBRICS})
        for case, better, worse, name, right in told:
            if not right:
                print(f"  wrong: {case}, {better} below {worse} on {name}")


if __name__ == "__main__":
    main()
