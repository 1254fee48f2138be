"""Texts in several languages, and ids for the lines among them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

T = TypeVar("T")

#: The key of a text that was written as one plain string, whatever its language.
ANY = "*"

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
NonEmpty = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
LangCode = Annotated[str, StringConstraints(pattern=r"^(\*|[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?)$")]


class Strict(BaseModel):
    """The base of all content: exact types, no unknown keys, nothing can be changed afterwards."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


def _as_map(value: object) -> object:
    return {ANY: value} if isinstance(value, str) else value


def _as_lists(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: (item,) if isinstance(item, str) else item for key, item in value.items()}
    if isinstance(value, str):
        return {ANY: (value,)}
    return {ANY: value} if isinstance(value, tuple) else value


#: One text: a map from language to words, or plain words for all languages.
Text = Annotated[dict[LangCode, NonEmpty], BeforeValidator(_as_map)]
#: Several texts, any of which will do: a map from language to a list (or one text).
Texts = Annotated[dict[LangCode, tuple[NonEmpty, ...]], BeforeValidator(_as_lists)]


def fallbacks(lang: str) -> tuple[str, ...]:
    """Languages to try for `lang`, nearest first: `zh-Hant-TW` → zh-Hant-TW, zh-Hant, zh, any."""
    parts = lang.split("-")
    return (*("-".join(parts[:n]) for n in range(len(parts), 0, -1)), ANY)


def choose(texts: Mapping[str, T], lang: str, own: str = "") -> T:
    """The text for `lang`, else the nearest, else the author's `own` language, else the first there is.

    Raises `LookupError` if there is no text at all.
    """
    for candidate in (*fallbacks(lang), *(fallbacks(own) if own else ())):
        if candidate in texts:
            return texts[candidate]
    for value in texts.values():
        return value
    raise LookupError(f"no text for {lang!r}")


def line_id(group: str, text: str) -> str:
    """An id that depends on where a line belongs and what it says, never on its position."""
    return f"{group}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def missing(texts: Mapping[str, object], langs: Sequence[str]) -> list[str]:
    """Those of `langs` for which there is no text without leaving the language."""
    return [lang for lang in langs if not any(code in texts for code in fallbacks(lang))]
