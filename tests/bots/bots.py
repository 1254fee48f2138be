"""Bot trainees play rounds: a strategy is a list of turns, a turn a list of tactics, a tactic has many phrasings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from pathlib import Path
from random import Random
from typing import Any

import yaml

from roleplay.practice.round import Round, Setup
from roleplay.practice.theatre import Ears, Theatre

HERE = Path(__file__).parent
SCENARIOS = ("dead_cooker", "one_day_late")
LANGS = ("en", "zh")
#: Tactics that put a solution on the table.
OFFERS = ("offer_best", "two_ways")
#: A polite bot gives up after so many turns; a customer has usually left before.
PATIENCE = 14


@cache
def phrases(lang: str) -> dict[str, dict[str, list[str]]]:
    data: dict[str, dict[str, list[str]]] = yaml.safe_load((HERE / f"phrases.{lang}.yaml").read_text("utf-8"))
    return data


@dataclass(frozen=True)
class Plan:
    """What a bot does against one temper: turns of tactics, and what goes before an offer put again and a goodbye."""

    expert: tuple[tuple[str, ...], ...]
    worst: tuple[tuple[str, ...], ...]
    repair: tuple[str, ...]
    closing: tuple[str, ...]

    def turns(self, strategy: str) -> tuple[tuple[str, ...], ...]:
        return {"expert": self.expert, "worst": self.worst}[strategy]


@cache
def strategies() -> dict[str, Plan]:
    data = yaml.safe_load((HERE / "strategies.yaml").read_text("utf-8"))
    return {
        persona: Plan(
            expert=tuple(map(tuple, plan["expert"])),
            worst=tuple(map(tuple, plan["worst"])),
            repair=tuple(plan["repair"]),
            closing=tuple(plan["closing"]),
        )
        for persona, plan in data.items()
    }


def said(tactic: str, scenario: str, lang: str, random: Random) -> str:
    """One phrasing of a tactic, the scenario's own before the general one."""
    book = phrases(lang)
    variants = book[scenario].get(tactic) or book["general"][tactic]
    return random.choice(variants)


def turns(strategy: str, persona: str, scenario: str, lang: str, seed: int) -> Iterator[tuple[str, list[str]]]:
    """What the bot types, turn by turn, with the tactics. `polite` says one and the same sentence for ever."""
    random = Random(f"{strategy}/{persona}/{scenario}/{lang}/{seed}")
    if strategy == "polite":
        yield from repeat((random.choice(phrases(lang)["general"]["polite"]), ["polite"]), PATIENCE)
        return
    for tactics in strategies()[persona].turns(strategy):
        yield typed(tactics, scenario, lang, random), list(tactics)


def typed(tactics: Sequence[str], scenario: str, lang: str, random: Random) -> str:
    join = "" if lang == "zh" else " "
    return join.join(said(tactic, scenario, lang, random) for tactic in tactics)


@dataclass(frozen=True)
class Played:
    """How a bot's round came out."""

    round: Round
    value: int
    ending: str
    scores: dict[str, int]

    @property
    def passed(self) -> bool:
        return all(score >= 70 for score in self.scores.values())

    @property
    def poor(self) -> bool:
        return all(score <= 40 for score in self.scores.values())


def play(
    theatre: Theatre, ears: Ears, strategy: str, persona: str, scenario: str, lang: str, seed: int = 0,
    tactics_of: str | None = None,
) -> Played:  # fmt: skip
    """Let a bot play against `persona`, with the strategy written for `tactics_of` (default: the same)."""
    played = Round(theatre, Setup(scenario, persona, lang, "exam", seed), ears)
    played.start()
    random = Random(f"again/{persona}/{scenario}/{lang}/{seed}")
    plan, offer = strategies()[tactics_of or persona], list[str]()
    for text, tactics in turns(strategy, tactics_of or persona, scenario, lang, seed):
        offer = [tactic for tactic in tactics if tactic in OFFERS] or offer
        if strategy == "expert" and offer and "check_satisfied" in tactics:
            insist(played, [*plan.repair, *offer], scenario, lang, random)
        if played.phase != "talk":
            break
        played.say(text)
    if strategy == "expert" and played.phase == "talk":
        insist(played, [*plan.repair, *offer], scenario, lang, random)
        for _ in range(2):  # "not yet", says the customer, and nobody walks off then
            if played.phase == "talk":
                played.say(typed(plan.closing, scenario, lang, random))
    if played.phase == "talk":
        played.leave()
    ended = played.finish()[-1]
    return Played(played, ended["value"], ended["ending"], scores(ended))


def insist(played: Round, tactics: Sequence[str], scenario: str, lang: str, random: Random) -> None:
    """Nobody sums up an agreement that was not reached: what was turned down is put again, at most twice.

    Told that it comes too early, a person asks first what is still missing.
    """
    for _ in range(2):
        signals = [event["signals"] for event in played.events if event["type"] == "heard"]
        if any("good_offer" in found for found in signals) or played.phase != "talk":
            return
        if any("early_offer" in found for found in signals):
            played.say(typed(["ask_behind"], scenario, lang, random))
        if played.phase == "talk":
            played.say(typed(tactics, scenario, lang, random))


def scores(ended: dict[str, Any]) -> dict[str, int]:
    return {name: int(result["score"]) for name, result in ended["rubrics"].items()}


def transcript(played: Round) -> Sequence[str]:
    """The talk as lines, for reading."""
    lines = []
    for event in played.events:
        if event["type"] == "said":
            lines.append(f"  AGENT  {event['text'] or '(' + event['how'] + ')'}")
        elif event["type"] == "heard":
            acts = " ".join(act["id"] for act in event["heard"]["acts"])
            topics = " ".join(f"{topic['kind']}:{topic['id']}" for topic in event["heard"]["topics"])
            lines.append(f"         [{acts} | {topics} | {' '.join(sorted(event['signals']))}]")
        elif event["type"] == "replied":
            mood = " ".join(f"{meter} {value}" for meter, value in event["mood"].items())
            stage = f"*{event['stage']}* " if event["stage"] else ""
            lines.append(f"CUSTOMER ({event['state']}; {mood}) {stage}{event['text']}")
        elif event["type"] == "ended":
            totals = {name: (result["score"], result["steps"]) for name, result in event["rubrics"].items()}
            lines.append(f"ENDED {event['ending']} in {event['state']}, value {event['value']}, {totals}")
            lines += [f"   {item['kind']:9} {item['id']:18} {item['points']:+}" for item in event["verdict"]]
    return lines
