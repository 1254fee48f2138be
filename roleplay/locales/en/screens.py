"""Words of the screens, in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
