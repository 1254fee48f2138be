"""The debrief: everything shown after a round, computed from its events and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roleplay.content.rubric import Rubric
from roleplay.practice.events import Event
from roleplay.practice.evidence import Words, by_turn, worded
from roleplay.scoring.advice import Advice, advise


@dataclass
class DebriefTurn:
    """One agent turn with all that came of it.

    `credits` and `debits` are per rubric; `acts`, `possible`, `topics` and `near` as in `heard` events, but with the exact
    words where they are known; `shifts` the mood events; `reply` the customer's answer.
    """

    turn: int
    text: str
    how: str
    acts: list[dict[str, Any]] = field(default_factory=list)
    possible: list[dict[str, Any]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    near: list[dict[str, Any]] = field(default_factory=list)
    credits: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    debits: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    shifts: list[Event] = field(default_factory=list)
    reply: Event | None = None
    later: bool = False
    heard: bool = False


@dataclass
class Debrief:
    """A whole round as it is looked back on.

    `moods`: meter → its value after the opening and after each turn. `totals`: rubric → score and steps
    as they stand. `ended`: the last event, None while the round is open.
    """

    started: Event
    opening: Event | None = None
    turns: list[DebriefTurn] = field(default_factory=list)
    moods: dict[str, list[int]] = field(default_factory=dict)
    totals: dict[str, dict[str, Any]] = field(default_factory=dict)
    later: Event | None = None
    later_reply: Event | None = None
    ended: Event | None = None

    def heard(self) -> set[str]:
        """Every act heard in the round."""
        return {act["id"] for turn in self.turns for act in turn.acts}

    def advice(self, rubrics: Sequence[Rubric]) -> list[Advice]:
        """What to practise next, weakest step first over both models."""
        found: list[Advice] = []
        for rubric in rubrics:
            total = self.totals.get(rubric.id, {"steps": {}})
            found += advise(rubric, total["steps"], self.heard())
        return sorted(found, key=lambda advice: advice.score)

    def passed(self, rubrics: Sequence[Rubric]) -> bool:
        """Whether every model was passed."""
        return all(self.totals.get(r.id, {"score": 0})["score"] >= r.pass_at for r in rubrics)


def debrief(events: Sequence[Event]) -> Debrief:
    """Look back on a round. `events` must begin with `started`."""
    made, known = Debrief(events[0]), by_turn(events)
    for event in events[1:]:
        _take(made, event, known)
    return made


def _take(made: Debrief, event: Event, known: Mapping[int, Words]) -> None:
    current = made.turns[-1] if made.turns else None
    match event["type"]:
        case "said" if event["how"] != "end":
            turn = DebriefTurn(event["turn"], event["text"], event["how"], later=made.later is not None)
            made.turns.append(turn)
        case "heard" if current:
            heard = event["heard"]
            current.acts = worded(heard["acts"], known.get(event["turn"], {}))
            current.possible, current.topics = heard["possible"], heard["topics"]
            current.near = heard.get("near", [])
            current.heard = True
        case "mood" if current:
            current.shifts.append(event)
        case "replied":
            _take_reply(made, event)
        case "scored":
            _take_score(made, event, known)
        case "later":
            made.later = event
        case "ended":
            made.ended = event
            made.totals = {name: dict(total) for name, total in event["rubrics"].items()}
        case _:
            pass


def _take_reply(made: Debrief, event: Event) -> None:
    for meter, value in event["mood"].items():
        made.moods.setdefault(meter, []).append(value)
    if made.opening is None:
        made.opening = event
    elif made.later is not None and made.later_reply is None:
        made.later_reply = event
    elif made.turns:
        made.turns[-1].reply = event


def _take_score(made: Debrief, event: Event, known: Mapping[int, Words]) -> None:
    """Credits and debits to the turns they name: some faults only show when the talk is over."""
    heard = [turn for turn in made.turns if turn.heard]
    for name, result in event["rubrics"].items():
        made.totals[name] = {"score": result["score"], "steps": result["steps"]}
        for turn in heard[-1:]:
            turn.credits.setdefault(name, [])
            turn.debits.setdefault(name, [])
        for kind in ("credits", "debits") if heard else ():
            for item in result[kind]:
                turn = heard[min(item["turn"], len(heard)) - 1]
                found: list[dict[str, Any]] = getattr(turn, kind).setdefault(name, [])
                found += worded([item], known.get(turn.turn, {}))
