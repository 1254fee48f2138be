"""Words of the command line, in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {}
