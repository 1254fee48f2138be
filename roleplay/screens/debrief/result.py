"""The result: how it ended, and each model's score with its steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from roleplay.screens.pieces.ink import bar, lines, padded, widest, words
from roleplay.screens.practice.gauges import step_style

if TYPE_CHECKING:
    from roleplay.content.rubric import Rubric
    from roleplay.content.scenario import Scenario
    from roleplay.practice.debrief import Debrief
    from roleplay.screens.pieces.names import Names


def outcome(look: Debrief, scenario: Scenario | None, names: Names) -> Content:
    """The customer's value on the seven-level scale, and what came of it."""
    ended, say = look.ended, names.catalog
    if ended is None:
        return Content(say("debrief.open"))
    value = ended["value"]
    rows = [
        Content.assemble(
            (say("debrief.value"), "bold"), "  ", scale(value), "  ", (say(f"value.{value}"), _value_style(value))
        ),
        Content.styled(say(f"ending.{ended['ending']}"), "bold"),
    ]
    if scenario is not None and ended["ending"] in scenario.endings:
        rows.append(words(names.text(scenario.endings[ended["ending"]])))
    critical = ended["critical"]
    if critical:
        named = ", ".join(
            f"{names.cause(debit['act'])} ({say('debrief.turn', n=debit['turn'])})" for debit in critical
        )
        rows.append(Content.styled(say("debrief.critical", faults=named), "bold reverse $text-error"))
    return lines([*rows, Content("")])


def scale(value: int) -> Content:
    """The seven levels with the one that holds in brackets."""
    parts = []
    for level in range(-3, 4):
        shown = f"−{-level}" if level < 0 else f"+{level}" if level else "0"
        parts.append(
            Content.styled(f"[{shown}]", f"bold reverse {_value_style(value)}") if level == value else shown
        )
    return Content(" ").join([part if isinstance(part, Content) else Content(part) for part in parts])


def _value_style(value: int) -> str:
    return "$text-success" if value >= 1 else "$text-error" if value <= -1 else "$text-warning"


def mark(value: int, rubric: Rubric, names: Names) -> tuple[str, str]:
    """Whether a score is a pass, poor or between, with its colour."""
    key = "pass" if value >= rubric.pass_at else "poor" if value <= rubric.poor_at else "fair"
    return names.catalog(f"mark.{key}"), step_style(value, rubric.pass_at, rubric.poor_at)


def model_result(rubric: Rubric, look: Debrief, names: Names) -> Content:
    """One model: score, steps as bars, each with its word."""
    total = look.totals.get(rubric.id, {"score": 0, "steps": {}})
    word, style = mark(total["score"], rubric, names)
    rows = [
        Content.styled(str(names.text(rubric.name)), "bold $text-accent"),
        Content.assemble((f"{total['score']}", f"bold {style}"), " / 100  ", (word, style)),
    ]
    steps = {names.step(rubric.id, step.id): total["steps"].get(step.id, 0) for step in rubric.steps}
    width = widest(steps)
    for name, value in steps.items():
        word, style = mark(value, rubric, names)
        rows.append(
            Content.assemble(f"{padded(name, width)} ", bar(value, 10, style), f" {value:>3} ", (word, style))
        )
    return lines([*rows, Content("")])
