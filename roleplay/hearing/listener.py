"""The listener: typed words in, what was heard out. Nothing heavy is imported before it is loaded."""

from __future__ import annotations

import hashlib
from difflib import SequenceMatcher
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING

from roleplay.hearing import times
from roleplay.hearing.clauses import Parsed, parse
from roleplay.hearing.heard import Heard, HeardTurn, Span, Topic
from roleplay.hearing.tidy import tidied
from roleplay.hearing.tongue import detect, size

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from roleplay.content.scenario import Scenario
    from roleplay.hearing.background import Background
    from roleplay.hearing.explain import Explanation
    from roleplay.hearing.judge import Judge, Verdict
    from roleplay.hearing.model import Model
    from roleplay.hearing.phrases import PhraseBook

#: Acts that are promises: a time in their words is the time promised.
_PROMISES = frozenset(("commit", "follow_up"))
#: Acts of which one at least is there when something is offered, or asked for.
_OFFERING = frozenset(("propose", "offer_choice", "compensate", "narrow_choices", "recap"))
_ASKING = frozenset(("ask_open", "ask_closed", "ask_expectation", "record", "verify", "verify_identity", "invite"))
#: Acts that a scenario's phrase alone can prove.
_BY_PHRASE = frozenset(("propose", "ask_closed"))


class Listener:
    """Hears turns. Stateless for its callers: the same words always give the same result.

    May be used from several threads: a turn to be heard waits for one reading of another at most.
    """

    def __init__(self, judge: Judge, id_: str, degraded: str = "") -> None:
        self._judge = judge
        self.id = id_
        self.degraded = degraded
        self._background: Background | None = None
        self._reading = RLock()

    def phrases(self, scenario: Scenario) -> PhraseBook:
        """The scenario's questions, offers and names, ready to be found in turns."""
        from roleplay.hearing.background import Background
        from roleplay.hearing.phrases import PhraseBook

        model = self._judge.model
        with self._reading:
            if model and self._background is None:
                self._background = Background(model.weights)
            return PhraseBook(scenario, model.encoder if model else None, self._background)

    def hear(
        self, text: str, context: str = "", lang: str | None = None, phrases: PhraseBook | None = None
    ) -> HeardTurn:
        """What was heard in one turn of the agent. Takes any text at all.

        `context` is the customer's turn before it. `lang` only labels the result; by default it is detected.
        """
        with self._reading:
            return self._hear(text, context, lang, phrases)

    def _hear(self, text: str, context: str, lang: str | None, phrases: PhraseBook | None) -> HeardTurn:
        from roleplay.hearing import evidence

        parsed = parse(text)
        before = tidied(context)
        if self._judge.model and self._judge.model.encoder and parsed.text.strip():
            self._judge.model.encoder.read([parsed.text], phrases.pieces(parsed) if phrases else ())
        verdicts = list(self._judge.verdicts(parsed, before))
        spans = {verdict.act: evidence.anchors(self._judge, parsed, verdict) for verdict in verdicts}
        alone = _ordered(verdicts, spans, heard=True)
        found = phrases.find(parsed, frozenset(act.act for act in alone)) if phrases else None
        topics = found.topics if found else ()
        acts = _with_topics(alone, topics)
        return HeardTurn(
            text=text,
            lang=lang or detect(parsed.text),
            acts=acts,
            possible=_ordered(verdicts, spans, heard=False),
            topics=topics,
            when=_when(parsed, acts),
            echo=_echoes(parsed.text, before),
            size=size(text),
            print=parsed.text,
            name_spans=phrases.names(parsed) if phrases else (),
            near=found.near if found else (),
        )

    def read_ahead(self, context: str) -> None:
        """Read the customer's words while the agent types, so that the next turn need not wait for it."""
        if context and self._judge.model and self._judge.model.encoder:
            with self._reading:
                self._judge.model.encoder.about([tidied(context)])

    def evidence(
        self, turn: HeardTurn, context: str = "", phrases: PhraseBook | None = None
    ) -> dict[str, tuple[Span, ...]]:
        """For every act heard in a turn the words without which it is no longer heard, and no more than that.

        Hears the turn again without the words found at once: some tenths of a second, so it is for when the
        customer has replied. `context` and `phrases` as they were when the turn was heard. Which acts are heard
        does not change. Where no words are enough, the evidence is the whole turn.
        """
        from roleplay.hearing import evidence

        before = tidied(context)

        def still(text: str, act: str) -> tuple[Span, ...] | None:
            with self._reading:
                return self._still(text, act, context, before, phrases)

        def ahead(questions: Sequence[tuple[str, str]]) -> None:
            with self._reading:
                self._judge.prime(text for text, act in questions if not self._judge.asserted(parse(text), act))

        return evidence.refined(turn.text, {act.act: act.spans for act in turn.acts}, still, ahead)

    def _still(
        self, text: str, act: str, context: str, before: str, phrases: PhraseBook | None
    ) -> tuple[Span, ...] | None:
        """Where an act is heard in a text, None if it is not: what `hear` would say of it, with less reading."""
        from roleplay.hearing import evidence

        parsed = parse(text)
        verdict = self._judge.verdict(parsed, act, before)
        if verdict is not None and verdict.heard:
            return evidence.anchors(self._judge, parsed, verdict)
        if phrases is None or act not in _BY_PHRASE:
            return None
        return next(
            (heard.spans for heard in self._hear(text, context, None, phrases).acts if heard.act == act), None
        )

    def explain(self, text: str, context: str = "") -> Explanation:
        """Why a turn is heard as it is: what each voice says, and the nearest turns of the corpus."""
        from roleplay.hearing.explain import explain

        with self._reading:
            return explain(self._judge, text, context)


