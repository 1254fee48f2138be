"""Planning a reply: which of the things just said are answered, and by which kind of line.

A reply is at most a reaction (to the weightiest thing done), two answers (to what was asked or
offered), or, where nothing was asked, the customer's own push; and last words on reaching an ending.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from roleplay.content.persona import State
from roleplay.customer.case import Case
from roleplay.customer.memory import Memory
from roleplay.customer.offers import VAGUE_OFFERS, Offer
from roleplay.customer.signals import OPEN, is_open
from roleplay.customer.speech import Script
from roleplay.hearing.heard import HeardTurn

#: What is reacted to first. Faults stand before all of these, in the order in which they were heard; faults of
#: wording come last, because few people take up a word while something is being said to them.
PRIORITY = (
    "silence said_again echo forbidden set_boundary own apologise empathise compliment give_evidence act escalate "
    "state_limit explain narrow_choices commit reassure give_room recap agree follow_up restate record "
    "verify_identity structure redirect slow asked_again overload long_turn invite ask_open thank greet "
    "acknowledge warm_gesture name_used ask_permission verify confirm_satisfaction propose compensate offer_choice "
    "ask_expectation ask_closed close dated yes_but absolute overfamiliar agent_centred"
).split()

#: Reactions worth voicing beside an answer; other reactions would only delay what was asked for.
VOICED_BESIDE = frozenset(
    "silence said_again echo forbidden slow asked_again overload long_turn set_boundary own apologise empathise "
    "compliment name_used".split()
)
#: A turn with one of these does something else in the main; a vague offer in it is not asked back about.
_MAINLY_ELSE = frozenset(
    "ask_open ask_closed ask_expectation ask_permission verify confirm_satisfaction recap commit act greet empathise "
    "apologise invite give_room restate record structure redirect explain close thank follow_up".split()
)
#: Answers that may come second.
_DEFINITE = frozenset(("fact", "fact_again", "offer_yes", "offer_no", "offer_early", "offer_poor"))
#: What a customer goes by when nothing was heard for sure: better an answer to a likely question than "what?".
_ASKED = frozenset(("ask_open", "invite", "ask_expectation", "verify", "confirm_satisfaction", "ask_permission"))
#: A second fact in one turn needs to be asked for more clearly than the first.
_SECOND_FACT = 0.7
#: Confidence from which an act is reacted to before others.
_SURE = 0.55
#: Trust from which an open question gets the answer that was held back.
_TRUSTED = 50
_BEST_OFFER = ("offer_yes", "offer_early", "offer_poor", "offer_no", "offer_again", "offer_known")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reply: the kind of line, and the fact, hope or offer that goes into it."""

    answer: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """All that a reply depends on. `state` is the one after the turn, `before` the one before it."""

    turn: HeardTurn
    signals: Collection[str]
    faults: Sequence[str]
    offers: Sequence[Offer]
    before: State
    state: State
    state_id: str
    case: Case
    memory: Memory
    script: Script
    trust: int = 0


def plan(moment: Moment) -> list[Part]:
    """The parts of the reply, in the order in which they are said. Never empty."""
    if moment.state.ending:
        return [*_reaction(moment, beside=True)[:1], Part("end")]
    if "unclear" in moment.signals:
        return [Part("unclear")]
    answers = _weightiest(_answers(moment))
    if "silence" not in moment.signals and ("said_again" in moment.signals or "echo" in moment.signals):
        answers = [part for part in answers if part.answer.startswith("fact")]
    reaction = _reaction(moment, beside=bool(answers))
    if answers:
        return [*reaction, *answers] if len(answers) == 1 else answers
    return [*reaction, *_push(moment, bool(reaction))] or [Part("unclear")]


def _weightiest(answers: list[Part]) -> list[Part]:
    """One answer, and a second one only to something definite: a fact, an offer, or a wish beside a yes."""
    first, second = answers[:1], answers[1:2]
    definite = second and (second[0].answer in _DEFINITE or first[0].answer == "right")
    return first + second if definite else first


def _answers(moment: Moment) -> list[Part]:
    """What was asked or offered, the weightiest first. Where nothing was heard for sure, what possibly was."""
    acts = set(moment.turn.ids()) or {heard.act for heard in moment.turn.possible} & _ASKED
    parts = [Part("right")] if "verify" in acts else []
    facts = _facts(moment)
    parts += facts
    if "ask_expectation" in acts and "confirm_satisfaction" not in acts:
        parts += _hope(moment)
    parts += _offer(moment, acts)
    parts += _closing(moment, acts)
    if "ask_permission" in acts and not moment.offers and acts.isdisjoint(OPEN):  # "may I ask what happened?"
        parts.append(Part("leave" if moment.before.grants or moment.state.grants else "leave_no"))
    if not parts and acts & {"ask_open", "invite"}:
        parts += _story(moment, openly="ask_open" in acts)
    if not parts and "ask_closed" in acts:
        parts.append(Part("dont_know"))
    if not parts and "dated" in moment.signals:
        parts.append(Part("when"))
    return parts


