"""What of the things just said is answered, and with what: facts, wishes, offers, leave, goodbyes.

What was heard surely is answered before what was heard less surely. Where a question was put and its matter is none of
the facts, the form of the question decides (`roleplay.customer.question`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from roleplay.content.persona import State
from roleplay.customer.case import Case
from roleplay.customer.memory import Memory
from roleplay.customer.offers import SURE, VAGUE_OFFERS, Offer
from roleplay.customer.question import Form, form, forms
from roleplay.customer.signals import OPEN, is_open
from roleplay.customer.speech import Script
from roleplay.hearing.heard import Heard, HeardTurn

#: A turn with one of these does something else in the main; a vague offer in it is not asked back about.
_MAINLY_ELSE = frozenset(
    "ask_open ask_closed ask_expectation ask_permission verify confirm_satisfaction recap commit act greet empathise "
    "apologise invite give_room restate record structure redirect explain close thank follow_up".split()
)
#: Answers that may come second.
_DEFINITE = frozenset(("fact", "fact_again", "offer_yes", "offer_no", "offer_early", "offer_poor", "begin"))
#: What a customer goes by when nothing was heard for sure: better an answer to a likely question than "what?".
_ASKED = frozenset(
    ("ask_open", "invite", "ask_expectation", "ask_closed", "verify", "confirm_satisfaction", "ask_permission")
)
#: Confidence from which an act is answered before others.
_SURE = 0.55
#: Which field of the record a question of this form asks for, where its matter was not heard.
_FIELDS: dict[Form, str] = {"when": "time", "where": "place", "who": "people"}
#: How clearly a fact must be asked for: a second one in a turn; beside something else that wants an answer; one that was
#: told before (else it is rather another question); beside an open question.
_SECOND_FACT, _FACT_BESIDE, _FACT_AGAIN, _FACT_OPENLY = 0.7, 0.8, 0.75, 0.65
#: Trust from which an open question gets the answer that was held back.
_TRUSTED = 50
_BEST_OFFER = ("offer_yes", "offer_early", "offer_part", "offer_poor", "offer_no", "offer_again", "offer_known")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a reply: the kind of line, and the fact, hope, offer or form of question that goes into it."""

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
    meters: Mapping[str, int]

    def form(self) -> Form | None:
        """The form of the turn's last question."""
        return form(self.turn.text, self.turn.lang)


def sure(heard: Heard, floor: float = _SURE) -> bool:
    """Whether an act was heard well enough to be taken by its word: a rule found it, or the model is confident."""
    return heard.rule.startswith("cue:") or heard.confidence >= floor


def answers(moment: Moment) -> list[Part]:
    """The answers to a turn, at most two. None where nothing was asked, offered or closed."""
    turn = moment.turn
    surely = {heard.act for heard in turn.acts if sure(heard)}
    heard = set(turn.ids())
    likely = heard | ({heard.act for heard in turn.possible} & _ASKED)
    for acts in (surely, heard, likely):
        parts = _answers(moment, acts)
        if parts:
            return _weightiest(parts)
    parts = _by_form(moment, likely)
    if not parts and "dated" in moment.signals:
        parts = [Part("when")]
    return parts


def _particulars(moment: Moment) -> list[Part]:
    """Both answers to "when, and from whom?", unless it was clearly heard to be about something else."""
    recorded = _recorded(moment) if _asks_for_two(moment) else []
    items = {part.item for part in recorded}
    heard = {topic.id for topic in moment.turn.topics if topic.kind == "fact" and topic.confidence >= _FACT_AGAIN}
    return recorded[:2] if len(recorded) > 1 and heard <= items else []


def _asks_for_two(moment: Moment) -> bool:
    asked = forms(moment.turn.text, moment.turn.lang)
    return moment.form() in _FIELDS and len(_FIELDS.keys() & asked) > 1


def _weightiest(parts: list[Part]) -> list[Part]:
    """One answer, and a second one only to something definite: a fact, an offer, or a wish beside a yes."""
    first, second = parts[:1], parts[1:2]
    definite = second and (second[0].answer in _DEFINITE or first[0].answer == "right")
    return first + second if definite else first


