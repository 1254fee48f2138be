"""One customer in one round: hears a turn, moves, and answers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from roleplay.content.pattern import Pattern
from roleplay.content.persona import Persona, State
from roleplay.customer.answers import Moment, Part
from roleplay.customer.case import Case, Line
from roleplay.customer.machine import PersonaMachine
from roleplay.customer.memory import Memory
from roleplay.customer.mood import Reactions, Shift
from roleplay.customer.offers import SURE, Offer, judge
from roleplay.customer.reply import later_on, plan, slots
from roleplay.customer.signals import Move, is_promise, signals
from roleplay.customer.speech import Again, Script, Voice, fill, join
from roleplay.hearing.heard import Span
from roleplay.hearing.patterns import PatternSpotter

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
_SOURING = frozenset("said_again echo slow asked_again overload long_turn forbidden offer_again early_offer silence".split())

Outcome = Literal["kept", "broken", "none"]

#: Turns of the scene some days later in which the customer does not leave.
_LATER_TURNS = 2

#: Words of the wording faults do not reach the customer's nerves as faults do, but they are no calm.
_FAULTY = ("fault", "wording")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the customer says and shows. `lines` are the ids of all lines used, `told` new facts."""

    text: str
    stage: str
    lines: tuple[str, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """What a turn did to the customer."""

    shifts: tuple[Shift, ...]
    reply: Reply
    patterns: dict[str, tuple[Span, ...]]
    signals: dict[str, tuple[Span, ...]]
    offers: tuple[Offer, ...]


class Cast:
    """A persona in a scenario and language, prepared once and shared by all customers cast so."""

    def __init__(self, persona: Persona, case: Case, kinds: Mapping[str, str], patterns: Sequence[Pattern]) -> None:
        self.persona = persona
        self.case = case
        self.kinds = kinds
        self.patterns = tuple(patterns)
        self.machine = PersonaMachine(persona, kinds)
        self.reactions = Reactions(persona)
        self.script = Script(persona, case)


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


def _no_help(felt: str, found: Collection[str]) -> bool:
    """Whether the turn was no help to the customer; an offer, or a time that is named, is some."""
    return felt != "better" and not {"good_offer", "extra_offer", "dated", "offer"}.intersection(found)


def _shown(felt: str, planned: Sequence[Part], found: Collection[str], hurts: Sequence[str]) -> str:
    """Which face goes with the words: a softened one beside a no, or a hard one beside a thank you, would give the lie
    to one of them."""
    refused = any(part.answer in _TURNED_DOWN for part in planned)
    if felt == "better" and (hurts or refused):
        return "same"
    if felt == "worse" and not (hurts or refused or _SOURING.intersection(found)):
        return "same"
    return felt


class Customer:
    """The state of one customer. The same turns and seed give the same customer on any machine."""

    __slots__ = (
        "_cast",
        "_outcome",
        "_patterns",
        "_seed",
        "_voice",
        "causes",
        "memory",
        "meters",
        "moods",
        "state",
        "visited",
    )  # fmt: skip

    def __init__(self, cast: Cast, seed: int, seen: frozenset[str] = frozenset()) -> None:
        self._cast = cast
        self._seed = seed
        self._outcome: Outcome | None = None
        self._voice = Voice(cast.script, seen)
        self._patterns = PatternSpotter(cast.patterns)
        self.state: str = cast.machine.start
        self.meters: dict[str, int] = dict(cast.persona.meters)
        self.memory = Memory(self._story(cast.case))
        self.causes: frozenset[str] = frozenset()
        #: Satisfaction after each turn, -1..1, the opening included (peak and end, domain 4.3).
        self.moods: list[float] = [self._mood()]
        self.visited: set[str] = {self.state}

    def _story(self, case: Case) -> tuple[str, ...]:
        """The story's first fact stays first; the rest comes in this seed's order."""
        story = list(case.story())
        rest = story[1:]
        self._random("story").shuffle(rest)
        return (*story[:1], *rest)

    def _random(self, moment: object) -> Random:
        return Random(zlib.crc32(f"{self._seed}/{moment}".encode()))

    def _mood(self) -> float:
        return (self.meters.get("trust", 50) - self.meters.get("heat", 50)) / 100

    @property
    def here(self) -> State:
        """The present state."""
        return self._cast.persona.states[self.state]

    def open(self) -> Reply:
        """The customer's first words."""
        random = self._random("open")
        opening = self._voice.pick_from(self._cast.case.openings, random)
        carrier = self._say("opening", {"opening": opening.text}, random)
        line, said = carrier or (opening, opening.text)
        stage, shown = self._stage("worse" if self.here.temper == "hot" else "same", random, always=True)
        ids = (*dict.fromkeys((opening.id, line.id)), *shown)
        return Reply(said, stage, ids)

    def hear(self, move: Move) -> Response:
        """Take one turn of the agent: meters first, then at most one transition, then the reply."""
        cast, memory = self._cast, self.memory
        before = self.here
        offers = judge(move.turn, cast.case, before, memory)
        patterns = self._patterns.spot(move.turn)
        found = signals(move, offers, memory)
        causes = [(heard.act, heard.spans) for heard in move.turn.acts]
        hurts = [act for act, _ in causes if cast.kinds.get(act) == "fault"]
        faulty = any(cast.kinds.get(act) in _FAULTY for act, _ in causes)
        causes += [*patterns.items(), *found.items()]
        memory.note_turn(tuple(name for name, _ in causes), faulty)
        shifts = cast.reactions.shifts(causes, self.state, self.meters, memory)
        felt = self._felt(shifts)
        self.causes = frozenset((*(name for name, _ in causes), *(("no_help",) if _no_help(felt, found) else ())))
        self._move()
        self.visited.add(self.state)
        mood = self._mood()
        self.moods.append(mood)
        self._note_offers(offers)
        moment = Moment(
            move.turn,
            found.keys(),
            hurts,
            offers,
            before,
            self.here,
            self.state,
            cast.case,
            memory,
            cast.script,
            self.meters.get("trust", 0),
        )
        reply = self._speak(moment, felt, hurts)
        self._note_words(move)
        return Response(tuple(shifts), reply, patterns, found, tuple(offers))

    def _move(self) -> None:
        """At most one transition. Some days later nobody hangs up before the outcome has been talked about."""
        before = self.state
        self._cast.machine.move(self)
        if self._outcome and self.here.ending and self.memory.turns <= _LATER_TURNS:
            self.state = before

    def _felt(self, shifts: Sequence[Shift]) -> str:
        change = sum(-s.delta if s.meter == "heat" else s.delta for s in shifts)
        return "better" if change >= 8 else "worse" if change <= -8 else "same"

    def _note_offers(self, offers: Sequence[Offer]) -> None:
        for offer in offers:
            if offer.answer in ("offer_yes", "offer_part"):
                self.memory.agreed.append(offer.solution)
            elif offer.answer != "offer_known" and offer.solution not in self.memory.refused:
                self.memory.refused.append(offer.solution)

    def _note_words(self, move: Move) -> None:
        if move.turn.print:
            self.memory.prints.add(move.turn.print)
        self.memory.asked.update(move.turn.topic_ids("fact"))
        if is_promise(move.turn):
            self.memory.promises.append(move.turn.when)

    def _speak(self, moment: Moment, felt: str, hurts: Sequence[str]) -> Reply:
        random = self._random(f"{self._outcome or ''}{self.memory.turns}")
        ids: list[str] = []
        told: list[str] = []
        planned = plan(moment)
        if self._outcome and not moment.state.ending:
            planned = later_on(planned, self.memory.turns, self._outcome, moment)
        parts = [words for part in planned if (words := self._worded(part, moment, random, ids, told))]
        for part in () if parts else (Part("unsure"), Part("push"), planned[0]):
            # everything there is to say to this was said: press on rather than repeat a line
            again: Again = "always" if part is planned[0] else "never"
            said = self._say(part.answer, slots(part, moment, {}), random, again)
            if said is not None:
                ids.append(said[0].id)
                parts.append(said[1])
                break
        felt = _shown(felt, planned, moment.signals, hurts)
        stage, shown = self._stage(felt, random, always=felt != "same" or not parts)
        return Reply(join(parts, self._cast.case.lang), stage, (*ids, *shown), tuple(told))

    def _worded(self, part: Part, moment: Moment, random: Random, ids: list[str], told: list[str]) -> str:
        """The words of one part, with what was used and told noted; empty if all of them have been said."""
        chosen = self._choose(part, moment, random)
        values = slots(part, moment, {part.item: chosen.text} if chosen else {})
        again: Again = "always" if part.answer in _ALWAYS else "filled"
        said = self._say(part.answer, values, random, again, _naming(part, moment))
        if said is None and chosen is None:
            return ""
        if chosen is not None:
            ids.append(chosen.id)
            self._note_told(part, moment, told)
        if said is None:
            return chosen.text if chosen else ""
        ids.append(said[0].id)
        return said[1]

    def _choose(self, part: Part, moment: Moment, random: Random) -> Line | None:
        """What goes into a carrier: a fact, a wish, an answer or the customer's own question."""
        case = moment.case
        if part.answer in ("fact_again", "hope_again"):
            known = case.tells.get(part.item) or case.hopes.get(part.item, ())
            return self._voice.pick_from(case.again.get(part.item, ()) or known, random)
        pools: dict[str, tuple[Line, ...]] = {
            "otherwise": case.otherwise.get(part.item, ()), "later_ask": case.later_asks,
            "hope": case.hopes.get(part.item, ()),
        }  # fmt: skip
        pools |= {answer: case.tells.get(part.item, ()) for answer in ("fact", "begin", "volunteer")}
        lines = pools.get(part.answer, ())
        return self._voice.pick_from(lines, random) if lines else None

    def _note_told(self, part: Part, moment: Moment, told: list[str]) -> None:
        """What the customer has now told, to the agent and in this turn."""
        facts = [part.item] if part.item in moment.case.tells else []
        if part.answer == "otherwise" and part.item == "open":
            self.memory.nutshells += 1
            otherwise = moment.case.scenario.otherwise
            facts = list(otherwise.open_tells) if otherwise else []
        if part.item in moment.case.hopes:
            self.memory.hopes_told.append(part.item)
        for fact in facts:
            if fact not in self.memory.told:
                told.append(fact)
            self.memory.tell(fact)

    def _say(
        self, answer: str, values: Mapping[str, str], random: Random, again: Again = "always",
        allowed: Callable[[Line], bool] | None = None,
    ) -> tuple[Line, str] | None:  # fmt: skip
        lang = self._cast.case.lang
        return self._voice.say(
            answer, self.state, random, self.meters, self.memory, lambda text: fill(text, values, lang), again, allowed
        )

    def _stage(self, felt: str, random: Random, always: bool) -> tuple[str, tuple[str, ...]]:
        """A stage direction where the mood turned, and now and then where it did not."""
        if not always and random.random() > 0.35:
            return "", ()
        line = self._voice.show(felt, self.state, random)
        return (line.text, (line.id,)) if line else ("", ())

    def later(self, outcome: Outcome) -> Reply:
        """Some days later: the customer's first words, by what became of the promise."""
        self.state = getattr(self._cast.persona.later, outcome)
        self.visited.add(self.state)
        self.memory.start_scene()
        self._outcome = outcome
        random = self._random(f"later {outcome}")
        said = self._say(f"later_{outcome}", {}, random)
        stage, shown = self._stage("better" if outcome == "kept" else "worse", random, always=True)
        return Reply(said[1] if said else "", stage, (*((said[0].id,) if said else ()), *shown))
