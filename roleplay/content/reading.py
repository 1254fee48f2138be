"""YAML files into plain data and marks, guarded against what YAML allows and content never needs."""

from __future__ import annotations

from pathlib import Path

from roleplay.content.building import Document, Where, build
from roleplay.content.problems import ContentError, Problem
from roleplay.locales import said
from roleplay.locales.reasons import reason

__all__ = ["MAX_BYTES", "Document", "Where", "read"]

#: A persona with 400 lines in two languages is about 80 KB; nobody writes a megabyte by hand.
MAX_BYTES = 1_000_000


def read(path: Path) -> Document:
    """Read one YAML file. Raises `ContentError` with every problem of the file as text."""
    return build(path, _text(path))


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ContentError(
                [Problem(path, 0, 0, "C103", said("c103", most=f"{MAX_BYTES:,}"), said("c103.todo"))]
            )
        raw = path.read_bytes()
    except OSError as error:
        problem = Problem(path, 0, 0, "C101", reason(error), said("c101.todo"))
        raise ContentError([problem]) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        problem = Problem(path, line, column, "C102", said("c102"), said("c102.todo"))
        raise ContentError([problem]) from error
