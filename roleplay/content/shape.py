"""What pydantic finds wrong with the shape of some data, in words that can be put into any language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roleplay.locales import Said, english, said


def shape_words(item: Mapping[str, Any]) -> Said:
    """The words for one entry of `ValidationError.errors()`; general ones for a kind that has none."""
    key = f"shape.{item['type']}"
    if key not in english():
        return said("shape.other")
    limits = {name: _shown(value) for name, value in item.get("ctx", {}).items()}
    needed = {name: limits.get(name, "") for name in english().slots(key)}
    return said(key, **needed)


def _shown(value: object) -> str:
    """Limits as an author writes them; pydantic joins choices with an English word."""
    return str(value).replace(" or ", ", ")
