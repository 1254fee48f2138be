"""What was heard in a turn: plain data, all that the customer and the scoring need of hearing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

#: Start and end in code points of the text as typed, end exclusive.
Span = tuple[int, int]
TopicKind = Literal["fact", "solution", "forbidden"]


@dataclass(frozen=True, slots=True)
class Heard:
    """One dialogue act in a turn.

    `confidence` 0-1, rounded to two places. `rule`: the cue rule that decided (`cue:apologise.sorry`)
    or `model`. `spans`: the likeliest words; once refined (`Listener.evidence`), deleting all of them from the
    text makes the act unheard.
    """

    act: str
    confidence: float
    spans: tuple[Span, ...]
    rule: str

    def to_dict(self) -> dict[str, Any]:
        """The machine format of `recognise` and of `heard` events."""
        return {
            "id": self.act,
            "confidence": self.confidence,
            "spans": [list(span) for span in self.spans],
            "rule": self.rule,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Heard:
        """The inverse of `to_dict`."""
        spans = tuple((int(a), int(b)) for a, b in data["spans"])
        return cls(data["id"], float(data["confidence"]), spans, data["rule"])


@dataclass(frozen=True, slots=True)
class Topic:
    """A fact asked for, a solution offered or something forbidden promised, by its id in the scenario."""

    kind: TopicKind
    id: str
    confidence: float
    spans: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """As kept in `heard` events."""
        spans = [list(span) for span in self.spans]
        return {"kind": self.kind, "id": self.id, "confidence": self.confidence, "spans": spans}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Topic:
        """The inverse of `to_dict`."""
        spans = tuple((int(a), int(b)) for a, b in data["spans"])
        return cls(data["kind"], data["id"], float(data["confidence"]), spans)


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A solution or fact of the scenario that was named, but wrongly: it does not count as named.

    `why`: another `amount` than the scenario's, or it was `denied` though the agent may give it. `said`: the words
    that are wrong; `rule`: what they should be, in the scenario's words ("" where it was denied).
    """

    kind: TopicKind
    id: str
    why: Literal["amount", "denied"]
    said: str
    rule: str
    spans: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        """As kept in `heard` events."""
        spans = [list(span) for span in self.spans]
        return {
            "kind": self.kind, "id": self.id, "why": self.why, "said": self.said, "rule": self.rule, "spans": spans,
        }  # fmt: skip

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> NearMiss:
        """The inverse of `to_dict`."""
        spans = tuple((int(a), int(b)) for a, b in data["spans"])
        return cls(data["kind"], data["id"], data["why"], data["said"], data["rule"], spans)


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """All that was heard in one turn.

    `acts` are above their thresholds and count; `possible` are near them: shown, never scored.
    `when`: the first expression of time inside a promise, as typed ("by Thursday noon"), else "".
    `echo`: the turn gives the customer's last words back unchanged. `size`: length in words, Chinese
    characters counting as one each. `print`: the tidied text, by which a repeated turn is known.
    `name_spans`: where the customer is addressed by name. `near`: what of the scenario was named wrongly.
    """

    text: str
    lang: str
    acts: tuple[Heard, ...] = ()
    possible: tuple[Heard, ...] = ()
    topics: tuple[Topic, ...] = ()
    when: str = ""
    echo: bool = False
    size: int = 0
    print: str = ""
    name_spans: tuple[Span, ...] = ()
    near: tuple[NearMiss, ...] = ()

    def ids(self) -> tuple[str, ...]:
        """The acts heard, in order of their place in the text."""
        return tuple(heard.act for heard in self.acts)

    def with_spans(self, spans: Mapping[str, tuple[Span, ...]]) -> HeardTurn:
        """The same turn with other words for its acts, where `spans` has some; nothing else changes."""
        acts = tuple(replace(heard, spans=spans.get(heard.act, heard.spans)) for heard in self.acts)
        return replace(self, acts=acts)

    def topic_ids(self, kind: TopicKind) -> tuple[str, ...]:
        """Ids of the topics of one kind."""
        return tuple(topic.id for topic in self.topics if topic.kind == kind)

    def to_dict(self) -> dict[str, Any]:
        """The machine format of `heard` events; `from_dict` brings the turn back exactly."""
        return {
            "text": self.text,
            "lang": self.lang,
            "acts": [heard.to_dict() for heard in self.acts],
            "possible": [heard.to_dict() for heard in self.possible],
            "topics": [topic.to_dict() for topic in self.topics],
            "when": self.when,
            "echo": self.echo,
            "size": self.size,
            "print": self.print,
            "name_spans": [list(span) for span in self.name_spans],
            "near": [miss.to_dict() for miss in self.near],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> HeardTurn:
        """The inverse of `to_dict`."""
        return cls(
            text=data["text"],
            lang=data["lang"],
            acts=tuple(map(Heard.from_dict, data["acts"])),
            possible=tuple(map(Heard.from_dict, data["possible"])),
            topics=tuple(map(Topic.from_dict, data["topics"])),
            when=data["when"],
            echo=data["echo"],
            size=data["size"],
            print=data["print"],
            name_spans=tuple((int(a), int(b)) for a, b in data["name_spans"]),
            near=tuple(map(NearMiss.from_dict, data.get("near", ()))),
        )
