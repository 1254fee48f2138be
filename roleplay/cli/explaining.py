"""`recognise --explain` in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from roleplay.cli.streams import one_line

if TYPE_CHECKING:
    from roleplay.hearing.explain import Explanation
    from roleplay.locales import Catalog


def explained(why: Explanation, catalog: Catalog) -> Iterator[str]:
    """A table of acts with what each voice says, then the nearest turns."""
    yield catalog("explain.head")
    for reason in why.reasons:
        yield catalog(
            "explain.act",
            act=f"{reason.act:<20}", verdict=catalog(f"explain.{reason.verdict}"), model=_number(reason.model),
            threshold=_number(reason.threshold), ridge=_number(reason.ridge), encoder=_number(reason.tuned),
        )  # fmt: skip
        if reason.rules:
            yield catalog("explain.rules", rules=", ".join(reason.rules))
        if reason.left:
            yield catalog("explain.left", left=one_line(reason.left))
    if why.nearest:
        yield catalog("explain.nearest")
    for turn in why.nearest:
        yield f"      {turn.likeness:.2f}  {one_line(turn.text)}  [{' '.join(turn.acts) or '-'}]"


def _number(value: float | None) -> str:
    return "   –" if value is None else f"{value:5.2f}"