def _answers(moment: Moment, acts: set[str]) -> list[Part]:
    offers = _offer(moment, acts)
    checked = "verify" in acts and not (offers and offers[0].answer != "offer_known")
    parts = [Part("right")] if checked else []
    wished = "confirm_satisfaction" not in acts and not _put_clearly(moment) and _wished(moment, acts)
    elsewhere = bool(offers or wished or checked or "confirm_satisfaction" in acts)
    parts += _facts(moment, acts, beside=elsewhere)
    parts += _hope(moment) if wished else []
    closing = [] if checked else _closing(moment, acts)
    if closing and offers and offers[0].answer == "offer_again":
        offers = []  # "are you happy with it, then?": it is the question that is answered
    parts += [] if checked else offers
    parts += closing
    if "ask_permission" in acts and not moment.offers and acts.isdisjoint(OPEN):  # "may I ask what happened?"
        parts += _leave(moment)
    if "structure" in acts:  # "first you tell me, then": a plan, not yet the question
        acts = acts - {"invite"}
    if not parts and acts & {"ask_open", "invite"} and moment.form() not in _FIELDS and not _put_to_choose(moment):
        asked = _hope(moment) if moment.form() == "wish" else []  # "what would you do in my place?"
        parts += asked or _story(moment, openly="ask_open" in acts, invited="invite" in acts)
    return parts


def _wished(moment: Moment, acts: set[str]) -> bool:
    """Whether a wish is asked for: in so many words, or by the model where the question's form does not speak against
    it ("what worries you most?")."""
    if "ask_expectation" not in acts:
        return False
    asked = any(heard.act == "ask_expectation" and heard.rule.startswith("cue:") for heard in moment.turn.acts)
    return moment.form() != "open" or (asked and "ask_open" not in acts)


def _put_to_choose(moment: Moment) -> bool:
    """Whether the question is which of several ways it shall be."""
    return moment.form() == "choice" and bool(moment.offers or moment.turn.topic_ids("solution"))


def _put_clearly(moment: Moment) -> bool:
    """Whether a solution is offered in so many words: then "what would you like" is not what the turn asks."""
    return any(offer.confidence >= SURE for offer in moment.offers)


def _facts(moment: Moment, acts: set[str], beside: bool) -> list[Part]:
    particulars = [] if beside else _particulars(moment)
    if particulars:
        return particulars
    parts: list[Part] = []
    asked = moment.form()
    openly = is_open(moment.turn) or (asked == "open" and not moment.faults)
    floor = _FACT_BESIDE if beside or asked == "choice" else _FACT_OPENLY if "ask_open" in acts else 0.0
    for topic in moment.turn.topics:
        fact_id = topic.id
        fact = moment.case.facts.get(fact_id) if topic.kind == "fact" else None
        if fact is None or topic.confidence < max(floor, _SECOND_FACT if parts else 0.0):
            continue
        if fact_id in moment.memory.told:
            if topic.confidence >= _FACT_AGAIN or not moment.case.otherwise:
                parts.append(Part("fact_again", fact_id))
        elif fact.told == "asked_openly" and not openly:
            parts.append(Part("evade"))
        else:
            parts.append(Part("fact", fact_id))
    return parts[:2]


def _leave(moment: Moment) -> list[Part]:
    """The leave asked for; who asks first thing is mostly asking for the story."""
    if moment.form() not in (None, "yes_no", "check"):  # "may I ask when that was?"
        return []
    if not (moment.before.grants or moment.state.grants):
        return [Part("leave_no")]
    first = moment.memory.untold() if not moment.memory.told else []
    return [Part("leave"), *(Part("begin", fact) for fact in first[:1])]


def _story(moment: Moment, openly: bool, invited: bool) -> list[Part]:
    """On with the story, or the matter in a nutshell, which answers any open question.

    What is told only when asked openly comes once the story is out, or before the rest of it to somebody who is trusted
    by now.
    """
    untold = moment.memory.untold()
    deep = [fact for fact in moment.case.deep() if fact not in moment.memory.told] if openly else []
    if deep and (not untold or moment.meters.get("trust", 0) >= _TRUSTED):
        return [Part("begin", deep[0])]
    if openly and not invited and moment.memory.told and _nutshell_left(moment):
        return [Part("otherwise", "open")]
    return [told(moment)] if untold else [Part("nothing_more")]


