"""Personas: who the customer is in temper, independent of the matter (`persona/1`)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from roleplay.content.guard import When
from roleplay.content.text import Id, Strict, Text, Texts

Meter = Annotated[int, Field(ge=0, le=100)]
Ending = Literal["satisfied", "neutral", "dissatisfied", "escalated", "left"]
Temper = Literal["hot", "guarded", "warm"]
Setting = Literal["seen", "heard", "written"]


class State(Strict):
    """A flat state of the customer.

    `temper` groups states for display. `takes_offers`: whether an acceptable offer is taken here.
    `grants`: whether leave is given when asked for. `volunteers`: whether the story goes on unasked.
    A state with an `ending` is final; `value_at_most` and `value_at_least` bound the customer's
    verdict there (-3..3, domain 4.2).
    """

    name: Text
    temper: Temper
    takes_offers: bool = False
    grants: bool = True
    volunteers: bool = False
    ending: Ending | None = None
    value_at_most: Annotated[int, Field(ge=-3, le=3)] = 3
    value_at_least: Annotated[int, Field(ge=-3, le=3)] = -3


class Transition(Strict):
    """From one of the states in `source`, on any of `hears`, if `when` holds, to `to`."""

    source: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(alias="from")
    to: Id
    hears: Annotated[tuple[Id, ...], Field(min_length=1)]
    when: When | None = None


class Reaction(Strict):
    """How much meters move on an act, pattern or signal. The first that fits an act is taken.

    With `fades` the effect halves each time the same act comes again (empathy wears out); faults and
    signals that hurt should not fade.
    """

    hears: Annotated[tuple[Id, ...], Field(min_length=1)]
    states: tuple[Id, ...] = ()
    when: When | None = None
    meters: Annotated[dict[Id, Annotated[int, Field(ge=-100, le=100)]], Field(min_length=1)]
    fades: bool = True


class Need(Strict):
    """The unmet need behind the temper (domain 2: respect, understanding, fairness, control).

    It counts as an implicit expectation: met once one of the states in `met_in` was reached; missed, it
    costs `missed` on the seven-level scale.
    """

    text: Text
    met_in: Annotated[tuple[Id, ...], Field(min_length=1)]
    missed: Annotated[int, Field(ge=-3, le=0)] = -2


class Lines(Strict):
    """Variants of speech for the same moment.

    `answers`: acts, signals or moves (`roleplay.content.vocabulary`) that these lines answer.
    `states`: only there; lines for the present state are preferred to lines for all states.
    `when`: only then, and then first: for what this customer remembers ("you cut me off before").
    """

    answers: Annotated[tuple[Id, ...], Field(min_length=1)] = Field(alias="for")
    states: tuple[Id, ...] = ()
    when: When | None = None
    say: Texts


class Directions(Strict):
    """Stage directions, apart from speech, without brackets.

    `on`: where they can be perceived: seen (counter, visit), heard (phone), written (chat, email).
    `mood`: after a turn that made things worse or better, or left them the same; `better` directions
    are the tell-tale signs of turning that a trainee should learn to see.
    """

    states: tuple[Id, ...] = ()
    on: Setting
    mood: Literal["worse", "same", "better"]
    show: Texts


class Later(Strict):
    """In which state the follow-up scene begins, by whether the promise was kept."""

    kept: Id
    broken: Id
    none: Id


class Persona(Strict):
    """A customer's temper as a state machine with meters, reactions and lines."""

    format: Literal["persona/1"]
    id: Id
    types: tuple[str, ...]
    name: Text
    summary: Text
    signs: Texts
    works: Texts
    worse: Texts
    turning: Text
    need: Need
    meters: Annotated[dict[Id, Meter], Field(min_length=1)]
    start: Id
    states: Annotated[dict[Id, State], Field(min_length=3)]
    transitions: Annotated[tuple[Transition, ...], Field(min_length=1)]
    reactions: Annotated[tuple[Reaction, ...], Field(min_length=1)]
    lines: Annotated[tuple[Lines, ...], Field(min_length=1)]
    directions: tuple[Directions, ...] = ()
    later: Later
