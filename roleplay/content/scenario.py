"""Scenarios: the matter, independent of the customer's temper (`scenario/1`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roleplay.content.persona import Ending, Lines
from roleplay.content.text import Id, LangCode, NonEmpty, Strict, Text, Texts

Channel = Literal["phone", "chat", "counter", "visit", "email"]
Value = Annotated[int, Field(ge=-3, le=3)]
RecordField = Literal["time", "place", "people", "course", "demand"]
Motive = Literal["compensation", "being_valued", "solution", "venting"]


class Clock(Strict):
    """How many seconds the channel allows before an answer counts as slow (domain 1.5). 0: no clock."""

    first_reply: Annotated[int, Field(ge=0)] = 0
    reply: Annotated[int, Field(ge=0)] = 0


class Identity(Strict):
    """Who the customer is in this language's world.

    `called`: forms of address that count as using the name ("Ms Carter", "李女士"), first the usual one.
    """

    name: NonEmpty
    called: Annotated[tuple[NonEmpty, ...], Field(min_length=1)]
    age: Annotated[int, Field(ge=16, le=110)]
    about: NonEmpty


class Brief(Strict):
    """What the trainee is told beforehand."""

    role: Text
    situation: Text
    goal: Text
    authority: Texts
    limits: Texts
    know: Texts


class Fact(Strict):
    """Something the customer knows.

    `tells`: variants in the first person, free of mood, as whole sentences. `asks`: example questions
    that ask for it. `told`: `volunteered` in the course of the story, only when `asked` for, or only
    when `asked_openly` (an open question or an invitation, never a yes-or-no one).
    `record`: which of the five fields of the record it fills (domain 1.1 R). `again`: how it is put
    when asked for a second time, shorter than the first.
    """

    id: Id
    tells: Texts
    again: Texts = Field(default_factory=dict)
    asks: Texts
    told: Literal["volunteered", "asked", "asked_openly"] = "volunteered"
    record: RecordField | None = None


class Expectation(Strict):
    """A result that the customer hopes for (domain 4.1).

    `explicit`: said when asked; the value follows how far it is met. `implicit`: never said; missing it
    displeases. `latent`: not thought of; meeting it delights.
    `met_by`: solutions that meet it when agreed (or acts that meet it when heard); an implicit one is
    also lost by any act in `spoiled_by`. `text` is how the debrief names it; `tells` are further ways in
    which the customer says an explicit one, `again` shorter ones for when they are asked once more.
    """

    id: Id
    kind: Literal["explicit", "implicit", "latent"]
    text: Text
    tells: Texts = Field(default_factory=dict)
    again: Texts = Field(default_factory=dict)
    met_by: tuple[Id, ...] = ()
    met_by_acts: tuple[Id, ...] = ()
    spoiled_by: tuple[Id, ...] = ()


class Solution(Strict):
    """Something that the agent can offer.

    `called`: a noun phrase in the customer's mouth, for replies. `offers`: example sentences of an agent
    who offers it. `worth`: how the customer values it, fully delivered, -3..3. `after`: facts that must
    be told, and acts that must be heard, before it can fit. `authority`: whether the agent may give it
    (`own`), may only apply for it (`apply`), or must not (`none`). `terms`: the exact amounts, days or lengths of
    time that belong to it ("7 days"); an offer that names another one is a near miss and no offer.
    """

    id: Id
    called: Text
    offers: Texts
    worth: Value
    after_facts: tuple[Id, ...] = ()
    after_acts: tuple[Id, ...] = ()
    authority: Literal["own", "apply", "none"] = "own"
    terms: Texts = Field(default_factory=dict)


class Forbidden(Strict):
    """What the agent must not promise or say, with the reason shown in the debrief."""

    id: Id
    offers: Texts
    why: Text
    critical: bool = False


class Nutshell(Strict):
    """The matter in a few words, which answer any open question ("what", "how", "why").

    `after`: only once these facts have been told; of several nutshells, the one that presupposes most is
    taken. `tells`: the facts that are told by it.
    """

    say: Texts
    after: tuple[Id, ...] = ()
    tells: tuple[Id, ...] = ()


class Otherwise(Strict):
    """What the customer says to a question that is none of the facts: true whatever exactly was asked.

    Free of mood and as whole sentences, like facts. `open`: for "what", "how" and "why". `yes_no`, `when`,
    `where`, `who`, `how_much`: what somebody says who does not know or does not see why it is asked.
    """

    open: Annotated[tuple[Nutshell, ...], Field(min_length=1)]
    yes_no: Texts
    when: Texts
    where: Texts
    who: Texts
    how_much: Texts


class FollowUp(Strict):
    """The scene after a time skip that shows whether promises were kept.

    Within authority the house keeps its word (`kept`); what was forbidden or beyond authority is
    broken (`broken`). The texts tell the trainee what has happened since. `asks`: what the customer wants
    to know that day, as questions, whatever became of the promises.
    """

    after: Text
    kept: Text
    broken: Text
    none: Text
    asks: Texts = Field(default_factory=dict)
    turns: Annotated[int, Field(ge=1, le=10)] = 4


class IdealTurn(Strict):
    """One exchange of the ideal version: what an expert says, what it does, and why (domain X04)."""

    customer: Text
    agent: Text
    why: Text


class Scenario(Strict):
    """A matter that a customer brings, with all that the trainee can find out and offer."""

    format: Literal["scenario/1"]
    id: Id
    case: str = ""
    lang: LangCode
    title: Text
    summary: Text
    channel: Channel
    clock: Clock = Clock()
    customer: dict[LangCode, Identity]
    brief: Brief
    opening: Texts
    motive: Motive
    personal_benefit: Text
    business_benefit: Text
    facts: Annotated[tuple[Fact, ...], Field(min_length=1)]
    expectations: Annotated[tuple[Expectation, ...], Field(min_length=1)]
    solutions: Annotated[tuple[Solution, ...], Field(min_length=1)]
    forbidden: tuple[Forbidden, ...] = ()
    otherwise: Otherwise | None = None
    endings: dict[Ending, Text]
    follow_up: FollowUp
    ideal: Annotated[tuple[IdealTurn, ...], Field(min_length=1)]
    lines: dict[Id, tuple[Lines, ...]] = Field(default_factory=dict)

    def languages(self) -> tuple[str, ...]:
        """The languages that this scenario can be played in."""
        return tuple(self.customer)
