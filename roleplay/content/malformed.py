"""What PyYAML says of a text that it cannot read, as a problem with words of ours.

libyaml's own words are English and of a parser ("did not find expected <document start>"); several of them
mean the same to an author.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from roleplay.content.problems import Problem
from roleplay.locales import said

#: Beginning of what libyaml says → our words. The first that fits counts.
_SAID: tuple[tuple[str, str], ...] = (
    ("could not find expected ':'", "colon"),
    ("block sequence entries are not allowed", "dash_here"),
    ("mapping keys are not allowed", "key_here"),
    ("mapping values are not allowed", "value_here"),
    ("found character that cannot start", "character"),
    ("found a tab", "tab"),
    ("found unexpected end of stream", "end"),
    ("found unexpected document indicator", "document"),
    ("but found another document", "document"),
    ("did not find expected <document start>", "document"),
    ("found unknown escape", "escape"),
    ("did not find expected hexdecimal", "escape"),
    ("found invalid Unicode character", "escape"),
    ("did not find expected node content", "value"),
    ("did not find expected '-'", "dash"),
    ("did not find expected key", "key"),
    ("did not find expected ',' or ']'", "list"),
    ("did not find expected ',' or '}'", "map"),
    ("found unexpected ':'", "colon_here"),
    ("found undefined alias", "alias"),
    ("found duplicate anchor", "anchor"),
)


def malformed(path: Path, error: yaml.YAMLError) -> Problem:
    """The problem that stopped the reading."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # the reader's complaint about a character: it gives a position in the text only
        return Problem(path, 0, 0, "C110", said("c110.file"), said("c110.file.todo"))
    words = str(getattr(error, "problem", None) or "")
    kind = next((kind for beginning, kind in _SAID if words.startswith(beginning)), "other")
    todo = said("c105.alias.todo") if kind == "alias" else said("c105.todo")
    return Problem(path, mark.line + 1, mark.column + 1, "C105", said(f"c105.{kind}"), todo)
