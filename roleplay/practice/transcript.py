"""Transcripts of talks that were held elsewhere: read, heard and scored like a round, without a customer.

There is no mood and, unless one is named, no scenario: rules that need them are reported as not checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from roleplay.content.library import Library, fingerprint
from roleplay.content.rubric import Rubric
from roleplay.content.scenario import Scenario
from roleplay.hearing.heard import HeardTurn
from roleplay.locales import SaidError
from roleplay.practice.breaches import breaches
from roleplay.practice.events import safe
from roleplay.practice.evidence import exact
from roleplay.practice.theatre import Ears
from roleplay.scoring.receipt import digest, heard_digest, receipt
from roleplay.scoring.scorecard import Rules, Scorecard
from roleplay.scoring.tally import Credit, Debit, TurnScore

Speaker = Literal["customer", "agent"]

_SPEAKERS: dict[str, Speaker] = {
    "customer": "customer", "客户": "customer", "客戶": "customer", "顾客": "customer", "顧客": "customer",
    "agent": "agent", "客服": "agent",
}  # fmt: skip
#: `Agent:`, `客服：`, `Customer (cross):`. What may repeat is kept apart, so that no line takes long to refuse.
_SPOKEN = re.compile(rf"\s*({'|'.join(_SPEAKERS)})\s*(?:[(（][^()（）\n]{{0,80}}[)）]\s*)?[:：]\s*", re.IGNORECASE)


class TranscriptError(SaidError):
    """A file that is no transcript, with what one looks like."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker said until the other (or the same one anew) began. `line` counts from 1."""

    speaker: Speaker
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was said, in order. `skipped`: lines with words before anybody had been named (a title, a date)."""

    utterances: tuple[Utterance, ...]
    skipped: tuple[int, ...] = ()


def parse(text: str) -> Transcript:
    """Read lines `Customer: …` and `Agent: …`, in English or Chinese.

    A line without a speaker goes on with the last one. Raises `TranscriptError` if nobody speaks.
    """
    found: list[tuple[Speaker, list[str], int]] = []
    skipped: list[int] = []
    for number, line in enumerate(safe(text).removeprefix("\ufeff").replace("\r\n", "\n").split("\n"), 1):
        spoken = _SPOKEN.match(line)
        if spoken:
            found.append((_SPEAKERS[spoken[1].lower()], [line[spoken.end() :].rstrip()], number))
        elif line.strip() and found:
            found[-1][1].append(line.strip())
        elif line.strip():
            skipped.append(number)
    if not found:
        raise TranscriptError("transcript.empty")
    said = (Utterance(speaker, "\n".join(filter(None, lines)), number) for speaker, lines, number in found)
    return Transcript(tuple(said), tuple(skipped))


@dataclass
class ScoredTurn:
    """One agent turn: what was heard in it, with the exact words, and what came of it under all rubrics.

    `utterance`: its place in the transcript's list.
    """

    turn: int
    utterance: int
    heard: HeardTurn
    credits: list[Credit] = field(default_factory=list)
    debits: list[Debit] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """The machine format."""
        return {
            "turn": self.turn,
            "text": self.heard.text,
            "acts": [act.to_dict() for act in self.heard.acts],
            "possible": [act.to_dict() for act in self.heard.possible],
            "credits": [{"rubric": _rubric(credit.rule), **credit.to_dict()} for credit in self.credits],
            "debits": [{"rubric": _rubric(debit.rule), **debit.to_dict()} for debit in self.debits],
        }


@dataclass
class Scored:
    """A transcript and its score. `rubrics`: rubric → score and steps."""

    utterances: Sequence[Utterance]
    lang: str
    turns: list[ScoredTurn]
    rubrics: dict[str, Any]
    critical: list[Debit]
    not_checked: list[str]
    receipt: str

    def faults(self) -> list[Debit]:
        """Every fault that cost something, critical ones included, each once however many rubrics name it."""
        return _once(debit for turn in self.turns for debit in turn.debits if debit.kind != "order")

    def order(self) -> list[Debit]:
        """Faults of order."""
        return [debit for turn in self.turns for debit in turn.debits if debit.kind == "order"]

    def to_dict(self) -> dict[str, Any]:
        """The machine format, without the file's name."""
        return {
            "lang": self.lang,
            "rubrics": self.rubrics,
            "faults": [_fault(debit) for debit in self.faults()],
            "critical": [_fault(debit) for debit in self.critical],
            "order": [{**_fault(debit), "rule": debit.rule} for debit in self.order()],
            "not_checked": self.not_checked,
            "turns": [turn.to_dict() for turn in self.turns],
            "receipt": self.receipt,
        }


