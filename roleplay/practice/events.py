"""Events of a round: plain dictionaries, append-only, the same on any machine.

Every event has `v` (format version), `seq` (from 0; -1 for a draft, which is kept beside the list), `turn`
(agent turns count from 1; 0 is the opening) and `type`. There is no wall-clock time in them: what took
how long is measured by the front end and kept as `seconds` of a turn.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

Event = dict[str, Any]
#: Takes events that belong together and must be kept before anything of them is shown.
Sink = Callable[[Sequence[Event]], None]

VERSION = 1
#: Types of events that follow from no others: they are kept where they stand, and nothing follows from them.
REMARKS = frozenset(("evidence", "marked", "disputed"))
#: Event type → the keys it has besides `v`, `seq`, `turn` and `type`.
TYPES: dict[str, tuple[str, ...]] = {
    "started": (
        "seed", "scenario", "persona", "lang", "mode", "content", "engine", "hearing", "seen", "learner", "course",
    ),
    "draft": ("text",),
    "said": ("text", "how", "seconds"),
    "heard": ("heard", "signals", "patterns"),
    "mood": ("meter", "old", "rule", "cause", "delta", "new", "spans"),
    "replied": ("text", "stage", "state", "temper", "mood", "lines", "told"),
    "scored": ("rubrics",),
    "later": ("outcome", "after", "text"),
    "evidence": ("spans",),
    "marked": ("by", "mark", "note"),
    "disputed": ("by", "reason"),
    "ended": (
        "ending", "by", "state", "value", "verdict", "rubrics", "critical", "not_checked", "receipt",
    ),
}  # fmt: skip


def dump(event: Event) -> str:
    """One event as one line of JSON, keys in their order."""
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def safe(text: str) -> str:
    """Text as it can be kept and sent: half a surrogate pair becomes U+FFFD; no position moves."""
    return "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
