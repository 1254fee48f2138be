"""The shapes of events, for whoever reads them from a file: checked here, and written out as a JSON Schema.

Keys may be added in later versions, so unknown ones are let through. The engine itself never needs this.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from roleplay.content.shape import shape_words
from roleplay.locales import SaidError
from roleplay.practice.events import Event

Span = Annotated[list[int], Field(min_length=2, max_length=2)]
Share = Annotated[float, Field(ge=0, le=1)]
Percent = Annotated[int, Field(ge=0, le=100)]
Value = Annotated[int, Field(ge=-3, le=3)]
Mode = Literal["guided", "coached", "exam"]
#: An id of content, with its course before a colon; never a path.
ContentId = Annotated[str, Field(pattern=r"^([^/\\]+:)?[a-z][a-z0-9_]*$", max_length=200)]
#: A persona, with the overlays on it: `angry+vip`.
MixId = Annotated[
    str, Field(pattern=r"^([^/\\]+:)?[a-z][a-z0-9_]*(\+([^/\\+]+:)?[a-z][a-z0-9_]*)*$", max_length=400)
]


class Shape(BaseModel):
    """What all shapes share."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)


class ActShape(Shape):
    """An act heard (or possible) in a turn, with the characters that gave it."""

    id: str
    confidence: Share
    spans: list[Span]
    rule: str


class TopicShape(Shape):
    """A fact asked for, a solution offered, or something forbidden."""

    kind: Literal["fact", "solution", "forbidden"]
    id: str
    confidence: Share
    spans: list[Span]


class NearShape(Shape):
    """A solution or fact that was named wrongly: with another amount, or denied though it may be given."""

    kind: Literal["fact", "solution", "forbidden"]
    id: str
    why: Literal["amount", "denied"]
    said: str
    rule: str
    spans: list[Span]


class HeardShape(Shape):
    """All that was heard in a turn."""

    text: str
    lang: str
    acts: list[ActShape]
    possible: list[ActShape]
    topics: list[TopicShape]
    when: str
    echo: bool
    size: int
    print: str
    name_spans: list[Span]
    near: list[NearShape] = []


class CreditShape(Shape):
    """Points earned in a step."""

    step: str
    act: str
    rule: str
    turn: int
    points: float
    spans: list[Span]


class DebitShape(Shape):
    """Points of the score lost."""

    kind: Literal["fault", "order", "critical"]
    act: str
    rule: str
    turn: int
    cost: float
    spans: list[Span]


class TotalShape(Shape):
    """A rubric's score and its steps."""

    score: Percent
    steps: dict[str, Percent]


class TurnTotalShape(TotalShape):
    """A rubric after a turn, with what the turn brought."""

    credits: list[CreditShape]
    debits: list[DebitShape]


class EventShape(Shape):
    """What every event has. `turn`: agent turns count from 1, the opening is 0."""

    v: Literal[1]
    seq: Annotated[int, Field(ge=0)]
    turn: Annotated[int, Field(ge=0)]


class Started(EventShape):
    """The round begins."""

    type: Literal["started"]
    seed: int
    scenario: ContentId
    persona: MixId
    lang: str
    mode: Mode
    content: dict[str, str]
    engine: int
    hearing: str
    seen: list[str]
    learner: str
    course: str


class Said(EventShape):
    """The agent said something, said nothing on purpose, or ended the talk."""

    type: Literal["said"]
    text: str
    how: Literal["say", "silence", "end"]
    seconds: float


class HeardEvent(EventShape):
    """What was heard in it."""

    type: Literal["heard"]
    heard: HeardShape
    signals: dict[str, list[Span]]
    patterns: dict[str, list[Span]]


class Mood(EventShape):
    """A meter of the customer moved."""

    type: Literal["mood"]
    meter: str
    old: int
    rule: str
    cause: str
    delta: int
    new: int
    spans: list[Span]


class Replied(EventShape):
    """The customer spoke."""

    type: Literal["replied"]
    text: str
    stage: str
    state: str
    temper: str
    mood: dict[str, int]
    lines: list[str]
    told: list[str]


class ScoredEvent(EventShape):
    """How every rubric stands after the turn."""

    type: Literal["scored"]
    rubrics: dict[str, TurnTotalShape]


class Later(EventShape):
    """Some days later."""

    type: Literal["later"]
    outcome: Literal["kept", "broken", "none"]
    after: dict[str, str]
    text: dict[str, str]


class Evidence(EventShape):
    """The exact words of every act heard in the turn, and of every pattern: without them it is not heard."""

    type: Literal["evidence"]
    spans: dict[str, list[Span]]


class Marked(EventShape):
    """An observer's mark."""

    type: Literal["marked"]
    by: str
    mark: str
    note: str


class Disputed(EventShape):
    """Somebody disagrees with the score of a turn."""

    type: Literal["disputed"]
    by: str
    reason: str


class VerdictItem(Shape):
    """One part of the customer's verdict."""

    kind: str
    id: str
    met: bool
    points: float


class Ended(EventShape):
    """The round is over."""

    type: Literal["ended"]
    ending: Literal["satisfied", "neutral", "dissatisfied", "escalated", "left"]
    by: Literal["customer", "agent"]
    state: str
    value: Value
    verdict: list[VerdictItem]
    rubrics: dict[str, TotalShape]
    critical: list[DebitShape]
    not_checked: list[str]
    receipt: str


AnyEvent = Annotated[
    Started | Said | HeardEvent | Mood | Replied | ScoredEvent | Evidence | Later | Marked | Disputed | Ended,
    Field(discriminator="type"),
]
EVENT: TypeAdapter[Any] = TypeAdapter(AnyEvent)


class EventsError(SaidError):
    """A file that is no round, with the line that shows it."""


def read_events(lines: Iterable[str]) -> list[Event]:
    """The events of a round from its lines of JSON, as they were written. Raises `EventsError`."""
    events: list[Event] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
            EVENT.validate_python(event)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"])
            raise EventsError("events.shape", line=number, where=where, what=shape_words(first)) from error
        except (ValueError, RecursionError) as error:
            raise EventsError("events.json", line=number) from error
        if event["seq"] != len(events):
            raise EventsError("events.gap", line=number, seq=event["seq"], wanted=len(events))
        events.append(event)
    if not events or events[0]["type"] != "started":
        raise EventsError("events.no_start")
    return events
