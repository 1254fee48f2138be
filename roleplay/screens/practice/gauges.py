"""The mood gauge and the step tracker: read at a glance, in colour or without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.widgets import Static

from roleplay.screens.pieces.ink import bar, level, lines, padded, widest

if TYPE_CHECKING:
    from roleplay.screens.pieces.names import Names

#: Temper → a face of plain characters, as wide everywhere.
FACES = {"hot": ">:(", "guarded": ":-|", "warm": ":-)"}
_TEMPER_STYLES = {"hot": "bold $text-error", "guarded": "bold $text-warning", "warm": "bold $text-success"}
#: Meters shown where there is little room.
_CHIEF = ("heat", "trust", "patience")


def mood_style(meter: str, value: int) -> str:
    """Colour of a meter: heat is bad when high, the others when low."""
    good = 100 - value if meter == "heat" else value
    return "$text-success" if good >= 60 else "$text-warning" if good >= 35 else "$text-error"


def trend(meter: str, old: int, new: int) -> str:
    """An arrow and by how much since the last reply, or nothing."""
    return "" if new == old else f"{'▲' if new > old else '▼'}{abs(new - old)}"


class MoodGauge(Static):
    """How the customer feels. With `numbers` False (exam) only what one would see across a counter."""

    def show(
        self,
        names: Names,
        persona: str,
        reply: Mapping[str, Any],
        before: Mapping[str, int],
        *,
        numbers: bool,
        wide: bool,
    ) -> None:
        """Show the mood of a `replied` event; `before` is the mood of the one before it."""
        temper = reply["temper"]
        face = Content.assemble(
            (FACES[temper], _TEMPER_STYLES[temper]), " ", (names.state(persona, reply["state"]), "bold"),
            (f" · {names.catalog(f'temper.{temper}')}", "$text-muted"),
        )  # fmt: skip
        if not numbers:
            self.update(face)
        elif not wide:
            self.update(lines([face, self._row(names, reply["mood"], before)]))
        else:
            self.update(lines([face, *self._column(names, reply["mood"], before)]))

    def _row(self, names: Names, mood: Mapping[str, int], before: Mapping[str, int]) -> Content:
        chief = [meter for meter in _CHIEF if meter in mood] or list(mood)[:3]
        parts = []
        for meter in chief:
            value, old = mood[meter], before.get(meter, mood[meter])
            shown = bar(value, 8, mood_style(meter, value))
            parts.append(Content.assemble(f"{names.meter(meter)} ", shown, f" {value}", _arrow(meter, old, value)))
        return Content("   ").join(parts)

    def _column(self, names: Names, mood: Mapping[str, int], before: Mapping[str, int]) -> list[Content]:
        width = widest(names.meter(meter) for meter in mood)
        rows = []
        for meter, value in mood.items():
            shown = bar(value, 12, mood_style(meter, value))
            old = before.get(meter, value)
            label = padded(names.meter(meter), width)
            rows.append(Content.assemble(f"{label} ", shown, f" {value:>3}", _arrow(meter, old, value)))
        return rows


def _arrow(meter: str, old: int, new: int) -> Content:
    text = trend(meter, old, new)
    better = (new > old) != (meter == "heat")
    return (
        Content.styled(f" {text}", "bold $text-success" if better else "bold $text-error") if text else Content("")
    )


class StepTracker(Static):
    """How far each step of both models has come."""

    def show(self, names: Names, totals: Mapping[str, Mapping[str, Any]], *, wide: bool) -> None:
        """Show the running scores of a `scored` event: rubric → score and steps."""
        rows: list[Content] = []
        for rubric in names.library.rubrics:
            total = totals.get(rubric.id, {"score": 0, "steps": {}})
            steps = {names.step(rubric.id, step.id): total["steps"].get(step.id, 0) for step in rubric.steps}
            if not wide:
                rows.append(Content("  ").join([_cell(name, value) for name, value in steps.items()]))
            else:
                rows += [Content(""), Content.styled(str(names.text(rubric.name)), "bold")]
                rows += step_bars(steps, 12)
        self.update(lines(rows))


def _cell(name: str, value: int) -> Content:
    return Content.assemble(f"{name} ", (f"{level(value)}{value}", step_style(value)))


def step_style(value: float, pass_at: float = 70, poor_at: float = 40) -> str:
    """Colour of a step's score."""
    return "$text-success" if value >= pass_at else "$text-error" if value <= poor_at else "$text-warning"


def step_bars(steps: Mapping[str, int], width: int) -> list[Content]:
    """A bar a step."""
    name_width = widest(steps)
    return [
        Content.assemble(f"{padded(name, name_width)} ", bar(value, width, step_style(value)), f" {value:>3}")
        for name, value in steps.items()
    ]
