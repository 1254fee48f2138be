"""A turn cut into sentences, clauses and stage directions, all with places in the tidied text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from roleplay.hearing.tidy import Tidied, tidy

_BRACKETED = re.compile(r"\*(?!\*)[^*\n]{1,160}\*|\([^()\n]{1,120}\)|\[[^\[\]\n]{1,120}\]")
_SENTENCE_END = re.compile(r"[!?。\n;]+|\.{2,}|\.(?=\s|$|\")|\.(?=[^\W\d])")
_CLAUSE_END = re.compile(
    r",(?!\d{3})|:(?=\D)| - |--+|(?= but | and (?:i|we|you|then)\b| so i | because )|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"
)
_ABBREVIATED = re.compile(r"\b(?:mr|mrs|ms|dr|st|no|ref|vs|e\.g|i\.e|a\.m|p\.m)$")
#: What makes plain brackets a stage direction rather than an aside: somebody acts, nobody is spoken to.
_ASIDE = re.compile(r"\b(?:you|your|i'll|i|we|please|or|and|incl\w*|e\.g)\b|\d|您|你|我|如|包括|比如|即|或")
_QUOTED = re.compile(r'"[^"\n]{1,120}"')


@dataclass(frozen=True, slots=True)
class Clause:
    """`text[start:end]` of the tidied text, trimmed. `sentence` counts from 0; -1 for a stage direction."""

    start: int
    end: int
    sentence: int

    @property
    def spoken(self) -> bool:
        """Whether it is speech rather than a stage direction."""
        return self.sentence >= 0


@dataclass(frozen=True)
class Parsed:
    """A turn as the rules see it."""

    tidied: Tidied
    directions: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The tidied text, stage directions included."""
        return self.tidied.text

    @cached_property
    def speech(self) -> str:
        """The tidied text with stage directions blanked; places stay the same."""
        return _blank(self.text, self.directions)

    @cached_property
    def unquoted(self) -> str:
        """`speech` with quoted words blanked, unless most of the turn stands in quotes."""
        quotes = [match.span() for match in _QUOTED.finditer(self.speech)]
        if sum(end - start for start, end in quotes) > 0.6 * len(self.speech.strip()):
            return self.speech
        return _blank(self.speech, quotes)

    @cached_property
    def shown(self) -> str:
        """Only the stage directions; the rest is blanked."""
        gaps = zip(
            (0, *(end for _, end in self.directions)),
            (*(start for start, _ in self.directions), len(self.text)),
            strict=True,
        )
        return _blank(self.text, list(gaps))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences of the speech."""
        return tuple(_cut(self.speech, 0, len(self.speech), _SENTENCE_END))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses and stage directions, in order."""
        spoken = [
            Clause(start, end, number)
            for number, sentence in enumerate(self.sentences)
            for start, end in _cut(self.speech, *sentence, _CLAUSE_END)
        ]
        shown = [Clause(start, end, -1) for start, end in self.directions]
        return tuple(sorted(spoken + shown, key=lambda clause: clause.start))

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """From the start of the first to the end of the last clause that `start:end` touches."""
        touched = [clause for clause in self.clauses if clause.start < end and start < clause.end]
        if not touched:
            return start, end
        return touched[0].start, max(clause.end for clause in touched)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """From the start of the first to the end of the last sentence that `start:end` touches."""
        touched = [place for place in self.sentences if place[0] < end and start < place[1]]
        return (min(start, touched[0][0]), max(end, touched[-1][1])) if touched else (start, end)


def parse(typed: str) -> Parsed:
    """Tidy a turn and find its stage directions."""
    tidied = tidy(typed)
    found = []
    for match in _BRACKETED.finditer(tidied.text):
        inner = match[0][1:-1]
        if match[0][0] == "*" or not _ASIDE.search(inner):
            found.append(match.span())
    return Parsed(tidied, tuple(found))


def _blank(text: str, places: list[tuple[int, int]] | tuple[tuple[int, int], ...]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = " " * (end - start)
    return "".join(letters)


def _cut(text: str, start: int, end: int, ends: re.Pattern[str]) -> list[tuple[int, int]]:
    """Trimmed pieces of `text[start:end]` that hold a letter or digit, with their closing marks."""
    pieces = []
    begin = start
    stops = [m.end() for m in ends.finditer(text, start, end) if not _ABBREVIATED.search(text, begin, m.start())]
    for stop in (*stops, end):
        piece = text[begin:stop]
        if any(c.isalnum() for c in piece) or (piece.strip() and stop == end and begin == start):
            left = begin + len(piece) - len(piece.lstrip())
            pieces.append((left, begin + len(piece.rstrip())))
        elif pieces and piece.strip():  # a lone mark belongs to what it closes
            pieces[-1] = (pieces[-1][0], begin + len(piece.rstrip()))
        begin = stop
    return pieces
