"""Why a turn was heard as it was: what each voice says of each likely act, and the nearest turns of the corpus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from roleplay.hearing import guard, marks
from roleplay.hearing.clauses import parse
from roleplay.hearing.tidy import tidied

if TYPE_CHECKING:
    from roleplay.hearing.judge import Judge
    from roleplay.hearing.neighbours import Neighbour

#: Acts that are shown: those with the highest confidences, heard or not.
SHOWN, NEAREST = 6, 5


@dataclass(frozen=True, slots=True)
class Reason:
    """One act. `ridge` and `tuned`: what the two models add to the logit, None where they were not asked.

    `model`: their confidence together; `threshold`: what it takes; `rules`: rules that hit, sure ones first;
    `left`: what the guard leaves of the turn for this act, "" if all. `verdict`: heard, possible or no.
    """

    act: str
    ridge: float | None
    tuned: float | None
    model: float | None
    threshold: float
    rules: tuple[str, ...]
    left: str
    verdict: str

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        return {
            "id": self.act, "verdict": self.verdict, "model": self.model, "ridge": self.ridge, "encoder": self.tuned,
            "threshold": self.threshold, "rules": list(self.rules), "guard_leaves": self.left,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Explanation:
    """Reasons, most confident first, and neighbours, nearest first."""

    reasons: tuple[Reason, ...]
    nearest: tuple[Neighbour, ...]

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        nearest = [{"text": n.text, "acts": list(n.acts), "likeness": n.likeness} for n in self.nearest]
        return {"reasons": [reason.to_dict() for reason in self.reasons], "nearest": nearest}


def explain(judge: Judge, text: str, context: str = "") -> Explanation:
    """Reasons and neighbours of one typed turn; `context` is the customer's turn before it, as typed."""
    parsed, before = parse(text), tidied(context)
    if not parsed.text.strip():
        return Explanation((), ())
    hits = marks.find(parsed)
    verdicts = {verdict.act: verdict for verdict in judge.verdicts(parsed, before)}
    parts = judge.model.parts(parsed, hits, before) if judge.model else {}
    likely = sorted(parts, key=lambda act: -parts[act].confidence)[:SHOWN]
    shown = dict.fromkeys([*verdicts, *(hit.cue.act for hit in hits), *likely])
    reasons = []
    for act in shown:
        part, verdict = parts.get(act), verdicts.get(act)
        own = sorted({(not hit.cue.sure, hit.cue.id) for hit in hits if hit.cue.act == act})
        left = guard.masked(parsed, act)
        reasons.append(
            Reason(
                act=act,
                ridge=round(part.ridge, 2) if part else None,
                tuned=round(part.tuned, 2) if part and part.tuned is not None else None,
                model=round(part.confidence, 2) if part else None,
                threshold=round(judge.threshold(act), 2),
                rules=tuple(f"{name} (hint)" if hint else name for hint, name in own),
                left="" if left is None else left,
                verdict="no" if verdict is None else "heard" if verdict.heard else "possible",
            )
        )
    rank = {"heard": 0, "possible": 1, "no": 2}
    reasons.sort(key=lambda reason: (rank[reason.verdict], -(reason.model or 0.0), reason.act))
    return Explanation(tuple(reasons), _nearest(judge, parsed.text))


def _nearest(judge: Judge, text: str) -> tuple[Neighbour, ...]:
    if judge.model is None or judge.model.encoder is None:
        return ()
    from roleplay.hearing.neighbours import Neighbours

    try:
        neighbours = Neighbours()
    except (OSError, ValueError):
        return ()
    return tuple(neighbours.nearest(judge.model.encoder.about([text])[0], NEAREST))
