"""Speaking: the planned parts of a reply put into words, with the stage direction that goes with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from roleplay.customer.answers import Moment, Part
from roleplay.customer.case import Case, Line
from roleplay.customer.memory import Memory
from roleplay.customer.offers import SURE
from roleplay.customer.reply import slots
from roleplay.customer.speech import Again, Voice, fill, join

#: What must be said at that moment, even if all there is to say has been said.
_ALWAYS = frozenset(
    "opening end pleased not_yet right leave leave_no bye nothing_more fact fact_again begin volunteer hope hope_again "
    "otherwise later_ask choice".split()
)

#: Answers that turn something down.
_TURNED_DOWN = frozenset(
    "offer_no offer_early offer_poor offer_again leave_no not_yet evade unclear said_again choice".split()
)
#: Things done besides faults that sour a customer's face.
_SOURING = frozenset(
    "said_again echo slow asked_again overload long_turn forbidden offer_again early_offer silence".split()
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the customer says and shows. `lines` are the ids of all lines used, `told` new facts."""

    text: str
    stage: str
    lines: tuple[str, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """How the turn was felt (`better`, `worse`, `same`), and whether anything in it hurt."""

    felt: str
    hurt: bool

    def shown(self, planned: Sequence[Part], found: Collection[str]) -> str:
        """What goes with the words: a softened face beside a no, or a hard one beside a thank you, would give the
        lie to one of them."""
        refused = any(part.answer in _TURNED_DOWN for part in planned)
        if self.felt == "better" and (self.hurt or refused):
            return "same"
        if self.felt == "worse" and not (self.hurt or refused or _SOURING.intersection(found)):
            return "same"
        return self.felt


def _naming(part: Part, moment: Moment) -> Callable[[Line], bool] | None:
    """Which lines may answer an offer: one of several must be named, one that was hardly heard must not."""
    if not part.answer.startswith("offer_") or part.answer in ("offer_vague", "offer_yes"):
        several = part.answer == "offer_yes" and (len(moment.offers) > 1 or "offer_choice" in moment.turn.ids())
        return _names if several else None
    offers = [offer for offer in moment.offers if offer.solution == part.item]
    hardly = all(offer.confidence < SURE for offer in offers)
    if "offer_choice" in moment.turn.ids():
        return _names
    return _leaves_open if hardly or len(moment.offers) > 1 else None


def _names(line: Line) -> bool:
    return "{offer}" in line.text


def _leaves_open(line: Line) -> bool:
    return "{offer}" not in line.text


class Speaker:
    """One customer's mouth. Remembers what was said; notes in the memory what was told."""

    __slots__ = ("_case", "_voice")

    def __init__(self, case: Case, voice: Voice) -> None:
        self._case = case
        self._voice = voice

    def open(self, state: str, hot: bool, meters: Mapping[str, int], memory: Memory, random: Random) -> Reply:
        """The customer's first words."""
        opening = self._voice.pick_from((self._case.openings,), random)
        carrier = self._say("opening", {"opening": opening.text}, state, meters, memory, random)
        line, words = carrier or (opening, opening.text)
        stage, shown = self._stage("worse" if hot else "same", state, random, always=True)
        return Reply(words, stage, (*dict.fromkeys((opening.id, line.id)), *shown))

    def begin(
        self, answer: str, well: bool, state: str, meters: Mapping[str, int], memory: Memory, random: Random
    ) -> Reply:
        """The first words of a later scene."""
        said = self._say(answer, {}, state, meters, memory, random)
        stage, shown = self._stage("better" if well else "worse", state, random, always=True)
        return Reply(said[1] if said else "", stage, (*((said[0].id,) if said else ()), *shown))

    def speak(self, planned: Sequence[Part], moment: Moment, face: Face, random: Random) -> Reply:
        """The reply to a turn."""
        ids: list[str] = []
        told: list[str] = []
        parts = [words for part in planned if (words := self._worded(part, moment, random, ids, told))]
        parts = parts or self._anything(planned[0], moment, random, ids)
        felt = face.shown(planned, moment.signals)
        stage, shown = self._stage(felt, moment.state_id, random, always=felt != "same" or not parts)
        return Reply(join(parts, self._case.lang), stage, (*ids, *shown), tuple(told))

    def _anything(self, first: Part, moment: Moment, random: Random, ids: list[str]) -> list[str]:
        """Everything there is to say to this was said: rather press on than repeat a line."""
        tries: tuple[tuple[Part, Again], ...] = (
            (Part("unsure"), "never"),
            (Part("push"), "never"),
            (first, "always"),
        )
        for part, again in tries:
            said = self._say_in(moment, part.answer, slots(part, moment, {}), random, again)
            if said is not None:
                ids.append(said[0].id)
                return [said[1]]
        return []

    def _worded(self, part: Part, moment: Moment, random: Random, ids: list[str], told: list[str]) -> str:
        """The words of one part, with what was used and told noted; empty if all of them have been said."""
        chosen = self._choose(part, moment, random)
        values = slots(part, moment, {part.item: chosen.text} if chosen else {})
        again: Again = "always" if part.answer in _ALWAYS else "filled"
        said = self._say_in(moment, part.answer, values, random, again, _naming(part, moment))
        if said is None and chosen is None:
            return ""
        if chosen is not None:
            ids.append(chosen.id)
            _note_told(part, moment, told)
        if said is None:
            return chosen.text if chosen else ""
        ids.append(said[0].id)
        return said[1]

    def _choose(self, part: Part, moment: Moment, random: Random) -> Line | None:
        """What goes into a carrier: a fact, a wish, an answer or the customer's own question."""
        case = moment.case
        if part.answer in ("fact_again", "hope_again"):
            known = case.tells.get(part.item) or case.hopes.get(part.item, ())
            return self._voice.pick_from((case.again.get(part.item, ()), known), random)
        pools: dict[str, tuple[Line, ...]] = {
            "otherwise": case.otherwise.get(part.item) or case.nutshell(moment.memory.told)[0], "later_ask": case.later_asks,
            "hope": case.hopes.get(part.item, ()),
        }  # fmt: skip
        pools |= {answer: case.tells.get(part.item, ()) for answer in ("fact", "begin", "volunteer")}
        lines = pools.get(part.answer, ())
        return self._voice.pick_from((lines,), random) if lines else None

    def _say_in(
        self, moment: Moment, answer: str, values: Mapping[str, str], random: Random, again: Again,
        allowed: Callable[[Line], bool] | None = None,
    ) -> tuple[Line, str] | None:  # fmt: skip
        return self._say(answer, values, moment.state_id, moment.meters, moment.memory, random, again, allowed)

    def _say(
        self, answer: str, values: Mapping[str, str], state: str, meters: Mapping[str, int], memory: Memory,
        random: Random, again: Again = "always", allowed: Callable[[Line], bool] | None = None,
    ) -> tuple[Line, str] | None:  # fmt: skip
        lang = self._case.lang
        return self._voice.say(
            answer, state, random, meters, memory, lambda text: fill(text, values, lang), again, allowed
        )

    def _stage(self, felt: str, state: str, random: Random, always: bool) -> tuple[str, tuple[str, ...]]:
        """A stage direction where the mood turned, and now and then where it did not."""
        if not always and random.random() > 0.35:
            return "", ()
        line = self._voice.show(felt, state, random)
        return (line.text, (line.id,)) if line else ("", ())


def _note_told(part: Part, moment: Moment, told: list[str]) -> None:
    """What the customer has now told, to the agent and in this turn."""
    facts = [part.item] if part.item in moment.case.tells else []
    if part.answer == "otherwise" and part.item == "open":
        moment.memory.nutshells += 1
        facts = list(moment.case.nutshell(moment.memory.told)[1])
    if part.item in moment.case.hopes:
        moment.memory.hopes_told.append(part.item)
    for fact in facts:
        if fact not in moment.memory.told:
            told.append(fact)
        moment.memory.tell(fact)
