"""The machine formats of all commands, and the JSON Schemas that are generated from them.

The fields named here keep their names; others may be added. Events have their shapes in `practice.shapes`.
`python -m roleplay.cli.formats` writes the schemas anew; a test says when that has been forgotten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, TypeAdapter

from roleplay.practice.shapes import (
    EVENT,
    ActShape,
    ContentId,
    CreditShape,
    DebitShape,
    MixId,
    Mode,
    Shape,
    Span,
    TotalShape,
    Value,
)


class ReasonShape(Shape):
    """What each voice says of an act: parts of its logit, the confidence of both and what it takes."""

    id: str
    verdict: Literal["heard", "possible", "no"]
    model: float | None
    ridge: float | None
    encoder: float | None
    threshold: float
    rules: list[str]
    guard_leaves: str


class NeighbourShape(Shape):
    """A turn of the corpus that lies near."""

    text: str
    acts: list[str]
    likeness: float


class Explained(Shape):
    """Only with `--explain`: reasons, most confident first, and neighbours, nearest first."""

    reasons: list[ReasonShape]
    nearest: list[NeighbourShape]


class Recognised(Shape):
    """`recognise --format json`: one line of input. Spans are code points of `text`, end exclusive."""

    id: JsonValue
    text: str
    lang: str
    acts: list[ActShape]
    possible: list[ActShape]
    explained: Explained | None = None


class ListedAct(Shape):
    """`acts --format json`: one behaviour."""

    id: str
    kind: Literal["behaviour", "fault", "wording"]
    name: str
    means: str
    unless: str
    serves: list[str]
    example: str


class Fault(Shape):
    """A fault, with its agent turn (from 1) and its characters in that turn."""

    act: str
    turn: Annotated[int, Field(ge=1)]
    spans: list[Span]


class OrderFault(Fault):
    """Something done too early, by the rubric's rule."""

    rule: str


class RubricCredit(CreditShape):
    """A credit and the service model that gives it."""

    rubric: str


class RubricDebit(DebitShape):
    """A debit and the service model that takes it."""

    rubric: str


class TranscriptTurn(Shape):
    """One agent turn of a transcript."""

    turn: Annotated[int, Field(ge=1)]
    text: str
    acts: list[ActShape]
    possible: list[ActShape]
    credits: list[RubricCredit]
    debits: list[RubricDebit]


class ScoredTranscript(Shape):
    """`score --format json`: one file. `critical` are those of `faults` that cap the score."""

    file: str
    lang: str
    rubrics: dict[str, TotalShape]
    faults: list[Fault]
    critical: list[Fault]
    order: list[OrderFault]
    not_checked: list[str]
    turns: list[TranscriptTurn]
    receipt: str


class FoundProblem(Shape):
    """`check --format json`: one problem. Line and column count from 1; 0 is the whole file."""

    file: str
    line: Annotated[int, Field(ge=0)]
    column: Annotated[int, Field(ge=0)]
    code: Annotated[str, Field(pattern=r"^C\d{3}$")]
    message: str
    hint: str


class Verified(Shape):
    """`verify --format json`. `hearing` is null where today's hearing was not asked."""

    score: bool
    hearing: bool | None
    receipt: str
    again: str
    differences: list[str]
    reheard: list[int]


class KeptRound(Shape):
    """`replay --list --format json`: one kept round."""

    id: str
    scenario: ContentId
    persona: MixId
    lang: str
    mode: Mode
    seed: int
    phase: Literal["open", "ended", "discarded"]
    turns: int
    value: Value | None
    ending: str | None
    rubrics: dict[str, TotalShape]


#: Name of the schema → the shape of one line. `event` is a line of `play` and `replay --format json`.
FORMATS: dict[str, TypeAdapter[Any]] = {
    "event": EVENT,
    "recognise": TypeAdapter(Recognised),
    "acts": TypeAdapter(ListedAct),
    "score": TypeAdapter(ScoredTranscript),
    "check": TypeAdapter(FoundProblem),
    "verify": TypeAdapter(Verified),
    "rounds": TypeAdapter(KeptRound),
}
FOLDER = Path(__file__).parent.parent / "schemas"


def schema(name: str) -> str:
    """The text of one schema file."""
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **FORMATS[name].json_schema()}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def write_schemas() -> None:
    """Write all schema files anew."""
    for name in FORMATS:
        (FOLDER / f"{name}.json").write_text(schema(name), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas()