class Examiner:
    """Scores any number of transcripts by the same rubrics, ears and, perhaps, scenario.

    `rubrics`: ids, both service models if empty. `lang`: that of all turns, heard from each if None.
    """

    def __init__(
        self, library: Library, ears: Ears, rubrics: Sequence[str] = (), scenario: str = "", lang: str | None = None
    ) -> None:
        self.rubrics: tuple[Rubric, ...] = tuple(map(library.rubric, rubrics)) or library.rubrics
        self.scenario: Scenario | None = library.scenario(scenario) if scenario else None
        self._ears = ears
        self._lang = lang
        self._phrases = ears.phrases(self.scenario) if self.scenario else None
        self._solutions = {solution.id: solution for solution in self.scenario.solutions} if self.scenario else {}
        self._rules = Rules(self.rubrics, library.patterns.patterns, library.acts.kinds())
        self._content = {"acts": fingerprint(library.acts), "patterns": fingerprint(library.patterns)}
        self._content |= {rubric.id: fingerprint(rubric) for rubric in self.rubrics}
        if self.scenario:
            self._content["scenario"] = fingerprint(self.scenario)

    def score(self, utterances: Sequence[Utterance]) -> Scored:
        """Hear every agent turn in the light of the customer's words before it, and score it."""
        card = Scorecard(self._rules)
        turns: list[ScoredTurn] = []
        first: list[HeardTurn] = []  # receipts hold what was heard at once, as those of rounds do
        context = ""
        for place, utterance in enumerate(utterances):
            if utterance.speaker == "customer":
                context = utterance.text
                continue
            first.append(self._ears.hear(utterance.text, context, self._lang, self._phrases))
            heard = exact(self._ears, first[-1], context, self._phrases)
            turn = ScoredTurn(len(turns) + 1, place, heard)
            turns.append(turn)
            _add(turns, card.take(heard, None, "talk", breaches(heard, self._solutions)))
        _add(turns, card.end())
        rubrics = card.rubrics()
        return Scored(
            utterances, self._lang or _lang(turns), turns, rubrics, card.critical(), card.not_checked(),
            self._receipt(utterances, first, rubrics),
        )  # fmt: skip

    def _receipt(self, utterances: Sequence[Utterance], heard: Sequence[HeardTurn], rubrics: dict[str, Any]) -> str:
        return receipt(
            {
                "content": self._content,
                "hearing": self._ears.id,
                "transcript": digest([[said.speaker, said.text] for said in utterances]),
                "heard": heard_digest(heard),
                "rubrics": rubrics,
            }
        )


def _add(turns: Sequence[ScoredTurn], scores: dict[str, TurnScore]) -> None:
    """Credits and debits to the turns they name: some faults only show when the talk is over."""
    for score in scores.values():
        for credit in score.credits:
            turns[credit.turn - 1].credits.append(credit)
        for debit in score.debits:
            turns[debit.turn - 1].debits.append(debit)


def _lang(turns: Sequence[ScoredTurn]) -> str:
    """The language in which most was said."""
    sizes: Counter[str] = Counter()
    for turn in turns:
        sizes[turn.heard.lang] += 1 + turn.heard.size
    return sizes.most_common(1)[0][0] if sizes else "en"


def _once(debits: Any) -> list[Debit]:
    unique: dict[tuple[str, int], Debit] = {}
    for debit in debits:
        unique.setdefault((debit.act, debit.turn), debit)
    return list(unique.values())


def _fault(debit: Debit) -> dict[str, Any]:
    return {"act": debit.act, "turn": debit.turn, "spans": [list(span) for span in debit.spans]}


def _rubric(rule: str) -> str:
    return rule.partition(".")[0]