def told(moment: Moment) -> Part:
    """The next piece of the story, which must not be out yet."""
    return Part("volunteer" if moment.memory.told else "begin", moment.memory.untold()[0])


def _nutshell_left(moment: Moment) -> bool:
    return moment.memory.nutshells < len(moment.case.nutshell(moment.memory.told)[0])


def _by_form(moment: Moment, likely: set[str]) -> list[Part]:
    """An answer of the kind that the last question wants, where what it is about was not heard."""
    asked = moment.form()
    if asked == "check":
        return [Part("right")]
    if asked == "wish":
        return _hope(moment)
    if asked == "choice" or ("offer_choice" in likely and "structure" not in likely):
        return [Part("choice" if moment.script.has("choice", moment.state_id) else "offer_vague")]
    if asked is None or asked == "yes_no":
        if "ask_closed" not in likely or asked is None:
            return []
        return [Part("otherwise", "yes_no") if moment.case.otherwise else Part("dont_know")]
    facts = _recorded(moment)
    if facts:
        return facts[:2]
    if not moment.case.otherwise:
        return [Part("dont_know")] if "ask_closed" in likely else []
    if asked == "open":
        return _story(moment, openly=True, invited=False)
    return [Part("otherwise", asked)]


def _recorded(moment: Moment) -> list[Part]:
    """What the record would want to know: "when" is the time, "who" the people. A "when" put after the time has been
    told asks for something else, unless it sounds like that question or goes with a "who"."""
    parts: list[Part] = []
    two = _asks_for_two(moment)
    sounds = moment.turn.topic_ids("fact")
    for name in forms(moment.turn.text, moment.turn.lang):
        for fact in moment.case.recorded(_FIELDS.get(name, "")):
            if fact not in moment.memory.told:
                parts.append(Part("fact", fact))
            elif name == "who" or two or fact in sounds:
                parts.append(Part("fact_again", fact))
    return parts


def _hope(moment: Moment) -> list[Part]:
    hopes = list(moment.case.hopes)
    if not hopes:
        return []
    new = [hope for hope in hopes if hope not in moment.memory.hopes_told]
    return [Part("hope", new[0])] if new else [Part("hope_again", hopes[0])]


def _offer(moment: Moment, acts: set[str]) -> list[Part]:
    for answer in _BEST_OFFER:
        fitting = [offer for offer in moment.offers if offer.answer == answer]
        if fitting:
            solutions = moment.case.solutions
            choosing = "offer_choice" in acts or moment.form() == "choice"
            if answer in ("offer_no", "offer_again") and choosing and moment.script.has("choice", moment.state_id):
                return [Part("choice")]
            if answer == "offer_part" and not moment.script.has(answer, moment.state_id):
                answer = "offer_yes"
            best = max(fitting, key=lambda offer: (solutions[offer.solution].worth, offer.confidence))
            return [Part(answer, best.solution)]
    if moment.case.settles(moment.memory.agreed):
        return []
    if "structure" in acts or moment.form() not in (
        None,
        "choice",
        "yes_no",
    ):  # "then I tell you what we can do, and you decide"
        return []
    if "offer_choice" in acts and moment.script.has("choice", moment.state_id):
        return [Part("choice")]
    if "offer_choice" in acts or (acts.intersection(VAGUE_OFFERS) and acts.isdisjoint(_MAINLY_ELSE)):
        return [Part("offer_vague")]
    return []


def _closing(moment: Moment, acts: set[str]) -> list[Part]:
    done = moment.case.settles(moment.memory.agreed) or moment.memory.outcome == "kept"
    settled = done and moment.state.temper == "warm"
    planned = "structure" in acts and not settled  # "shall we do it like this: first…": not whether all is well
    if "confirm_satisfaction" in acts and not planned and (moment.form() or "dated" not in moment.signals):
        return [Part("pleased" if settled else "not_yet")]
    if "close" in acts and settled and moment.before.temper != "warm":
        return []  # has only just come round: what brought it about is answered first
    if "close" in acts:
        return [Part("bye" if settled else "not_yet")]
    return []
