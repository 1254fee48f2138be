"""How many rounds the engine plays on turns that were heard already, and what a turn costs as rounds grow.

    python -m bench.engine [SECONDS]

Budget (two cores): 30,000 ten-turn rounds a minute, so 15,000 a minute on the one core used here; cost
per turn flat in round length.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from roleplay.content.library import Library
from roleplay.hearing.heard import Heard, HeardTurn, Topic
from roleplay.practice.round import Round, Setup
from roleplay.practice.theatre import Theatre

PLAIN = Path(__file__).parent.parent / "tests" / "fixtures" / "plain"
ACTS = (
    ("greet", "invite"), ("empathise", "restate"), ("apologise", "own"), ("ask_open",), ("record", "ask_closed"),
    ("explain",), ("propose", "offer_choice"), ("commit", "act"), ("recap", "follow_up"), ("acknowledge",),
)  # fmt: skip


def turns(scenario_facts: list[str]) -> list[HeardTurn]:
    made = []
    for i, acts in enumerate(ACTS):
        heard = tuple(Heard(act, 0.9, ((j, j + 5),), "model") for j, act in enumerate(acts))
        topics = (Topic("fact", scenario_facts[i % len(scenario_facts)], 0.9, ((0, 5),)),) if i % 3 == 0 else ()
        made.append(HeardTurn(f"turn number {i}", "en", heard, (), topics, size=8, print=f"turn {i}"))
    return made


def play(theatre: Theatre, persona: str, script: list[HeardTurn], seed: int, rounds_of: int = 10) -> int:
    """One round of up to `rounds_of` turns; returns the turns played."""
    played = Round(theatre, Setup("dead_cooker", persona, "en", seed=seed), None)
    played.start()
    for n in range(rounds_of):
        if played.phase != "talk":
            return n
        played.hear(script[n % len(script)])
    return rounds_of


def main(seconds: float = 5.0) -> None:
    theatre = Theatre(Library())
    scenario = theatre.library.scenario("dead_cooker")
    script = turns([fact.id for fact in scenario.facts])
    personas = theatre.library.ids("personas")
    for persona in personas:
        play(theatre, persona, script, 0)
    done = rounds = 0
    begin = time.perf_counter()
    while time.perf_counter() - begin < seconds:
        done += play(theatre, personas[rounds % len(personas)], script, rounds)
        rounds += 1
    spent = time.perf_counter() - begin
    per_turn = spent / done
    print(f"{done / spent:,.0f} turns/s, {per_turn * 1e6:.0f} µs a turn")
    print(f"ten-turn rounds a minute on one core: {60 / (per_turn * 10):,.0f} (budget 15,000)")
    flat()


def flat() -> None:
    """A customer who never loses patience with a nod, so that the round can grow."""
    played = Round(Theatre(Library((PLAIN,))), Setup("plain:lamp", "plain:grumpy", "en"), None)
    played.start()
    quiet = [HeardTurn(f"well {i}", "en", (Heard("acknowledge", 0.9, ((0, 4),), "model"),)) for i in range(400)]
    marks = []
    for block in range(4):
        begin = time.perf_counter()
        count = 0
        for turn in quiet[block * 100 : block * 100 + 100]:
            if played.phase == "talk":
                played.hear(turn)
                count += 1
        if count:
            marks.append(f"{(time.perf_counter() - begin) / count * 1e6:.0f}")
    print(f"µs a turn in turns 1-100, 101-200, ...: {', '.join(marks)}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5.0)
