"""The customer's mood over the talk as small plots, one a meter, readable without colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from roleplay.screens.pieces.ink import lines
from roleplay.screens.practice.gauges import mood_style

if TYPE_CHECKING:
    from roleplay.practice.debrief import Debrief
    from roleplay.screens.pieces.names import Names

_LEVELS = " ▁▂▃▄▅▆▇█"
ROWS = 3


def mood_chart(look: Debrief, names: Names, width: int) -> Content:
    """A plot a meter over the opening and all turns, under them the numbers of the turns."""
    rows: list[Content] = []
    room = width - 5
    for meter, values in look.moods.items():
        shown, cell = thinned(values, room)
        title = f"{names.meter(meter)}  {values[0]} → {values[-1]}"
        rows.append(Content.styled(title, "bold"))
        for number, row in enumerate(columns(shown, ROWS, cell)):
            label = "100 ┤" if number == 0 else "  0 ┤" if number == ROWS - 1 else "    │"
            rows.append(Content.assemble((label, "$text-muted"), (row, mood_style(meter, values[-1]))))
        rows.append(Content.styled("     " + ticks(values, cell, room), "$text-muted"))
    return lines([Content(names.catalog("mood.about")), Content(""), *rows])


def thinned(values: Sequence[int], width: int) -> tuple[list[int], int]:
    """As many values as fit, and how many cells each takes. The last is always kept."""
    for cell in (4, 3, 2, 1):
        if len(values) * cell <= width:
            return list(values), cell
    step = len(values) / width
    return [values[min(len(values) - 1, int((n + 1) * step) - 1)] for n in range(width)], 1


def columns(values: Sequence[int], height: int, cell: int) -> list[str]:
    """Rows of block characters from the top; each value is a column, eight levels a row."""
    filled = "█" * max(1, cell - 1)
    rows = []
    for row in range(height - 1, -1, -1):
        text = ""
        for value in values:
            level = max(0, min(8, round(value / 100 * height * 8) - 8 * row))
            level = max(level, 1) if row == 0 else level
            text += (_LEVELS[level] * len(filled)) + (" " if cell > 1 else "")
        rows.append(text)
    return rows


def ticks(values: Sequence[int], cell: int, width: int) -> str:
    """Turn numbers under the columns, the opening being 0; every fifth where it is narrow."""
    if len(values) * cell > width:
        return f"0 … {len(values) - 1}"
    if cell > 2:
        return "".join(f"{turn:<{cell}}" for turn in range(len(values)))
    step = 5 if cell == 2 else 10
    return "".join(f"{turn:<{cell * step}}" for turn in range(0, len(values), step))[:width]
