"""Planning a reply: which of the things just said are answered, and by which kind of line.

A reply is at most a reaction (to the weightiest thing done), two answers (to what was asked or
offered), or, where nothing was asked, the customer's own push; and last words on reaching an ending.
A turn that was not heard for sure gets words that fit whatever was said.
"""

from __future__ import annotations

from collections.abc import Mapping

from roleplay.customer.answers import Moment, Part, answers, sure, told

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
#: Answers that say yes to what was said: a reaction to something else in the turn would only confuse them.
_WHOLE = frozenset(("right", "bye", "pleased", "leave", "leave_no"))
#: What is said to them sits ill beside a no.
_KIND = frozenset("own apologise empathise compliment name_used".split())
_NOES = frozenset("not_yet offer_no offer_again offer_early offer_poor choice leave_no".split())
#: From here on the model's word is good enough to be answered to literally.
_SURE_REACTION, _SURE_FAULT = 0.65, 0.6
#: Somebody who says these wants them taken in; the customer does not run on with the story.
_NEWS = frozenset(
    "explain state_limit commit propose offer_choice compensate narrow_choices act recap structure give_evidence "
    "follow_up close escalate".split()
)
#: Shorter turns without anything to go by get a "what do you mean?".
_UNCLEAR_SIZE = 4


def plan(moment: Moment) -> list[Part]:
    """The parts of the reply, in the order in which they are said. Never empty."""
    if moment.state.ending:
        return [*_faults(moment)[:1], Part("end")]
    replies = [] if "silence" in moment.signals else answers(moment)
    if "said_again" in moment.signals or "echo" in moment.signals:
        replies = [part for part in replies if part.answer not in ("begin", "volunteer", "otherwise")]
    if replies:
        whole = len(replies) > 1 or replies[0].answer in _WHOLE
        reaction = _faults(moment)[:1] if whole else _reaction(moment, beside=True)
        cool = replies[0].answer == "when" and not moment.state.takes_offers
        if reaction and reaction[0].answer in _KIND and (cool or replies[0].answer in _NOES):
            reaction = []
        return [*reaction, *replies][:2]
    reaction = _reaction(moment, beside=False)
    if not reaction and not {"silence", "name_used"}.intersection(moment.signals):
        return _at_a_loss(moment)
    return [*reaction, *_push(moment, bool(reaction))] or [Part("unsure")]


def _at_a_loss(moment: Moment) -> list[Part]:
    """Something was said and nothing heard that could be taken by its word."""
    if "unclear" in moment.signals and moment.turn.size < _UNCLEAR_SIZE:
        return [Part("unclear")]
    return [Part("unsure" if moment.script.has("unsure", moment.state_id) else "unclear")]


def _faults(moment: Moment) -> list[Part]:
    """Faults that were heard well enough to be answered to, and for which there is a line."""
    surely = {heard.act for heard in moment.turn.acts if sure(heard, _SURE_FAULT)}
    return [Part(act) for act in moment.faults if act in surely and moment.script.has(act, moment.state_id)]


def _reaction(moment: Moment, beside: bool) -> list[Part]:
    """The reaction to the weightiest act or signal for which there is a line."""
    surely = {heard.act for heard in moment.turn.acts if sure(heard, _SURE_REACTION)} | set(moment.signals)
    if "apologise" in surely:
        surely.discard("own")  # "sorry, that was us": it is the apology that people answer
    if not surely.isdisjoint(("restate", "verify")):
        surely.discard("empathise")  # what is read back holds the feelings that were told
    causes = [cause for cause in PRIORITY if cause in surely and (cause in VOICED_BESIDE or not beside)]
    found = [Part(cause) for cause in causes if moment.script.has(cause, moment.state_id)]
    return [*_faults(moment), *found][:1]


def _push(moment: Moment, reacted: bool) -> list[Part]:
    """The customer's own drive: on with the story where they volunteer, else what they want."""
    untold = moment.memory.untold()
    news = not _NEWS.isdisjoint(moment.turn.ids())
    quiet = news or "silence" in moment.signals or bool(_faults(moment))  # there is something else to think of
    if moment.state.volunteers and untold and not quiet:
        return [told(moment)]
    if (
        moment.memory.promises
        and not news
        and "dated" not in moment.signals
        and moment.script.has("recall", moment.state_id)
    ):
        return [Part("recall")]
    if reacted and (moment.memory.turns % 2 or news):
        return []  # pressing on after every word would be a refrain
    return [Part("push")]


#: Parts that press on or wind up; in the scene some days later the outcome is talked about in their place.
_OWN_DRIVE = frozenset(
    "push volunteer begin recall unsure unclear not_yet pleased nothing_more when hope hope_again otherwise".split()
)


def later_on(planned: list[Part], turn: int, outcome: str, moment: Moment) -> list[Part]:
    """The same some days later: first what became of the promises, then the customer's own question."""
    step = {1: Part(f"later_{outcome}_about"), 2: Part("later_ask")}.get(turn)
    if step is None or "close" in moment.turn.ids() or not can_say(step, moment):
        return planned
    kept = [part for part in planned if part.answer not in _OWN_DRIVE]
    return [*kept[:1], step]


def can_say(step: Part, moment: Moment) -> bool:
    """Whether there are words for it."""
    if step.answer == "later_ask" and not moment.case.later_asks:
        return False
    return moment.script.has(step.answer, moment.state_id)


def slots(part: Part, moment: Moment, texts: Mapping[str, str]) -> dict[str, str]:
    """What goes into the slots of a part. `texts` holds what was chosen for facts, hopes and questions."""
    if part.answer.startswith("offer_"):
        return {"offer": moment.case.called.get(part.item, "")}
    if part.answer == "when":
        return {"when": moment.turn.when}
    if part.answer == "recall":
        return {"when": moment.memory.promises[-1]}
    words = texts.get(part.item, "")
    return {"fact": words, "hope": words, "answer": words, "question": words}
