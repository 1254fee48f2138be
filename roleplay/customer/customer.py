"""One customer in one round: hears a turn, moves, and answers."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from roleplay.content.pattern import Pattern
from roleplay.content.persona import Persona, State
from roleplay.content.vocabulary import SLOTS
from roleplay.customer.case import Case, Line
from roleplay.customer.machine import PersonaMachine
from roleplay.customer.memory import Memory
from roleplay.customer.mood import Reactions, Shift
from roleplay.customer.offers import Offer, judge
from roleplay.customer.reply import Moment, Part, plan, slots
from roleplay.customer.signals import Move, is_promise, signals
from roleplay.customer.speech import Script, Voice, fill, join
from roleplay.hearing.heard import Span
from roleplay.hearing.patterns import PatternSpotter

#: Kinds of lines that may come again: what fills their slot is new, or it must be said at that moment.
_AGAIN = frozenset(SLOTS) - {"recall"} | frozenset(
    ("end", "pleased", "not_yet", "right", "leave", "leave_no", "bye", "nothing_more")
)

#: Answers that turn something down.
_TURNED_DOWN = frozenset(
    (
        "offer_no",
        "offer_early",
        "offer_poor",
        "offer_again",
        "leave_no",
        "not_yet",
        "evade",
        "unclear",
        "said_again",
    )
)

Outcome = Literal["kept", "broken", "none"]

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


def _needed_slot(part: Part, moment: Moment) -> str:
    """Where several things were offered, the answer must say which of them it means."""
    several = len(moment.offers) > 1 or "offer_choice" in moment.turn.ids()
    return "{offer}" if part.answer.startswith("offer_") and several else ""


class Customer:
    """The state of one customer. The same turns and seed give the same customer on any machine."""

    __slots__ = (
        "_cast", "_patterns", "_scene", "_seed", "_voice", "causes", "memory", "meters", "moods", "state", "visited",
    )  # fmt: skip

    def __init__(self, cast: Cast, seed: int, seen: frozenset[str] = frozenset()) -> None:
        self._cast = cast
        self._seed = seed
        self._scene = ""
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
        carrier = self._pick("opening", random)
        text = carrier.text if carrier else "{opening}"
        said = fill(text, {"opening": opening.text}, self._cast.case.lang)
        stage, shown = self._stage("worse" if self.here.temper == "hot" else "same", random, always=True)
        ids = (opening.id, *((carrier.id,) if carrier else ()), *shown)
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
        self.causes = frozenset((*(name for name, _ in causes), *(("no_help",) if felt != "better" else ())))
        cast.machine.move(self)
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
        reply = self._speak(moment, felt)
        self._note_words(move)
        return Response(tuple(shifts), reply, patterns, found, tuple(offers))

    def _felt(self, shifts: Sequence[Shift]) -> str:
        change = sum(-s.delta if s.meter == "heat" else s.delta for s in shifts)
        return "better" if change >= 8 else "worse" if change <= -8 else "same"

    def _note_offers(self, offers: Sequence[Offer]) -> None:
        for offer in offers:
            if offer.answer == "offer_yes":
                self.memory.agreed.append(offer.solution)
            elif offer.answer != "offer_known" and offer.solution not in self.memory.refused:
                self.memory.refused.append(offer.solution)

    def _note_words(self, move: Move) -> None:
        if move.turn.print:
            self.memory.prints.add(move.turn.print)
        self.memory.asked.update(move.turn.topic_ids("fact"))
        if is_promise(move.turn):
            self.memory.promises.append(move.turn.when)

    def _speak(self, moment: Moment, felt: str) -> Reply:
        random = self._random(f"{self._scene}{self.memory.turns}")
        ids: list[str] = []
        parts: list[str] = []
        told: list[str] = []
        planned = plan(moment)
        for part in planned:
            line = self._pick(part.answer, random, part.answer in _AGAIN, _needed_slot(part, moment))
            if line is None:
                continue
            ids.append(line.id)
            parts.append(fill(line.text, self._slots(part, moment, random, ids, told), self._cast.case.lang))
        if not parts:  # everything there is to say to this was said: press on rather than repeat a line
            line = self._pick("push", random, False)
            line = line or self._pick(planned[0].answer, random)
            if line is not None:
                ids.append(line.id)
                parts.append(fill(line.text, slots(planned[0], moment, {}), self._cast.case.lang))
        if felt == "better" and (moment.faults or any(part.answer in _TURNED_DOWN for part in planned)):
            felt = "same"  # a softened face beside a no would give the lie to one of them
        stage, shown = self._stage(felt, random, always=felt != "same" or not parts)
        return Reply(join(parts, self._cast.case.lang), stage, (*ids, *shown), tuple(told))

    def _pick(self, answer: str, random: Random, again: bool = True, slot: str = "") -> Line | None:
        return self._voice.pick(answer, self.state, random, self.meters, self.memory, again, slot)

    def _slots(self, part: Part, moment: Moment, random: Random, ids: list[str], told: list[str]) -> dict[str, str]:
        texts: dict[str, str] = {}
        if part.item in moment.case.tells and part.answer in ("fact", "fact_again", "volunteer"):
            fact = self._voice.pick_from(moment.case.tells[part.item], random)
            texts[part.item] = self._use(fact, ids)
            if part.item not in self.memory.told:
                told.append(part.item)
            self.memory.tell(part.item)
        elif part.item in moment.case.hopes:
            texts[part.item] = self._use(moment.case.hopes[part.item], ids)
            self.memory.hopes_told.append(part.item)
        return slots(part, moment, texts)

    @staticmethod
    def _use(line: Line, ids: list[str]) -> str:
        ids.append(line.id)
        return line.text

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
        self._scene = outcome
        random = self._random(f"later {outcome}")
        line = self._pick(f"later_{outcome}", random)
        stage, shown = self._stage("better" if outcome == "kept" else "worse", random, always=True)
        text = fill(line.text, {}, self._cast.case.lang) if line else ""
        return Reply(text, stage, (*((line.id,) if line else ()), *shown))