def load_listener(encoder: bool = True, progress: Callable[[str], None] | None = None) -> Listener:
    """Load rules, weights and, if wanted and possible, the sentence encoder (about a second)."""
    from roleplay.hearing import cues
    from roleplay.hearing.judge import Judge

    for lang in cues.languages():
        cues.load(lang)
    model, fingerprint, reason = _model(encoder)
    if progress:
        progress(reason or "ready")
    digest = hashlib.sha256(f"{fingerprint} {cues.fingerprint()} {_code()}".encode()).hexdigest()[:12]
    listener = Listener(Judge(model), digest + ("" if model and model.encoder else "-noenc"), reason)
    listener.hear("ready?", "ready")
    return listener


def _code() -> str:
    """A hash of the code that decides: the same id must mean the same verdicts."""
    folder = Path(__file__).parent
    names = (
        "amounts",
        "clauses",
        "cues",
        "encoder",
        "evidence",
        "guard",
        "judge",
        "listener",
        "marks",
        "model",
        "ngrams",
        "phrases",
        "pieces",
        "tidy",
        "times",
    )
    sources = [(folder / f"{name}.py").read_text(encoding="utf-8") for name in names]
    return hashlib.sha256("\0".join(sources).encode()).hexdigest()


def _model(encoder: bool) -> tuple[Model | None, str, str]:
    """The model, the hash of its weights, and why it is less than it could be."""
    try:
        from roleplay.hearing import weights
        from roleplay.hearing.model import Model

        numbers = weights.load()
    except (ImportError, OSError, ValueError) as error:
        return None, "", f"rules only: {error}"
    if not encoder:
        return Model(numbers, None), weights.fingerprint(), "without the sentence encoder, as asked"
    try:
        from roleplay.hearing import encoder as reading

        reader = reading.Encoder()
        if reader.labels != numbers.labels:
            raise ValueError("it was trained for other labels")
    except (OSError, ValueError) as error:
        return Model(numbers, None), weights.fingerprint(), f"without the sentence encoder: {error}"
    return Model(numbers, reader), weights.fingerprint() + weights.fingerprint(reading.PATH), ""


def _ordered(verdicts: list[Verdict], spans: dict[str, tuple[Span, ...]], heard: bool) -> tuple[Heard, ...]:
    chosen = [
        Heard(verdict.act, verdict.confidence, spans[verdict.act], verdict.rule)
        for verdict in verdicts
        if verdict.heard is heard
    ]
    return tuple(sorted(chosen, key=lambda act: (act.spans[:1], act.act)))


def _with_topics(acts: tuple[Heard, ...], topics: tuple[Topic, ...]) -> tuple[Heard, ...]:
    """The acts, and those that a scenario's own phrase proves though nothing else heard them."""
    more = []
    for kind, act, said_by in (("solution", "propose", _OFFERING), ("fact", "ask_closed", _ASKING)):
        known = [topic for topic in topics if topic.kind == kind]
        if known and said_by.isdisjoint(act.act for act in acts):
            places = tuple(sorted({span for topic in known for span in topic.spans}))
            more.append(Heard(act, known[0].confidence, places, f"phrase:{known[0].id}"))
    return tuple(sorted((*acts, *more), key=lambda act: (act.spans[:1], act.act))) if more else acts


def _when(parsed: Parsed, acts: tuple[Heard, ...]) -> str:
    """The fullest time inside the words of a promise, as typed; of the whole turn if those hold none."""
    promised = [act.spans for act in acts if act.act in _PROMISES]
    if not promised:
        return ""
    places = times.find(parsed.speech)
    typed = {place: parsed.tidied.span(*place) for place in places}
    inside = [
        place
        for place in places
        if any(a <= typed[place][0] and typed[place][1] <= b for spans in promised for a, b in spans)
    ]
    committed = any(act.act == "commit" for act in acts)
    best = times.fullest(parsed.speech, inside or (places if committed else []))
    return parsed.tidied.typed[slice(*typed[best])] if best else ""


def _echoes(text: str, before: str) -> bool:
    """Whether the turn only gives the customer's words back: four fifths of it, in the same order."""
    units, given = _units(text), _units(before)
    enough = 6 if detect(text) == "zh" else 4
    if len(units) < enough or not given:
        return False
    same = sum(block.size for block in SequenceMatcher(None, units, given, autojunk=False).get_matching_blocks())
    return same >= 0.8 * len(units)


def _units(text: str) -> list[str]:
    spaced = "".join(f" {c} " if "\u3400" <= c <= "\u9fff" else c if c.isalnum() or c == "'" else " " for c in text)
    return spaced.split()[:300]


__all__ = ["Listener", "Topic", "load_listener"]
