"""What the records give out: plain data, and the one error they raise."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from roleplay.locales import Catalog, Said

if TYPE_CHECKING:
    from datetime import datetime

RowPhase = Literal["open", "ended", "discarded"]
Trouble = Literal[
    "folder",
    "readonly",
    "damaged",
    "newer",
    "away",
    "driver",
    "url",
    "busy",
    "full",
    "disk",
    "elsewhere",
    "unknown",
    "gone",
    "other",
]


class RecordsError(Exception):
    """The records cannot be read or written. Practice goes on without them.

    `code` names the trouble; `where` is the file or server (without its password); `detail` is why,
    or what the database said. `told` puts it into words, with what to do next.
    """

    def __init__(self, code: Trouble, where: str = "", detail: Said | str = "") -> None:
        self.code = code
        self.where = where
        self.detail = detail if isinstance(detail, Said) else " ".join(detail.split())
        super().__init__(self.told(Catalog("en")))

    def told(self, catalog: Catalog) -> str:
        """What is wrong and what to do about it, in the catalogue's language."""
        return catalog(f"records.{self.code}", where=self.where, detail=self.detail)


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One kept round, without its events.

    `phase`: open until the round's `ended` event is kept. `turns`: agent turns so far. `value` (-3..3)
    and `ending` are None while open; `scores`: rubric → score and steps as they last stood.
    """

    id: str
    learner: str
    course: str
    scenario: str
    persona: str
    lang: str
    mode: str
    seed: int
    created_at: datetime
    updated_at: datetime
    phase: RowPhase
    turns: int
    value: int | None = None
    ending: str | None = None
    scores: dict[str, Any] = field(default_factory=dict)
