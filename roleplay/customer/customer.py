"""One customer in one round: hears a turn, moves, and answers."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from roleplay.content.pattern import Pattern
from roleplay.content.persona import Persona, State
from roleplay.customer.answers import Moment, Part
from roleplay.customer.case import Case
from roleplay.customer.machine import PersonaMachine
from roleplay.customer.memory import Memory
from roleplay.customer.mood import Reactions, Shift
from roleplay.customer.offers import SURE, Offer, judge
from roleplay.customer.reply import later_on, plan
from roleplay.customer.signals import Move, is_promise, signals
from roleplay.customer.speaker import Face, Speaker
from roleplay.customer.speaker import Reply as Reply  # part of what this module gives
from roleplay.customer.speech import Script, Voice
from roleplay.hearing.heard import Span
from roleplay.hearing.patterns import PatternSpotter

Outcome = Literal["kept", "broken", "none"]

#: Turns of the scene some days later in which the customer does not leave.
_LATER_TURNS = 2

#: Words of the wording faults do not reach the customer's nerves as faults do, but they are no calm.
_FAULTY = ("fault", "wording")

#: Answers to an offer by which it is taken; by which it is turned down for good, and not only for now.
_TAKEN = frozenset(("offer_yes", "offer_part"))
_TURNED_DOWN = frozenset(("offer_no", "offer_poor", "offer_again"))


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


def _no_help(felt: str, found: Collection[str]) -> bool:
    """Whether the turn was no help to the customer; an offer, or a time that is named, is some."""
    return felt != "better" and not {"good_offer", "extra_offer", "dated", "offer"}.intersection(found)


class Customer:
    """The state of one customer. The same turns and seed give the same customer on any machine."""

    __slots__ = (
        "_cast",
        "_patterns",
        "_seed",
        "_speaker",
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
        self._speaker = Speaker(cast.case, Voice(cast.script, seen))
        self._patterns = PatternSpotter(cast.patterns)
        self.state: str = cast.machine.start
        self.meters: dict[str, int] = dict(cast.persona.meters)
        self.memory = Memory(self._story(cast.case), cast.case.core)
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
        return self._speaker.open(self.state, self.here.temper == "hot", self.meters, self.memory, random)

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
        self.memory.agreed += [offer.solution for offer in offers if offer.answer in _TAKEN]
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
            self.meters,
        )
        planned = self._plan(moment)
        reply = self._speak(planned, moment, Face(felt, bool(hurts)))
        self._note_refusals(offers, planned)
        self._note_words(move)
        return Response(tuple(shifts), reply, patterns, found, tuple(offers))

    def _move(self) -> None:
        """At most one transition. Some days later nobody hangs up before the outcome has been talked about."""
        before = self.state
        self._cast.machine.move(self)
        if self.memory.outcome and self.here.ending and self.memory.turns <= _LATER_TURNS:
            self.state = before

    def _felt(self, shifts: Sequence[Shift]) -> str:
        change = sum(-s.delta if s.meter == "heat" else s.delta for s in shifts)
        return "better" if change >= 8 else "worse" if change <= -8 else "same"

    def _note_refusals(self, offers: Sequence[Offer], planned: Sequence[Part]) -> None:
        """Only what was plainly offered, and turned down aloud, can be offered "again"."""
        answered = {(part.answer, part.item) for part in planned}
        for offer in offers:
            aloud = offer.answer in _TURNED_DOWN and (offer.answer, offer.solution) in answered
            if aloud and offer.confidence >= SURE and offer.solution not in self.memory.refused:
                self.memory.refused.append(offer.solution)

    def _note_words(self, move: Move) -> None:
        if move.turn.print:
            self.memory.prints.add(move.turn.print)
        self.memory.asked.update(move.turn.topic_ids("fact"))
        if is_promise(move.turn):
            self.memory.promises.append(move.turn.when)

    def _plan(self, moment: Moment) -> list[Part]:
        planned = plan(moment)
        if self.memory.outcome and not moment.state.ending:
            planned = later_on(planned, self.memory.turns, self.memory.outcome, moment)
        return planned

    def _speak(self, planned: Sequence[Part], moment: Moment, face: Face) -> Reply:
        random = self._random(f"{self.memory.outcome}{self.memory.turns}")
        return self._speaker.speak(planned, moment, face, random)

    def later(self, outcome: Outcome) -> Reply:
        """Some days later: the customer's first words, by what became of the promise."""
        self.state = getattr(self._cast.persona.later, outcome)
        self.visited.add(self.state)
        self.memory.start_scene(outcome)
        random = self._random(f"later {outcome}")
        return self._speaker.begin(
            f"later_{outcome}", outcome == "kept", self.state, self.meters, self.memory, random
        )
