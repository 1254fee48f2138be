"""A round: the turn loop over one customer, as an append-only list of events.

Saved before shown: what was said is handed to the sink before it is heard, everything that follows
from it before it is returned. Nothing but events, content and seed goes into a round, so that it can be
resumed from its events wherever it broke off (`practice.resuming`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from roleplay.customer.customer import Customer, Outcome, Reply, Response
from roleplay.customer.signals import Move
from roleplay.customer.verdict import Verdict, verdict
from roleplay.hearing.heard import HeardTurn
from roleplay.locales import SaidError, said
from roleplay.practice.breaches import breaches
from roleplay.practice.events import VERSION, Event, Sink, safe
from roleplay.practice.refining import Refining
from roleplay.practice.theatre import Ears, Theatre
from roleplay.scoring.receipt import ENGINE, heard_digest, receipt
from roleplay.scoring.scorecard import Scorecard
from roleplay.scoring.tally import Half, TurnScore

Mode = Literal["guided", "coached", "exam"]
Phase = Literal["new", "talk", "between", "later", "done", "over"]


class RoundError(SaidError):
    """A round that cannot be played on, with the reason."""


@dataclass(frozen=True)
class Setup:
    """What a round is started with. `seen`: ids of lines that this learner heard in earlier rounds."""

    scenario: str
    persona: str
    lang: str
    mode: Mode = "coached"
    seed: int = 0
    learner: str = ""
    course: str = ""
    seen: tuple[str, ...] = ()


class Round(Refining):
    """One round. Every method that plays returns the new events, already handed to the sink.

    `closes`: the last turn of the follow-up scene closes the books. Whoever has something to do before sets it
    False, and calls `finish` when the phase is `done`.
    """

    def __init__(self, theatre: Theatre, setup: Setup, ears: Ears | None, sink: Sink | None = None) -> None:
        super().__init__(
            theatre.production(setup.scenario, setup.persona, setup.lang), ears, theatre.rules.patterns
        )
        self.setup = setup
        self.events: list[Event] = []
        self.phase: Phase = "new"
        self.closes = True
        self._sink = sink
        self._customer = Customer(self.production.cast, setup.seed, frozenset(setup.seen))
        self._scorecard = Scorecard(theatre.rules)
        self._heard: list[HeardTurn] = []
        self._turn = 0
        self._later_turns = 0
        self._outcome: Outcome | None = None
        self._left_by = "customer"

    # -- playing ---------------------------------------------------------------------------------

    def start(self) -> list[Event]:
        """Open the round: the customer speaks first."""
        self._expect("new")
        self.phase = "talk"
        setup = self.setup
        started = self._event(
            "started",
            seed=setup.seed, scenario=setup.scenario, persona=setup.persona, lang=self.production.lang,
            mode=setup.mode, content=self.production.content, engine=ENGINE,
            hearing=self._ears.id if self._ears else "", seen=list(setup.seen), learner=setup.learner,
            course=setup.course or setup.scenario.rpartition(":")[0],
        )  # fmt: skip
        return self._keep([started, self._replied(self._customer.open())])

    def say(self, text: str, seconds: float = 0.0) -> list[Event]:
        """One turn of the agent in words. Nothing but white space is no turn and brings no events."""
        self._expect("talk", "later")
        text = safe(text)
        if not text.strip():
            return []
        self._turn += 1
        said = self._keep([self._event("said", text=text, how="say", seconds=round(seconds, 1))])
        return said + self._follow(self._hear(text), False, seconds)

    def silence(self, seconds: float = 0.0) -> list[Event]:
        """One turn of the agent without words, on purpose."""
        self._expect("talk", "later")
        self._turn += 1
        said = self._keep([self._event("said", text="", how="silence", seconds=round(seconds, 1))])
        return said + self._follow(HeardTurn("", self.production.lang), True, seconds)

    def hear(self, turn: HeardTurn, seconds: float = 0.0) -> list[Event]:
        """One turn that was heard already: for bots, tests and simulation."""
        self._expect("talk", "later")
        self._turn += 1
        said = self._keep([self._event("said", text=turn.text, how="say", seconds=round(seconds, 1))])
        return said + self._follow(turn, False, seconds)

    def leave(self) -> list[Event]:
        """The agent ends the talk (or the follow-up scene)."""
        self._expect("talk", "later")
        said = self._keep([self._event("said", text="", how="end", seconds=0.0)])
        self._left_by = "agent"
        if self.phase == "later":
            return said + self._finish()
        self._close_talk()
        return said

    def draft(self, text: str) -> list[Event]:
        """Keep what is being typed, so that a killed process loses nothing.

        A draft goes to the sink only, with `seq` -1: the next one replaces it, while the round's own
        list is never changed.
        """
        event = self._event("draft", text=safe(text))
        if self._sink is not None:
            self._sink([event])
        return [event]

    def follow_up(self) -> list[Event]:
        """Some days later: the customer again, by what became of the promises."""
        self._expect("between")
        self.phase = "later"
        outcome = self._outcome = self._what_became()
        scene = self.production.scenario.follow_up
        texts = {"kept": scene.kept, "broken": scene.broken, "none": scene.none}
        later = self._event("later", outcome=outcome, after=scene.after, text=texts[outcome])
        return self._keep([later, self._replied(self._customer.later(outcome))])

    def finish(self) -> list[Event]:
        """Close the books: after the talk, without a follow-up scene, or when that scene is done."""
        self._expect("between", "done")
        return self._finish()

    # -- the turn --------------------------------------------------------------------------------

    def _hear(self, text: str) -> HeardTurn:
        if self._ears is None:
            raise RoundError("round.deaf")
        self.prepare()
        return self._ears.hear(text, self._last_reply, self.production.lang, self._phrases)

    def _follow(self, turn: HeardTurn, silent: bool, seconds: float) -> list[Event]:
        """Everything that follows from one heard turn."""
        clock = self.production.scenario.clock
        limit = clock.first_reply if self._turn == 1 else clock.reply
        heat = self._customer.meters.get("heat")
        self._heard.append(turn)
        before = self._last_reply
        response = self._customer.hear(Move(turn, silent, seconds, limit))
        half: Half = "later" if self.phase == "later" else "talk"
        scores = self._scorecard.take(turn, heat, half, breaches(turn, self.production.cast.case.solutions))
        events = [self._heard_event(turn, response)]
        events += [self._event("mood", **shift.to_dict()) for shift in response.shifts]
        events.append(self._replied(response.reply))
        events.append(self._scored(scores))
        self._keep(events)
        self._note(self._turn, turn, before, response.patterns)
        return events + self._after_turn(turn)

    def _after_turn(self, turn: HeardTurn) -> list[Event]:
        if self.phase == "later":
            self._later_turns += 1
            enough = self._later_turns >= self.production.scenario.follow_up.turns
            if enough or "close" in turn.ids() or self._customer.here.ending:
                self.phase = "done"
                return self._finish() if self.closes else []
        elif self._customer.here.ending:
            self._close_talk()
        return []

    def _close_talk(self) -> None:
        self.phase = "between"

    def _what_became(self) -> Outcome:
        memory, case = self._customer.memory, self.production.cast.case
        if memory.count["forbidden"] or any(case.solutions[item].authority == "none" for item in memory.agreed):
            return "broken"
        return "kept" if memory.agreed or memory.promises or memory.count["follow_up"] else "none"

    # -- the end ---------------------------------------------------------------------------------

    def verdict(self) -> Verdict:
        """The customer's verdict as things stand."""
        customer, production = self._customer, self.production
        return verdict(
            production.persona, production.scenario, customer.state, customer.memory, customer.moods,
            customer.visited, broken=self._outcome == "broken",
        )  # fmt: skip

    def _finish(self) -> list[Event]:
        late = self._scorecard.end()
        events = [self._scored(late)] if any(score.debits for score in late.values()) else []
        judged = self.verdict()
        rubrics = self._scorecard.rubrics()
        ending = self._customer.here.ending or self._unfinished(judged.value)
        events.append(
            self._event(
                "ended",
                ending=ending, by=self._left_by, state=self._customer.state, value=judged.value,
                verdict=[item.to_dict() for item in judged.items], rubrics=rubrics,
                critical=[debit.to_dict() for debit in self._scorecard.critical()],
                not_checked=self._scorecard.not_checked(), receipt=self._receipt(rubrics, judged.value),
            )
        )  # fmt: skip
        self.phase = "over"
        return self._keep(events)

    @staticmethod
    def _unfinished(value: int) -> str:
        """The kind of ending where the agent left before the customer had made up their mind."""
        return "satisfied" if value >= 1 else "neutral" if value == 0 else "dissatisfied"

    def _receipt(self, rubrics: dict[str, Any], value: int) -> str:
        started = self.events[0]
        return receipt(
            {
                "content": started["content"], "seed": started["seed"], "persona": started["persona"],
                "scenario": started["scenario"], "lang": started["lang"], "hearing": started["hearing"],
                "heard": heard_digest(self._heard), "rubrics": rubrics, "value": value,
            }
        )  # fmt: skip

    # -- events ----------------------------------------------------------------------------------

    def _expect(self, *phases: Phase) -> None:
        if self.phase not in phases:
            raise RoundError("round.phase", phase=said(f"phase.{self.phase}"))

    def _event(self, kind: str, **fields: Any) -> Event:
        return {"v": VERSION, "seq": -1, "turn": self._turn, "type": kind, **fields}

    def _keep(self, events: list[Event]) -> list[Event]:
        for event in events:
            event["seq"] = len(self.events)
            self.events.append(event)
        if self._sink is not None and events:
            self._sink(events)
        return events

    def _heard_event(self, turn: HeardTurn, response: Response) -> Event:
        return self._event(
            "heard",
            heard=turn.to_dict(),
            signals={name: [list(span) for span in spans] for name, spans in response.signals.items()},
            patterns={name: [list(span) for span in spans] for name, spans in response.patterns.items()},
        )

    def _replied(self, reply: Reply) -> Event:
        self._last_reply = reply.text
        customer = self._customer
        return self._event(
            "replied",
            text=reply.text, stage=reply.stage, state=customer.state, temper=customer.here.temper,
            mood=dict(customer.meters), lines=list(reply.lines), told=list(reply.told),
        )  # fmt: skip

    def _scored(self, scores: dict[str, TurnScore]) -> Event:
        rubrics = {}
        for name, tally in self._scorecard.tallies.items():
            rubrics[name] = scores[name].to_dict() | tally.to_dict()
        return self._event("scored", rubrics=rubrics)
