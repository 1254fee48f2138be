"""What a turn earned and cost, in words, with its evidence."""

from __future__ import annotations

from roleplay.cli.linear import quote
from roleplay.cli.names import Names
from roleplay.locales import Catalog
from roleplay.practice.transcript import ScoredTurn


def finding_lines(turn: ScoredTurn, names: Names, catalog: Catalog) -> list[str]:
    """A line for every credit, then one for every debit."""
    text = turn.heard.text
    made = [
        catalog(
            "score.credit", rubric=names.rubric(credit.rule.partition(".")[0]),
            step=names.step(credit.rule.partition(".")[0], credit.step), act=names.act(credit.act),
            points=f"{credit.points:g}", words=quote(text, credit.spans),
        )
        for credit in turn.credits
    ]  # fmt: skip
    for debit in turn.debits:
        words = {"act": names.fault(debit.act, debit.rule), "words": quote(text, debit.spans)}
        rubric = names.rubric(debit.rule.partition(".")[0])
        made.append(catalog("score.debit", rubric=rubric, points=f"{debit.cost:g}", **words))
    return made
