"""A receipt: a hash over everything a score depends on, so that anyone can reproduce it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from roleplay.hearing.heard import HeardTurn

#: Raise whenever the engine would score or answer the same heard turns differently.
ENGINE = 1


def heard_digest(turns: Iterable[HeardTurn]) -> str:
    """A hash of the acts, topics and words heard, turn by turn; confidences are left out."""
    rows = [
        {
            "text": turn.text,
            "acts": [[heard.act, [list(span) for span in heard.spans]] for heard in turn.acts],
            "topics": [[topic.kind, topic.id] for topic in turn.topics],
            "echo": turn.echo,
        }
        for turn in turns
    ]
    return digest(rows)


def receipt(parts: Mapping[str, Any]) -> str:
    """The receipt of a score. `parts` are the hashes and results that it covers."""
    return f"r{ENGINE}-{digest(dict(parts))}"


def digest(data: Any) -> str:
    """A short hash of plain data, the same on any machine."""
    canonical = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()[:24]
