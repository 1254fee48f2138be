"""What a turn earned and cost, in words. Used at once in coached mode, in "why?" and in the debrief."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content

from roleplay.hearing.tidy import plain
from roleplay.screens.pieces.ink import after, lines, marked, quoted, signed

if TYPE_CHECKING:
    from roleplay.practice.debrief import DebriefTurn
    from roleplay.screens.pieces.names import Names

Spans = Sequence[Sequence[int]]


def evidence(turn: DebriefTurn, names: Names) -> Content:
    """The turn as typed: what earned, what cost, what else was heard, what was possible."""
    spans: dict[str, list[Sequence[int]]] = {"fault": [], "credit": [], "heard": [], "possible": []}
    for credits in turn.credits.values():
        spans["credit"] += [span for credit in credits for span in credit["spans"]]
    for debits in turn.debits.values():
        spans["fault"] += [span for debit in debits for span in debit["spans"]]
    for act in turn.acts:
        spans["fault" if names.is_fault(act["id"]) else "heard"] += act["spans"]
    for act in turn.possible:
        spans["possible"] += act["spans"]
    return marked(turn.text, dict(spans))


def credit_lines(turn: DebriefTurn, names: Names) -> list[Content]:
    """A line for everything that earned: what, with which words, how much in which step."""
    earned: dict[str, list[str]] = {}
    said: dict[str, Spans] = {}
    for rubric, credits in turn.credits.items():
        for credit in credits:
            step = names.step(rubric, credit["step"])
            earned.setdefault(credit["act"], []).append(f"{step} {signed(credit['points'])}")
            said.setdefault(credit["act"], credit["spans"])
    return [
        Content.assemble(
            ("✓ ", "bold $text-success"), (names.cause(act), "bold"), _said(turn.text, said[act]),
            (f"  {' · '.join(dict.fromkeys(points))}", "$text-success"),
        )
        for act, points in earned.items()
    ]  # fmt: skip


def fault_lines(turn: DebriefTurn, names: Names) -> list[Content]:
    """A line or two for everything that cost, with a better way."""
    costs: dict[str, float] = {}
    found: dict[str, dict[str, Any]] = {}
    for debits in turn.debits.values():
        for debit in debits:
            key = _fault_name(debit, names)
            costs[key] = max(costs.get(key, 0.0), debit["cost"])
            found.setdefault(key, debit)
    rows = []
    for name, debit in found.items():
        critical = f"  {names.catalog('account.critical')}" if debit["kind"] == "critical" else ""
        rows.append(
            Content.assemble(
                ("✗ ", "bold $text-error"), (name, "bold"), _said(turn.text, debit["spans"]),
                (f"  {signed(-costs[name])}{critical}", "$text-error"),
            )
        )  # fmt: skip
        better = _better(debit, names)
        if better:
            rows.append(Content.assemble("  ", after("→", better)))
    return rows


def _fault_name(debit: dict[str, Any], names: Names) -> str:
    order = names.order(debit["rule"])
    return str(names.text(order.name)) if order else names.cause(debit["act"])


def _better(debit: dict[str, Any], names: Names) -> str:
    order = names.order(debit["rule"])
    return str(names.text(order.advice)) if order else names.better(debit["act"])


def plain_lines(turn: DebriefTurn, names: Names) -> list[Content]:
    """What was heard without earning or costing anything, and what was possibly meant."""
    counted = {item["act"] for found in (turn.credits, turn.debits) for items in found.values() for item in items}
    rest = [act for act in turn.acts if act["id"] not in counted]
    rows = []
    for act in rest:
        mark = "! " if names.is_fault(act["id"]) else "· "
        rows.append(Content.assemble((mark, "bold"), names.cause(act["id"]), _said(turn.text, act["spans"])))
    for act in turn.possible:
        name = names.catalog("account.possible", act=names.cause(act["id"]))
        rows.append(
            Content.assemble(("? ", "bold $text-warning"), (name, "italic"), _said(turn.text, act["spans"]))
        )
    for miss in turn.near:
        said = names.catalog(f"account.near_{miss['why']}", said=plain(miss["said"]), rule=miss["rule"])
        rows.append(Content.assemble(("≠ ", "bold $text-warning"), said))
    return rows


def _said(text: str, spans: Iterable[Sequence[int]]) -> Content:
    quote = quoted(text, spans)
    return Content.assemble(" ", (f"“{quote}”", "italic $text-muted")) if quote else Content("")


def shift_lines(turn: DebriefTurn, names: Names, whole_rule: bool = False) -> list[Content]:
    """A line for everything that moved the customer: what, and how each meter changed, by which rule."""
    moved: dict[tuple[str, str], list[str]] = {}
    for shift in turn.shifts:
        change = f"{names.meter(shift['meter'])} {shift['old']}→{shift['new']} ({signed(shift['delta'])})"
        moved.setdefault((shift["cause"], shift["rule"]), []).append(change)
    return [
        Content.assemble(
            "~ ", (names.cause(cause), "bold"), f": {', '.join(changes)}",
            (f"  {rule if whole_rule else rule.partition('@')[0]}", "$text-muted"),
        )
        for (cause, rule), changes in moved.items()
    ]  # fmt: skip


def coach_note(turn: DebriefTurn, names: Names) -> Content:
    """The feedback of coached mode on one turn."""
    rows = credit_lines(turn, names) + fault_lines(turn, names) + plain_lines(turn, names)
    if not rows:
        key = "account.silence" if turn.how == "silence" else "account.nothing"
        rows = [Content.styled(names.catalog(key), "italic")]
    return lines(rows)


def why(turn: DebriefTurn, names: Names) -> Content:
    """Everything about one turn: acts, words, rules, credits and mood."""
    say = names.catalog
    parts: list[Content] = [
        evidence(turn, names) if turn.text else Content(say("account.silent_turn")),
        Content(""),
    ]
    sections = (
        ("why.earned", credit_lines(turn, names)),
        ("why.cost", fault_lines(turn, names)),
        ("why.heard", plain_lines(turn, names)),
        ("why.mood", shift_lines(turn, names, whole_rule=True)),
    )
    for title, rows in sections:
        parts += [
            Content.styled(say(title), "bold $text-accent"),
            *(rows or [Content(say("why.none"))]),
            Content(""),
        ]
    parts.append(Content.styled(say("why.legend"), "$text-muted"))
    return lines(parts)