def _facts(moment: Moment) -> list[Part]:
    parts: list[Part] = []
    openly = is_open(moment.turn)
    for topic in moment.turn.topics:
        fact_id = topic.id
        fact = moment.case.facts.get(fact_id) if topic.kind == "fact" else None
        if fact is None or (parts and topic.confidence < _SECOND_FACT):
            continue
        if fact_id in moment.memory.told:
            parts.append(Part("fact_again", fact_id))
        elif fact.told == "asked_openly" and not openly:
            parts.append(Part("evade"))
        else:
            parts.append(Part("fact", fact_id))
    return parts[:2]


def _story(moment: Moment, openly: bool) -> list[Part]:
    """On with the story. What is told only when asked openly comes once the story is out, or before the rest of it
    to somebody who is trusted by now."""
    untold = moment.memory.untold()
    deep = [fact for fact in moment.case.deep() if fact not in moment.memory.told] if openly else []
    if deep and (not untold or moment.trust >= _TRUSTED):
        untold = deep
    return [Part("volunteer", untold[0])] if untold else [Part("nothing_more")]


def _hope(moment: Moment) -> list[Part]:
    hopes = list(moment.case.hopes)
    if not hopes:
        return []
    new = [hope for hope in hopes if hope not in moment.memory.hopes_told]
    return [Part("hope", new[0])] if new else [Part("hope_again", hopes[0])]


def _offer(moment: Moment, acts: set[str]) -> list[Part]:
    for answer in _BEST_OFFER:
        for offer in moment.offers:
            if offer.answer == answer:
                return [Part(answer, offer.solution)]
    if "offer_choice" in acts or (acts.intersection(VAGUE_OFFERS) and acts.isdisjoint(_MAINLY_ELSE)):
        return [Part("offer_vague")]
    return []


def _closing(moment: Moment, acts: set[str]) -> list[Part]:
    settled = bool(moment.memory.agreed) and moment.state.temper == "warm"
    if "confirm_satisfaction" in acts:
        return [Part("pleased" if settled else "not_yet")]
    if "close" in acts:
        return [Part("bye" if settled else "not_yet")]
    return []


def _reaction(moment: Moment, beside: bool) -> list[Part]:
    """The reaction to the weightiest act or signal for which there is a line."""
    causes = [*moment.faults, *_ranked(moment)]
    for cause in causes:
        if beside and cause not in moment.faults and cause not in VOICED_BESIDE:
            continue
        if moment.script.has(cause, moment.state_id):
            return [Part(cause)]
    return []


def _ranked(moment: Moment) -> list[str]:
    """What can be reacted to, what was heard surely before what was not quite, weightiest first."""
    sure = {heard.act for heard in moment.turn.acts if heard.confidence >= _SURE} | set(moment.signals)
    if "apologise" in sure:
        sure.discard("own")  # "sorry, that was us": it is the apology that people answer
    rest = set(moment.turn.ids()) - sure
    return [cause for present in (sure, rest) for cause in PRIORITY if cause in present]


def _push(moment: Moment, reacted: bool) -> list[Part]:
    """The customer's own drive: on with the story where they volunteer, else what they want."""
    untold = moment.memory.untold()
    if moment.state.volunteers and untold and "silence" not in moment.signals:
        return [Part("volunteer", untold[0])]
    if moment.memory.promises and "dated" not in moment.signals and moment.script.has("recall", moment.state_id):
        return [Part("recall")]
    if reacted and moment.memory.turns % 2:
        return []  # pressing on after every word would be a refrain
    return [Part("push")]


def slots(part: Part, moment: Moment, texts: Mapping[str, str]) -> dict[str, str]:
    """What goes into the slots of a part. `texts` holds what was chosen for facts and hopes."""
    if part.answer.startswith("offer_"):
        return {"offer": moment.case.called.get(part.item, "")}
    if part.answer == "when":
        return {"when": moment.turn.when}
    if part.answer == "recall":
        return {"when": moment.memory.promises[-1]}
    return {"fact": texts.get(part.item, ""), "hope": texts.get(part.item, "")}
