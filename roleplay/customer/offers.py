"""How the customer takes an offer: known, too early, too little, not in this temper, or yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roleplay.content.persona import State
from roleplay.content.scenario import Solution
from roleplay.customer.case import Case
from roleplay.customer.memory import Memory
from roleplay.hearing.heard import Heard, HeardTurn, Span, Topic

Answer = Literal["offer_known", "offer_early", "offer_poor", "offer_again", "offer_no", "offer_part", "offer_yes"]

#: Acts that put something on the table even if no solution of the scenario is recognised in them.
VAGUE_OFFERS = ("propose", "compensate", "offer_choice", "narrow_choices")
#: Of these, the ones that do so in so many words.
_OFFERING = frozenset(("propose", "offer_choice", "narrow_choices"))
_CARRYING_OUT = frozenset(("commit", "act", "follow_up", "give_evidence"))
#: From here on an offer is recognised well enough to be called by its name.
SURE = 0.7
#: Beside a likelier offer in the same turn, one that falls so far behind was not meant.
_CLEARLY_LESS = 0.15
#: Below this a likeness alone, in a turn that does something else, is no offer.
_BARELY = 0.55


@dataclass(frozen=True, slots=True)
class Offer:
    """One solution offered in this turn, and how the customer takes it."""

    solution: str
    answer: Answer
    spans: tuple[Span, ...]
    confidence: float = 1.0


def judge(turn: HeardTurn, case: Case, state: State, memory: Memory) -> list[Offer]:
    """Every solution offered in the turn, judged in the state before the turn.

    `memory` does not count this turn yet, so what must come before an offer may come in the same turn.
    """
    offers: list[Offer] = []
    known = memory.agreed if memory.agreed and _carries_out(turn) else case.solutions
    for topic in _meant(turn, memory):
        if topic.id in known and not _settled_otherwise(topic.id, case, memory):
            solution = case.solutions[topic.id]
            answer = _answer(solution, topic.confidence, turn, state, memory)
            if answer == "offer_yes" and not case.settles((*memory.agreed, topic.id)):
                answer = "offer_part"
            offers.append(Offer(topic.id, answer, topic.spans, topic.confidence))
    return offers


def _meant(turn: HeardTurn, memory: Memory) -> list[Topic]:
    """Solutions that the turn means. What comes in the wake of a likelier one, or of a promise, is only its echo,
    unless it was turned down before: then it is that which is now promised."""
    heard = [topic for topic in turn.topics if topic.kind == "solution"]
    acts = set(turn.ids())
    if "offer_choice" not in acts:
        best = max((topic.confidence for topic in heard), default=0.0)
        heard = [topic for topic in heard if topic.confidence > best - _CLEARLY_LESS]
    if not any(act.act in VAGUE_OFFERS and not act.rule.startswith("phrase:") for act in turn.acts):
        besides = any(not act.rule.startswith("phrase:") for act in turn.acts)
        heard = [topic for topic in heard if topic.confidence >= _BARELY or not besides]
    if _only_promised(turn):
        heard = [topic for topic in heard if topic.confidence >= (_BARELY if topic.id in memory.refused else SURE)]
    return heard


def _only_promised(turn: HeardTurn) -> bool:
    """Whether the turn promises or reports doing something, and offers nothing in so many words."""
    return not _CARRYING_OUT.isdisjoint(turn.ids()) and not any(_in_so_many_words(act) for act in turn.acts)


def _in_so_many_words(act: Heard) -> bool:
    return act.act in _OFFERING and not act.rule.startswith("phrase:") and act.confidence >= SURE


def _settled_otherwise(solution: str, case: Case, memory: Memory) -> bool:
    """Whether something as good has been agreed: then another way is no offer any more."""
    if solution in memory.agreed or solution not in case.core:
        return False
    agreed = [case.solutions[item].worth for item in memory.agreed if item in case.core]
    return bool(agreed) and case.solutions[solution].worth <= max(agreed)


def _carries_out(turn: HeardTurn) -> bool:
    """Whether the turn sums up or carries out what was agreed: it may sound like another offer and is none."""
    offered = any(heard.act in VAGUE_OFFERS and not heard.rule.startswith("phrase:") for heard in turn.acts)
    return "recap" in turn.ids() or (not offered and not _CARRYING_OUT.isdisjoint(turn.ids()))


def _answer(solution: Solution, confidence: float, turn: HeardTurn, state: State, memory: Memory) -> Answer:
    if solution.id in memory.agreed:
        return "offer_known"
    if not _prepared(solution, turn, memory):
        return "offer_early"
    # What is being done about it may be news; only an offer that is made once more is a repeat.
    again = confidence >= SURE and solution.id in memory.refused and not _only_promised(turn)
    if not state.takes_offers:
        return "offer_again" if again else "offer_no"
    if solution.worth < 1:
        return "offer_again" if again else "offer_poor"
    return "offer_yes"


def _prepared(solution: Solution, turn: HeardTurn, memory: Memory) -> bool:
    facts = all(fact in memory.told for fact in solution.after_facts)
    heard = turn.ids()
    return facts and all(memory.count[act] or act in heard for act in solution.after_acts)
