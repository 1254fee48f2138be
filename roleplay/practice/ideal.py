"""The scenario's ideal version beside a round, matched by what is done and not by number.

The ideal turns are heard like the trainee's. Two turns are alike as far as the one serves what the other serves:
the same acts, facts and solutions, and the same steps of the service models. Matches never cross: what the
expert does later stands beside what the trainee said later (or in the same breath).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Any

from roleplay.content.text import choose

if TYPE_CHECKING:
    from roleplay.content.rubric import Rubric
    from roleplay.content.scenario import Scenario
    from roleplay.hearing.heard import HeardTurn
    from roleplay.practice.debrief import DebriefTurn
    from roleplay.practice.theatre import Ears

#: Act → the steps that it earns in, as "rubric.step".
Serving = Mapping[str, frozenset[str]]
#: How alike some matches are together, and the trainee's turn for each ideal turn so far.
_Way = tuple[float, tuple[int | None, ...]]

#: What an ideal turn does counts for so much by its acts and topics, the rest by the steps they serve.
_BY_ACTS = 0.8
#: A fact asked for or a solution offered says more about which turn it is than an act does.
_TOPIC = 2
#: Less of an ideal turn than this, and it was not done.
_ENOUGH = 0.3
#: What it costs that one turn of the trainee stands for several of the expert: rather each has its own.
_AGAIN = 0.15


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one ideal turn.

    `turn`: the number of the trainee's turn that did it, None where none did. `shared`: the acts in both;
    `acts`: all that the ideal turn does. `compared`: False where nothing is heard in the ideal turn.
    """

    turn: int | None
    shared: tuple[str, ...]
    acts: tuple[str, ...]
    compared: bool


@dataclass(frozen=True, slots=True)
class _Deed:
    """What a turn does: acts and topics by name, and the steps they serve."""

    acts: tuple[str, ...]
    things: frozenset[str]
    steps: frozenset[str]


def serving(rubrics: Sequence[Rubric]) -> Serving:
    """Which acts serve which steps."""
    found: dict[str, frozenset[str]] = {}
    for rubric in rubrics:
        for step in rubric.steps:
            for earning in (*step.earns, *step.later):
                found[earning.hears] = found.get(earning.hears, frozenset()) | {f"{rubric.id}.{step.id}"}
    return found


def hear_ideal(ears: Ears, scenario: Scenario, lang: str) -> tuple[HeardTurn, ...]:
    """What is heard in each turn of the expert. Takes about 70 ms a turn."""
    phrases = ears.phrases(scenario)
    return tuple(
        ears.hear(
            choose(turn.agent, lang, scenario.lang), choose(turn.customer, lang, scenario.lang), lang, phrases
        )
        for turn in scenario.ideal
    )


def align(ideal: Sequence[HeardTurn], turns: Sequence[DebriefTurn], serves: Serving) -> list[Done]:
    """For each ideal turn the trainee's turn that does the same, in order."""
    expert = [_deed(turn.ids(), [topic.to_dict() for topic in turn.topics], serves) for turn in ideal]
    mine = [_deed([act["id"] for act in turn.acts], turn.topics, serves) for turn in turns]
    often = Counter(thing for deed in expert for thing in deed.things)
    alike = [[_alike(one, other, often) for other in mine] for one in expert]
    done = []
    for deed, match in zip(expert, _best_path(alike), strict=True):
        shared = tuple(act for act in deed.acts if match is not None and act in mine[match].acts)
        turn = None if match is None else turns[match].turn
        done.append(Done(turn, shared, deed.acts, bool(deed.things)))
    return done


def _deed(acts: Sequence[str], topics: Sequence[Mapping[str, Any]], serves: Serving) -> _Deed:
    """Acts that serve no step (faults, and small talk) are no part of what is done."""
    useful = tuple(dict.fromkeys(act for act in acts if act in serves))
    named = {f"{topic['kind']}:{topic['id']}" for topic in topics}
    steps = frozenset(step for act in useful for step in serves[act])
    return _Deed(useful, frozenset(useful) | named, steps)


def _alike(expert: _Deed, mine: _Deed, often: Counter[str]) -> float:
    """How much of an ideal turn is done, 0-1. What an expert does in every turn says little about which it is."""
    if not expert.things & mine.things:
        return 0.0
    weight = {thing: (_TOPIC if ":" in thing else 1) / often[thing] for thing in expert.things}
    things = sum(weight[thing] for thing in expert.things & mine.things) / sum(weight.values())
    steps = len(expert.steps & mine.steps) / len(expert.steps) if expert.steps else things
    return _BY_ACTS * things + (1 - _BY_ACTS) * steps


def _best_path(alike: Sequence[Sequence[float]]) -> tuple[int | None, ...]:
    """For each ideal turn the trainee's turn, never crossing, so that all together are most alike."""
    width = len(alike[0]) if alike else 0
    # ends[j + 1]: the best of all ways whose last match is the trainee's turn j; ends[0]: nothing matched yet.
    ends: list[_Way] = [(0.0, ()), *[(-inf, ())] * width]
    for row in alike:
        ends = _with(row, ends)
    return max(ends, key=_total)[1]


def _with(row: Sequence[float], ends: list[_Way]) -> list[_Way]:
    """`ends` after one more ideal turn: not done, done in a later turn than the last, or in the same once more."""
    after = [(total, (*path, None)) for total, path in ends]
    before = ends[0]
    for j, value in enumerate(row):
        again = ends[j + 1]
        if value >= _ENOUGH:
            ways = [(before[0] + value, (*before[1], j)), (again[0] + value - _AGAIN, (*again[1], j))]
            after[j + 1] = max(after[j + 1], *ways, key=_total)
        before = max(before, again, key=_total)
    return after


def _total(way: _Way) -> float:
    return way[0]
