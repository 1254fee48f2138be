"""YAML files into plain data and marks, guarded against what YAML allows and content never needs.

PyYAML's C loader is fast but follows whatever it is given, and crashes the interpreter on deep
nesting, so depth is checked on the stream of events before any node is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from roleplay.content.problems import ContentError, Problem

#: A persona with 400 lines in two languages is about 80 KB; nobody writes a megabyte by hand.
MAX_BYTES = 1_000_000
MAX_DEPTH = 32
#: Directions that reorder what a terminal shows; also the invisible marks U+200E, U+200F, U+061C.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")

#: Control characters but line feed and tab, halves of surrogate pairs, directions. As an expression, because
#: looking each character up took a third of the time of reading a file.
_HOSTILE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{''.join(sorted(BIDI))}]")

Where = tuple[str | int, ...]


class _Loader(yaml.CSafeLoader):
    """Plain scalars stay text: no `on` as a boolean, no `12:30` as 750, no dates, no octal."""


_Loader.yaml_implicit_resolvers = {"t": [], "f": []} | {
    first: [rule for rule in rules if rule[0].rsplit(":")[-1] not in ("bool", "timestamp", "int")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("^-?(0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass
class Document:
    """A file as read: `data` with tuples for sequences, and where each value stands."""

    path: Path
    data: Any
    marks: dict[Where, tuple[int, int]] = field(default_factory=dict)

    def problem(self, where: Where, code: str, message: str, hint: str = "") -> Problem:
        """A problem at the nearest known place on the way to `where`."""
        line, column = self.position(where)
        return Problem(self.path, line, column, code, message, hint)

    def position(self, where: Where) -> tuple[int, int]:
        """Line and column, from 1, of the deepest part of `where` that is in the file."""
        known: Where = ()
        for part in where:  # parts that pydantic adds (union tags) are not in the file
            if (*known, part) in self.marks:
                known = (*known, part)
        return self.marks.get(known, (0, 0))


def read(path: Path) -> Document:
    """Read one YAML file. Raises `ContentError` with every problem of the file as text."""
    text = _text(path)
    _check_depth(path, text)
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise ContentError([_malformed(path, error)]) from error
    if root is None:
        raise ContentError([Problem(path, 0, 0, "C109", "the file is empty", "start with a `format:` line")])
    document = Document(path, None)
    problems = list(_index(document, root, (), set()))
    if problems:
        raise ContentError(problems)
    try:
        document.data = _freeze(loader.construct_document(root))
    except yaml.YAMLError as error:
        raise ContentError([_malformed(path, error)]) from error
    return document


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(
                [Problem(path, 0, 0, "C103", f"the file is larger than {MAX_BYTES:,} bytes", "split it")]
            )
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise ContentError([Problem(path, 0, 0, "C101", reason, "check the path and its permissions")]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = Problem(path, line, column, "C102", "the file is not UTF-8 text", "save it as UTF-8")
        raise ContentError([problem]) from error


def _check_depth(path: Path, text: str) -> None:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > MAX_DEPTH:
                mark = event.start_mark
                assert mark is not None
                message = f"nested more than {MAX_DEPTH} levels deep"
                raise ContentError([Problem(path, mark.line + 1, mark.column + 1, "C104", message)])
    except yaml.YAMLError as error:
        raise ContentError([_malformed(path, error)]) from error


def _malformed(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    message = getattr(error, "problem", None) or "the YAML is malformed"
    if mark is None:  # the reader's complaint about a character: it gives a position in the text only
        shown = getattr(error, "reason", "a character is not allowed")
        return Problem(path, 0, 0, "C110", str(shown), "remove control characters from the file")
    hint = "check indentation, quotes and brackets on this line and the one before"
    return Problem(path, mark.line + 1, mark.column + 1, "C105", str(message), hint)


def _index(document: Document, node: yaml.Node, where: Where, seen: set[int]) -> Iterator[Problem]:
    """Note where each value stands; yield what YAML allows and content does not."""
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    if id(node) in seen:  # an alias is the same node again
        yield Problem(document.path, line, column, "C106", "aliases (*name) are not allowed", "write it out")
        return
    seen.add(id(node))
    document.marks.setdefault(where, (line, column))
    if isinstance(node, yaml.MappingNode):
        yield from _index_mapping(document, node, where, seen)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            yield from _index(document, item, (*where, i), seen)
    elif not isinstance(node.value, str) or _hostile(node.value):
        message = "the text holds a control or direction character"
        yield Problem(document.path, line, column, "C110", message, "delete it or type it anew")


def _index_mapping(document: Document, node: yaml.MappingNode, where: Where, seen: set[int]) -> Iterator[Problem]:
    keys: set[str] = set()
    for key, value in node.value:
        line, column = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode):
            yield Problem(document.path, line, column, "C108", "a key must be plain text", "quote the key")
            continue
        if _hostile(key.value):
            yield Problem(document.path, line, column, "C110", "the key holds a control character", "retype it")
        if key.value in keys:
            hint = "merge the two, or rename one"
            yield Problem(document.path, line, column, "C107", f"the key {key.value!r} is written twice", hint)
        keys.add(key.value)
        document.marks[(*where, key.value)] = (line, column)
        yield from _index(document, value, (*where, key.value), seen)


def _hostile(text: str) -> bool:
    return _HOSTILE.search(text) is not None


def _freeze(data: Any) -> Any:
    """Lists into tuples, so that what is read cannot be changed by what reads it."""
    if isinstance(data, dict):
        return {str(key): _freeze(value) for key, value in data.items()}
    if isinstance(data, list):
        return tuple(_freeze(value) for value in data)
    return data
