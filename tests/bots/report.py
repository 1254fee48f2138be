"""Print how every bot fares against every persona, scenario and language.

python -m tests.bots.report [--seeds N] [--cross] [--show STRATEGY PERSONA SCENARIO LANG SEED [TACTICS_OF]]
"""

from __future__ import annotations

import sys
from statistics import median

from roleplay.content.library import Library
from roleplay.hearing.listener import load_listener
from roleplay.practice.theatre import Ears, Theatre
from tests.bots.bots import LANGS, SCENARIOS, play, strategies, transcript

#: Every temper that bots know how to deal with.
PERSONAS = tuple(strategies())


def table(theatre: Theatre, ears: Ears, seeds: int) -> None:
    print(f"{'persona':10} {'scenario':13} {'lang':4}", *(f"{s:>24}" for s in ("expert", "worst", "polite")))
    for persona in PERSONAS:
        for scenario in SCENARIOS:
            for lang in LANGS:
                cells = []
                for strategy in ("expert", "worst", "polite"):
                    got = [play(theatre, ears, strategy, persona, scenario, lang, seed) for seed in range(seeds)]
                    values = "/".join(f"{p.value:+d}" for p in got)
                    points = "/".join(str(min(p.scores.values())) for p in got)
                    cells.append(f"{values} {points}")
                print(f"{persona:10} {scenario:13} {lang:4}", *(f"{cell:>24}" for cell in cells), flush=True)


def cross(theatre: Theatre, ears: Ears, seeds: int) -> None:
    print(f"{'expert for':12}", *(f"{'vs ' + persona:>14}" for persona in PERSONAS))
    for author in PERSONAS:
        cells = []
        for persona in PERSONAS:
            values = [
                play(theatre, ears, "expert", persona, scenario, lang, seed, author).value
                for scenario in SCENARIOS
                for lang in LANGS
                for seed in range(seeds)
            ]
            cells.append(f"{median(values):+.1f} ({min(values):+d}..{max(values):+d})")
        print(f"{author:12}", *(f"{cell:>14}" for cell in cells), flush=True)


def main(args: list[str]) -> None:
    theatre, ears = Theatre(Library()), load_listener()
    if "--show" in args:
        strategy, persona, scenario, lang, seed, *rest = args[args.index("--show") + 1 :]
        played = play(theatre, ears, strategy, persona, scenario, lang, int(seed), rest[0] if rest else None)
        print("\n".join(transcript(played.round)))
        return
    seeds = int(args[args.index("--seeds") + 1]) if "--seeds" in args else 1
    (cross if "--cross" in args else table)(theatre, ears, seeds)


if __name__ == "__main__":
    main(sys.argv[1:])
