"""Problems in content files: where they are, what is wrong, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from roleplay.locales import Catalog, Said, english

#: Every code a content problem can have, with what it means. `docs/errors.md` has a section for each.
CODES: dict[str, str] = {
    "C101": "the file cannot be read",
    "C102": "the file is not UTF-8 text",
    "C103": "the file is too large",
    "C104": "the file is nested too deeply",
    "C105": "the YAML is malformed",
    "C106": "an alias or anchor is used",
    "C107": "a key is written twice",
    "C108": "a key is not plain text",
    "C109": "the file is empty",
    "C110": "the text holds a control or direction character",
    "C201": "a required key is missing",
    "C202": "a key is not known",
    "C203": "a value has the wrong type",
    "C204": "a value is not allowed here",
    "C205": "the format is not one this program reads",
    "C301": "a name refers to nothing",
    "C302": "an id is used twice",
    "C303": "a language is missing",
    "C304": "a slot in a line is unknown or missing",
    "C305": "a state cannot be reached",
    "C306": "the customer has nothing to say",
    "C307": "a solution is valued and meets no expectation",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem. `line` and `column` count from 1; 0 means the file as a whole."""

    path: Path
    line: int
    column: int
    code: str
    what: Said
    todo: Said | None = None

    @property
    def message(self) -> str:
        """What is wrong, in English."""
        return str(self.what)

    @property
    def hint(self) -> str:
        """What to do about it, in English, or nothing."""
        return str(self.todo) if self.todo else ""

    def told(self, catalog: Catalog) -> str:
        """`file:line:column: CODE message, hint`: the form editors turn into a link."""
        where = f"{self.path}:{self.line}:{self.column}" if self.line else str(self.path)
        words = catalog.tell(self.what)
        if self.todo:
            words = catalog("problem.with_hint", message=words, hint=catalog.tell(self.todo))
        return f"{where}: {self.code} {words}"

    def __str__(self) -> str:
        """The same in English."""
        return self.told(english())


class ContentError(Exception):
    """Content that cannot be used. Carries all problems found, in file order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda p: (str(p.path), p.line, p.column, p.code))
        super().__init__("\n".join(map(str, self.problems)))

    def told(self, catalog: Catalog) -> str:
        """All problems, one a line."""
        return "\n".join(problem.told(catalog) for problem in self.problems)
