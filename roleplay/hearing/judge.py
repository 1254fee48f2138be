"""One verdict from two voices: rules that assert, a model that proposes, a guard over both."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleplay.hearing import guard, marks
from roleplay.hearing.clauses import Parsed, parse
from roleplay.hearing.labels import FAULTS, LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from roleplay.hearing.cues import Hit
    from roleplay.hearing.model import Model

#: A confidence this near to its threshold is not sure enough to count.
MARGIN = 0.02
#: How far below its threshold an act is still shown as possible, as a share of the threshold.
NEAR = 0.6
_RULE = 0.8
#: A rule accuses of a fault only if the model thinks it at least this likely (measured out of fold: two false
#: accusations in a hundred fewer, one right one in three hundred lost).
DOUBT = 0.3
_KEPT = 512


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is thought of one act. `places` in the tidied text are where its rules hit, if any did."""

    act: str
    confidence: float
    heard: bool
    rule: str
    places: tuple[tuple[int, int], ...] = ()


class Judge:
    """Verdicts on turns. `model` None: rules alone."""

    def __init__(self, model: Model | None) -> None:
        self.model = model
        self._kept: OrderedDict[tuple[str, str], tuple[Verdict, ...]] = OrderedDict()

    def verdicts(self, parsed: Parsed, context: str = "") -> tuple[Verdict, ...]:
        """Verdicts on all acts that are heard or possible; `context` is the tidied turn before."""
        key = (parsed.tidied.typed, context)
        if key not in self._kept:
            self._kept[key] = tuple(self._judge(parsed, context))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def heard(self, typed: str, context: str = "") -> frozenset[str]:
        """The acts heard in a text."""
        return frozenset(verdict.act for verdict in self.verdicts(parse(typed), context) if verdict.heard)

    def verdict(self, parsed: Parsed, act: str, context: str = "") -> Verdict | None:
        """The verdict on one act alone, None if it is not even possible: no reading where its rules decide."""
        known = self._kept.get((parsed.tidied.typed, context))
        if known is not None:
            return next((verdict for verdict in known if verdict.act == act), None)
        if not parsed.text.strip():
            return None
        hits = marks.find(parsed)
        own = _standing(parsed, hits, act)
        decided = own and not self._doubts(act)
        confidence = 0.0 if decided else self._confidences(parsed, hits, context).get(act, 0.0)
        return self._weigh(parsed, act, own, confidence, context)

    def asserted(self, parsed: Parsed, act: str) -> bool:
        """Whether the rules alone decide that an act is heard."""
        return not self._doubts(act) and bool(_standing(parsed, marks.find(parsed), act))

    def _doubts(self, act: str) -> bool:
        """Whether a rule needs the model's consent: it may not accuse alone."""
        return self.model is not None and act in FAULTS

    def prime(self, texts: Iterable[str]) -> None:
        """Read several texts at once, before they are judged one by one."""
        if self.model and self.model.encoder:
            waiting = sorted(filter(None, (parse(text).text for text in texts)))
            if waiting:
                self.model.encoder.acts(waiting)

    def _judge(self, parsed: Parsed, context: str) -> Iterable[Verdict]:
        if not parsed.text.strip():
            return
        hits = marks.find(parsed)
        confidences = self._confidences(parsed, hits, context)
        likely = [act for act in LABELS if confidences.get(act, 0.0) >= self.threshold(act)]
        self.prime(filter(None, {guard.masked(parsed, act) for act in likely}))
        for act in LABELS:
            own = _standing(parsed, hits, act)
            verdict = self._weigh(parsed, act, own, confidences.get(act, 0.0), context)
            if verdict:
                yield verdict

    def _weigh(self, parsed: Parsed, act: str, hits: list[Hit], confidence: float, context: str) -> Verdict | None:
        threshold = self.threshold(act)
        if not hits and confidence < NEAR * threshold:
            return None
        if not hits and self._doubts(act) and self.model and not self.model.knows(parsed.text):
            return None  # it only guesses where no word is known: keys hit at random are no trade words
        places = tuple(dict.fromkeys((hit.start, hit.end) for hit in hits))
        rule = "model"
        if hits and self._doubts(act) and confidence < DOUBT:
            return Verdict(act, round(threshold, 2), False, f"cue:{hits[0].cue.id}", places)
        if hits:
            best = max(hits, key=lambda hit: self._trust(hit.cue.id))
            rule, confidence = f"cue:{best.cue.id}", max(confidence, self._trust(best.cue.id), threshold + MARGIN)
        elif (left := guard.masked(parsed, act)) is not None:
            if confidence < threshold:  # not worth another look: what the guard doubts is not even possible
                return None
            confidence = min(confidence, self._without(left, act, context))
        confidence = round(min(confidence, 0.99), 2)
        heard = confidence >= round(threshold + MARGIN, 2)
        if heard and not hits and not guard.shaped(parsed, act):
            heard, confidence = False, round(min(confidence, threshold), 2)
        if not heard and confidence < NEAR * threshold:
            return None
        return Verdict(act, confidence, heard, rule, places)

    def _without(self, text: str, act: str, context: str) -> float:
        rest = parse(text)
        if not rest.text.strip():
            return 0.0
        hits = marks.find(rest)
        return self._confidences(rest, hits, context).get(act, 0.0)

    def _confidences(self, parsed: Parsed, hits: Sequence[Hit], context: str) -> dict[str, float]:
        if self.model is None:
            return {}
        values = self.model.confidences(parsed, hits, context)
        return dict(zip(self.model.weights.labels, map(float, values), strict=True))

    def threshold(self, act: str) -> float:
        """The confidence from which an act is heard."""
        if self.model is None:
            return 0.7 if act in FAULTS else 0.5
        return float(self.model.variant.threshold[self.model.weights.labels.index(act)])

    def _trust(self, rule: str) -> float:
        return self.model.weights.trust.get(rule, _RULE) if self.model else _RULE


def _asserts(hits: Sequence[Hit], act: str) -> list[Hit]:
    """The hits that assert an act."""
    return [hit for hit in hits if hit.cue.act == act and hit.cue.sure]


def _standing(parsed: Parsed, hits: Sequence[Hit], act: str) -> list[Hit]:
    """The hits that assert an act, unless none is left without the words that its guard takes out."""
    own = _asserts(hits, act)
    left = guard.masked(parsed, act) if own else None
    return own if left is None or _asserts(marks.find(parse(left)), act) else []
