"""A YAML text as plain data, built in one pass over PyYAML's events.

Composing nodes, walking them for marks and constructing data from them are three passes, after a first one
for the depth, which has to be known before any node is built: PyYAML's C loader crashes the interpreter on
deep nesting. From the events all of it is done at once, in less than half of the time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml.events import AliasEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent

from roleplay.content.malformed import malformed
from roleplay.content.problems import ContentError, Problem
from roleplay.locales import Said, said

MAX_DEPTH = 32
#: Directions that reorder what a terminal shows; also the invisible marks U+200E, U+200F, U+061C.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

#: Control characters but line feed and tab, halves of surrogate pairs, directions.
_HOSTILE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(BIDI))}]")
_TEXT = "tag:yaml.org,2002:str"
_PLAIN_TAGS = ("", "!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq")

Where = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """Plain scalars stay text: no `on` as a boolean, no `12:30` as 750, no dates, no octal."""


_Loader.yaml_implicit_resolvers = {"t": [], "f": []} | {
    first: [rule for rule in rules if rule[0].rsplit(":")[-1] not in ("bool", "timestamp", "int")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(0|[1-9][0-9]*)$"), list("-0123456789"))
_RULES: dict[str, list[tuple[str, Any]]] = _Loader.yaml_implicit_resolvers


@dataclass
class Document:
    """A file as read: `data` with tuples for sequences, and where each value stands."""

    path: Path
    data: Any
    marks: dict[Where, tuple[int, int]] = field(default_factory=dict)

    def problem(self, where: Where, code: str, what: Said, todo: Said | None = None) -> Problem:
        """A problem at the nearest known place on the way to `where`."""
        line, column = self.position(where)
        return Problem(self.path, line, column, code, what, todo)

    def position(self, where: Where) -> tuple[int, int]:
        """Line and column, from 1, of the deepest part of `where` that is in the file."""
        known: Where = ()
        for part in where:  # parts that pydantic adds (union tags) are not in the file
            if (*known, part) in self.marks:
                known = (*known, part)
        return self.marks.get(known, (0, 0))


def build(path: Path, text: str) -> Document:
    """The document in `text`. Raises `ContentError` with all its problems up to where it is malformed, if it is."""
    builder = _Builder(path, text)
    try:
        builder.whole()
    except yaml.YAMLError as error:
        builder.problems.append(malformed(path, error))
    if builder.problems:
        raise ContentError(builder.problems)
    return builder.document


class _Builder:
    """Takes the events of one file. Recursion is safe: depth is bounded before each step down."""

    def __init__(self, path: Path, text: str) -> None:
        self.document = Document(path, None)
        self.problems: list[Problem] = []
        self._loader = _Loader(text)
        self._next = self._loader.get_event
        self._marks = self.document.marks
        self._anchors: dict[str | None, Event] = {}
        # What is nowhere in the text cannot be in a value, unless it is written as an escape.
        self._suspect = "\\" in text or _hostile(text)

    def whole(self) -> None:
        """From the start of the stream to its end: one document."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise ContentError([Problem(self.document.path, 0, 0, "C109", said("c109"), said("c109.todo"))])
        self.document.data = self._value(self._next(), (), 0)
        self._next()
        after = self._next()
        if not isinstance(after, yaml.StreamEndEvent):
            raise yaml.MarkedYAMLError(problem="but found another document", problem_mark=_mark(after))

    def _value(self, event: Event | None, where: Where, depth: int) -> Any:
        if type(event) is ScalarEvent:
            mark: Any = event.start_mark
            self._marks.setdefault(where, (mark.line + 1, mark.column + 1))
            if event.anchor is not None:
                self._anchored(event)
            return self._scalar(event)
        if type(event) is AliasEvent:
            return self._alias(event)
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        return self._collection(event, where, depth + 1)

    def _scalar(self, event: ScalarEvent) -> Any:
        text: str = event.value
        if self._suspect and _hostile(text):
            self._add(event, "C110", said("c110"), said("c110.todo"))
        tag = _tag(event)
        return text if tag == _TEXT else self._constructed(event, tag)

    def _constructed(self, event: ScalarEvent, tag: str) -> Any:
        """What is not text: a number, true, false, nothing, or what a tag of the author's asks for."""
        start: Any = event.start_mark
        node = yaml.ScalarNode(tag, event.value, start, start)
        try:
            return self._loader.construct_object(node)
        except yaml.MarkedYAMLError:
            self._add(event, "C105", said("c105.tag", tag=tag), said("c105.tag.todo"))
        except ValueError:
            self._add(event, "C105", said("c105.tagged", value=event.value), said("c105.tag.todo"))
        return None

    def _collection(self, event: MappingStartEvent | SequenceStartEvent, where: Where, depth: int) -> Any:
        mark: Any = event.start_mark
        self._marks.setdefault(where, (mark.line + 1, mark.column + 1))
        if depth > MAX_DEPTH:
            self._add(event, "C104", said("c104", most=MAX_DEPTH))
            raise ContentError(self.problems[-1:])
        if event.anchor is not None:
            self._anchored(event)
        if (event.tag or "") not in _PLAIN_TAGS:
            self._add(event, "C105", said("c105.tag", tag=event.tag), said("c105.tag.todo"))
        return self._mapping(where, depth) if type(event) is MappingStartEvent else self._sequence(where, depth)

    def _sequence(self, where: Where, depth: int) -> tuple[Any, ...]:
        made: list[Any] = []
        event = self._next()
        while type(event) is not yaml.SequenceEndEvent:
            made.append(self._value(event, (*where, len(made)), depth))
            event = self._next()
        return tuple(made)

    def _mapping(self, where: Where, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        keys: set[str] = set()
        event = self._next()
        while type(event) is not yaml.MappingEndEvent:
            if type(event) is not ScalarEvent:
                self._odd_key(event, where, depth)
            else:
                self._key(event, keys)
                mark: Any = event.start_mark
                place = (*where, event.value)
                self._marks[place] = (mark.line + 1, mark.column + 1)
                tag = _tag(event)
                name = event.value if tag == _TEXT else str(self._constructed(event, tag))
                made[name] = self._value(self._next(), place, depth)
            event = self._next()
        return made

    def _key(self, event: ScalarEvent, keys: set[str]) -> None:
        key: str = event.value
        if event.anchor is not None:
            self._anchored(event)
        if self._suspect and _hostile(key):
            self._add(event, "C110", said("c110.key"), said("c110.todo"))
        if key in keys:
            self._add(event, "C107", said("c107", key=key), said("c107.todo"))
        keys.add(key)

    def _odd_key(self, event: Event | None, where: Where, depth: int) -> None:
        """A key that is no scalar is refused; it and its value are read past."""
        if type(event) is AliasEvent:
            self._alias(event)
        else:
            self._add(event, "C108", said("c108"), said("c108.todo"))
            self._unmarked(event, depth)
        self._unmarked(self._next(), depth)

    def _unmarked(self, event: Event | None, depth: int) -> None:
        """Read a value past without finding fault with what is in it: it is refused as a whole."""
        found = len(self.problems)
        self._value(event, ("",), depth)
        del self.problems[found:]

    def _anchored(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent) -> None:
        first = self._anchors.setdefault(event.anchor, event)
        if first is not event:
            raise yaml.MarkedYAMLError(problem="found duplicate anchor", problem_mark=_mark(event))

    def _alias(self, event: AliasEvent) -> None:
        """The place of what the alias stands for is told: there it can be written out."""
        named = self._anchors.get(event.anchor)
        if named is None:
            raise yaml.MarkedYAMLError(problem="found undefined alias", problem_mark=_mark(event))
        self._add(named, "C106", said("c106"), said("c106.todo"))

    def _add(self, event: Event | None, code: str, what: Said, todo: Said | None = None) -> None:
        mark = _mark(event)
        self.problems.append(Problem(self.document.path, mark.line + 1, mark.column + 1, code, what, todo))


def _mark(event: Event | None) -> Any:
    assert event is not None
    return event.start_mark


def _tag(event: ScalarEvent) -> str:
    """The tag that a scalar has or, by how it is written, means."""
    if event.tag and event.tag != "!":
        return str(event.tag)
    if event.implicit[0]:
        for tag, rule in _RULES.get(event.value[:1], ()):
            if rule.match(event.value):
                return tag
    return _TEXT


def _hostile(text: str) -> bool:
    return _HOSTILE.search(text) is not None
