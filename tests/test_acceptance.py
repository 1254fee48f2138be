"""Acceptance rounds: bots type real sentences at every customer, in every matter, in both languages.

The sentences in `tests/bots/` were written apart from cue lists, corpus and scenario examples, so these
rounds go through everything: hearing, phrases, the customer, the score.
"""

from __future__ import annotations

from statistics import median

import pytest

from roleplay.content.library import Library
from roleplay.hearing.listener import Listener, load_listener
from roleplay.practice.theatre import Theatre
from tests.bots.bots import LANGS, SCENARIOS, phrases, play, strategies, transcript

SEEDS = (0, 1, 2)
PERSONAS = tuple(strategies())
#: The experts for these are sent to everybody.
HEADLINE = ("angry", "anxious", "stubborn", "vain", "talkative")
#: One round each of all tempers, matters and languages, with seeds in turn: a sample of what
#: `python -m tests.bots.report --seeds 3` plays.
SAMPLE = [
    (persona, scenario, lang, SEEDS[(i + j + k) % len(SEEDS)])
    for i, persona in enumerate(PERSONAS)
    for j, scenario in enumerate(SCENARIOS)
    for k, lang in enumerate(LANGS)
]


@pytest.fixture(scope="module")
def shipped() -> Theatre:
    return Theatre(Library())


@pytest.fixture(scope="module")
def ears() -> Listener:
    return load_listener()


a_sample = pytest.mark.parametrize(("persona", "scenario", "lang", "seed"), SAMPLE)


@a_sample
def test_what_works_for_this_customer_ends_satisfied_and_with_a_pass(
    shipped: Theatre, ears: Listener, persona: str, scenario: str, lang: str, seed: int
) -> None:
    played = play(shipped, ears, "expert", persona, scenario, lang, seed)
    assert played.value >= 1, "\n".join(transcript(played.round))
    assert played.passed, "\n".join(transcript(played.round))


@a_sample
def test_what_makes_it_worse_ends_badly_and_with_a_poor_score(
    shipped: Theatre, ears: Listener, persona: str, scenario: str, lang: str, seed: int
) -> None:
    played = play(shipped, ears, "worst", persona, scenario, lang, seed)
    assert played.value <= -1, "\n".join(transcript(played.round))
    assert played.poor, "\n".join(transcript(played.round))


@a_sample
def test_one_polite_sentence_for_ever_neither_satisfies_nor_passes(
    shipped: Theatre, ears: Listener, persona: str, scenario: str, lang: str, seed: int
) -> None:
    played = play(shipped, ears, "polite", persona, scenario, lang, seed)
    assert played.value < 1, "\n".join(transcript(played.round))
    assert not played.passed, "\n".join(transcript(played.round))


@pytest.mark.parametrize("persona", PERSONAS)
def test_at_least_two_foreign_experts_end_two_levels_lower(shipped: Theatre, ears: Listener, persona: str) -> None:
    def value(author: str) -> float:
        rounds = [
            play(shipped, ears, "expert", persona, scenario, lang, 0, author).value
            for scenario in SCENARIOS
            for lang in LANGS
        ]
        return median(rounds)

    own = value(persona)
    foreign = {author: value(author) for author in HEADLINE if author != persona}
    assert sum(other <= own - 2 for other in foreign.values()) >= 2, (own, foreign)


@pytest.mark.parametrize("lang", LANGS)
def test_every_tactic_has_at_least_eight_phrasings(lang: str) -> None:
    book = phrases(lang)
    used = {
        tactic
        for plan in strategies().values()
        for turn in (*plan.expert, *plan.worst, plan.repair, plan.closing)
        for tactic in turn
    }
    known = {tactic for part in book.values() for tactic in part}
    assert used <= known
    for part in book.values():
        for tactic, variants in part.items():
            assert len(set(variants)) >= 8, tactic
