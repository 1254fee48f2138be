"""How the customer takes an offer: known, too early, too little, not in this temper, or yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roleplay.content.persona import State
from roleplay.content.scenario import Solution
from roleplay.customer.case import Case
from roleplay.customer.memory import Memory
from roleplay.hearing.heard import HeardTurn, Span

Answer = Literal["offer_known", "offer_early", "offer_poor", "offer_again", "offer_no", "offer_yes"]

#: Acts that put something on the table even if no solution of the scenario is recognised in them.
VAGUE_OFFERS = ("propose", "compensate", "offer_choice", "narrow_choices")


_CARRYING_OUT = frozenset(("commit", "act", "follow_up", "give_evidence"))


@dataclass(frozen=True, slots=True)
class Offer:
    """One solution offered in this turn, and how the customer takes it."""

    solution: str
    answer: Answer
    spans: tuple[Span, ...]


def judge(turn: HeardTurn, case: Case, state: State, memory: Memory) -> list[Offer]:
    """Every solution offered in the turn, judged in the state before the turn.

    `memory` does not count this turn yet, so what must come before an offer may come in the same turn.
    """
    offers = []
    known = memory.agreed if memory.agreed and _carries_out(turn) else case.solutions
    for topic in turn.topics:
        if topic.kind == "solution" and topic.id in known:
            solution = case.solutions[topic.id]
            offers.append(Offer(topic.id, _answer(solution, turn, state, memory), topic.spans))
    return offers


def _carries_out(turn: HeardTurn) -> bool:
    """Whether the turn sums up or carries out what was agreed: it may sound like another offer and is none."""
    offered = any(heard.act in VAGUE_OFFERS and not heard.rule.startswith("phrase:") for heard in turn.acts)
    return "recap" in turn.ids() or (not offered and not _CARRYING_OUT.isdisjoint(turn.ids()))


def _answer(solution: Solution, turn: HeardTurn, state: State, memory: Memory) -> Answer:
    if solution.id in memory.agreed:
        return "offer_known"
    if not _prepared(solution, turn, memory):
        return "offer_early"
    if not state.takes_offers:
        return "offer_again" if solution.id in memory.refused else "offer_no"
    if solution.worth < 1:
        return "offer_again" if solution.id in memory.refused else "offer_poor"
    return "offer_yes"


def _prepared(solution: Solution, turn: HeardTurn, memory: Memory) -> bool:
    facts = all(fact in memory.told for fact in solution.after_facts)
    heard = turn.ids()
    return facts and all(memory.count[act] or act in heard for act in solution.after_acts)
