"""A scenario's own phrases: facts asked for, solutions offered, forbidden promises, the customer's name.

A ridge on sentence vectors and n-grams tells the scenario's example phrases from one another and from
background sentences of other matters. Form and polarity are checked by rule on top: a fact is asked for only in
an asking form, and "we can't exchange it" or "did you ask for an exchange?" offers no exchange.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from roleplay.hearing import amounts, guard
from roleplay.hearing.amounts import Amount
from roleplay.hearing.background import Background
from roleplay.hearing.heard import NearMiss, Topic, TopicKind
from roleplay.hearing.tidy import tidied
from roleplay.hearing.tongue import detect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from roleplay.content.scenario import Scenario
    from roleplay.hearing.clauses import Parsed
    from roleplay.hearing.encoder import Encoder
    from roleplay.hearing.heard import Span

PENALTY = 0.3
#: Least score of a phrase with the encoder and without, tuned on paraphrases of a shipped scenario and on turns of
#: other matters. To be accused of a forbidden promise takes more.
THRESHOLDS: dict[TopicKind, tuple[float, float]] = {
    "fact": (0.26, 0.29),
    "solution": (0.24, 0.28),
    "forbidden": (0.37, 0.4),
}
#: How much less likeness is needed where an act heard in the turn already says that something is asked or offered
#: (measured on sentences written apart: three more of twenty found, still one false topic in fifty other turns).
EXPECTED_LESS = 0.08
EXPECTING: dict[TopicKind, frozenset[str]] = {
    "fact": frozenset(("ask_closed", "record", "verify_identity")),
    "solution": frozenset(("propose", "compensate", "offer_choice", "narrow_choices", "state_limit")),
    "forbidden": frozenset(("overpromise",)),
}
#: Words that put two things side by side.
_CHOICE = re.compile(
    r"\b(?:or|either|both|two|options?|choose|choice|pick|prefer|plus|also|and)\b|或|还是|要么|两|二选一|选|另外|再|也|都"
)
_STEEP = 8.0
_RIVAL = 0.85
_UNITS = 8
_ASKING = re.compile(
    r"\?|[吗呢么]\s*(?:$|[,。!])|多少|什么|怎么|怎样|如何|哪|几(?:点|号|天|次|个|位|楼|岁|月|时)|谁|是不是|有没有|能不能|是否|请问|请(?:您)?(?:提供|告诉|说|留|描述|讲)|麻烦(?:您)?(?:提供|告诉|说|留|报)|告诉我|说说|讲讲|说一下|讲一下|留个|报一下|没有?\s*$"
    r"|^(?:and |so |then |ok,? |okay,? )?(?:when|what|where|who|which|how|why|do|does|did|is|are|was|were|have|has|can|could|would|may|will)\b"
    r"|\b(?:on|in|at|from|for|by|since|to|with|until) (?:which|what|whom|where|when)\b|\b(?:tell me|give me|let me know|let me have|i need your|may i (?:have|ask|know)|could you|can you|would you|please (?:give|tell|describe|explain|confirm)|describe|i'd like to (?:know|hear)|remind me|show me)\b"
)
_ASKED_BACK = re.compile(
    r"\b(?:did|didn't|have|haven't|had|has) (?:you|he|she|they|anyone|anybody|someone|somebody|my colleague)\b[^.!?]*\?|\b(?:you|he|she|they) (?:asked|wanted|were (?:offered|promised|told))\b"
    r"|(?:您|你|他|她|他们|谁)(?:是不是|有没有)?(?:[^。!?,]{0,4})(?:要求|申请|提|问|说|答应|承诺|想要?)(?:过|了|的是)[^。!?]*(?:\?|吗|没有?)"
)


@dataclass(frozen=True, slots=True)
class _Item:
    """`terms`: amounts that belong to it, with the words that the scenario has for them, by language."""

    kind: TopicKind
    id: str
    examples: tuple[str, ...]
    terms: tuple[tuple[Amount, str, str], ...] = ()
    granted: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a turn asks for and offers, in the order of its place in the turn, and what it nearly does."""

    topics: tuple[Topic, ...] = ()
    near: tuple[NearMiss, ...] = ()


class PhraseBook:
    """The phrases of one scenario, in all its languages."""

    def __init__(self, scenario: Scenario, encoder: Encoder | None, background: Background | None) -> None:
        self._encoder, self._background = encoder, background
        self._items = tuple(_items(scenario))
        names = {name for identity in scenario.customer.values() for name in identity.called}
        self._names = _name_pattern(names)
        self._owners = [i for i, item in enumerate(self._items) for _ in item.examples]
        self._examples = [example for item in self._items for example in item.examples]
        self._exact: dict[str, list[int]] = {}
        for owner, example in zip(self._owners, self._examples, strict=True):
            self._exact.setdefault(_bare(example), []).append(owner)
        self._columns = np.zeros(0, dtype=np.int64)
        self._weights = self._train(background) if background and self._items else None

    def pieces(self, parsed: Parsed) -> list[str]:
        """The pieces of a turn that are compared with the phrases."""
        return [parsed.unquoted[a:b] for a, b in _units(parsed)]

    def topics(self, parsed: Parsed, acts: frozenset[str] = frozenset()) -> tuple[Topic, ...]:
        """What a turn in which `acts` were heard asks for and offers."""
        return self.find(parsed, acts).topics

    def find(self, parsed: Parsed, acts: frozenset[str] = frozenset()) -> Found:
        """What a turn in which `acts` were heard asks for and offers, rightly or nearly."""
        units = list(_units(parsed))
        if not units or not self._items:
            return Found()
        scores = self._scores(self.pieces(parsed))
        best: dict[int, tuple[float, tuple[int, int]]] = {}
        near: dict[int, tuple[float, NearMiss]] = {}
        for unit, row in zip(units, scores, strict=True):
            text = parsed.unquoted[unit[0] : unit[1]]
            for index, score in self._found(text, row, acts):
                miss = self._missed(index, parsed, unit)
                if miss and not any(a <= unit[0] and unit[1] <= b for a, b in parsed.sentences):
                    continue  # an amount of another sentence need not belong to this one
                if miss:
                    near[index] = max(near.get(index, (0.0, miss)), (score, miss), key=lambda one: one[0])
                elif self._fits(index, text) and score > best.get(index, (0.0, unit))[0]:
                    best[index] = (score, unit)
        missed = {index: miss for index, (score, miss) in near.items() if _outweighs(miss, score, best.get(index))}
        best = {index: one for index, one in best.items() if index not in missed}
        if not _CHOICE.search(parsed.unquoted):
            best = self._one_offer_a_place(best)
        found = [
            Topic(self._items[i].kind, self._items[i].id, round(score, 2), (parsed.tidied.span(*unit),))
            for i, (score, unit) in best.items()
        ]
        return Found(
            tuple(sorted(found, key=lambda topic: (topic.spans, topic.kind, topic.id))),
            tuple(sorted(missed.values(), key=lambda miss: (miss.spans, miss.kind, miss.id))),
        )

    def _missed(self, index: int, parsed: Parsed, unit: tuple[int, int]) -> NearMiss | None:
        """Whether a piece that sounds like an item names another amount than the item's, or denies it."""
        item, text = self._items[index], parsed.unquoted[slice(*unit)]
        said = amounts.find(text) if item.terms else []
        for kind in {term.kind for term, _, _ in item.terms}:
            named = [amount for amount in said if amount.kind == kind]
            rules = [(term, lang, words) for term, lang, words in item.terms if term.kind == kind]
            if named and not any(amount.same(term) for amount in named for term, _, _ in rules):
                place = parsed.tidied.span(unit[0] + named[0].start, unit[0] + named[0].end)
                lang = detect(parsed.text)
                rule = next((words for _, of, words in rules if of.startswith(lang)), rules[0][2])
                return NearMiss(item.kind, item.id, "amount", parsed.tidied.typed[slice(*place)], rule, (place,))
        if item.granted and guard.denied(text) and not any(map(guard.denied, item.examples)):
            place = parsed.tidied.span(*unit)
            return NearMiss(item.kind, item.id, "denied", parsed.tidied.typed[slice(*place)], "", (place,))
        return None

    def _one_offer_a_place(
        self, best: dict[int, tuple[float, tuple[int, int]]]
    ) -> dict[int, tuple[float, tuple[int, int]]]:
        """Of solutions found in the same words only the likeliest: where no choice is put, one thing is offered."""
        kept: dict[int, tuple[float, tuple[int, int]]] = {}
        for index, (score, unit) in sorted(best.items(), key=lambda entry: -entry[1][0]):
            rivals = (
                place
                for other, (_, place) in kept.items()
                if self._items[other].kind == self._items[index].kind == "solution"
            )
            if not any(a < unit[1] and unit[0] < b for a, b in rivals):
                kept[index] = (score, unit)
        return kept

    def names(self, parsed: Parsed) -> tuple[Span, ...]:
        """Where the customer is addressed by one of the scenario's forms of address."""
        if self._names is None:
            return ()
        return tuple(parsed.tidied.span(*match.span()) for match in self._names.finditer(parsed.text))

    def _found(self, text: str, row: NDArray[np.float32], acts: frozenset[str]) -> Iterator[tuple[int, float]]:
        """Items whose phrase this piece is like, with confidences; rivals that come close count too."""
        for index in self._exact.get(_bare(text), ()):
            yield index, 0.99
        for index in map(int, np.flatnonzero(row >= _RIVAL * row.max())):
            kind = self._items[index].kind
            floor = THRESHOLDS[kind][self._encoder is None]
            floor -= 0.0 if acts.isdisjoint(EXPECTING[kind]) else EXPECTED_LESS
            if row[index] >= floor:
                yield index, float(1 / (1 + np.exp(-_STEEP * (row[index] - floor)))) * 0.98

    def _fits(self, index: int, text: str) -> bool:
        """Whether form and polarity allow it."""
        item = self._items[index]
        if item.kind == "fact":
            return bool(_ASKING.search(text))
        if guard.denied(text) and not any(map(guard.denied, item.examples)):
            return False
        return item.kind == "forbidden" or not _ASKED_BACK.search(text)

    def _train(self, background: Background) -> NDArray[np.float32]:
        """One ridge an item, (features, items): 1 on its own examples, 0 elsewhere.

        N-grams that occur in no example weigh nothing and have no column.
        """
        own = background.features(self._examples, self._encoder)
        others = background.rows(self._encoder is not None)
        self._columns = np.union1d(own.columns(), others.columns())
        rows = np.concatenate([own.matrix(self._columns), others.matrix(self._columns)])
        truth = np.zeros((len(rows), len(self._items)), dtype=np.float32)
        truth[range(len(self._owners)), self._owners] = 1
        gram = rows @ rows.T + PENALTY * np.eye(len(rows), dtype=np.float32)
        return np.asarray(rows.T @ np.linalg.solve(gram, truth), dtype=np.float32)

    def _scores(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Scores of texts for all items, (n, items); without weights only exact phrases are known."""
        if self._background is None or self._weights is None:
            return np.zeros((len(texts), len(self._items)), dtype=np.float32)
        found = self._background.features(texts, self._encoder).matrix(self._columns)
        return np.asarray(found @ self._weights, dtype=np.float32)


def _items(scenario: Scenario) -> Iterator[_Item]:
    for fact in scenario.facts:
        yield _Item("fact", fact.id, _examples(fact.asks))
    for solution in scenario.solutions:
        terms = tuple(_terms(solution.terms))
        yield _Item("solution", solution.id, _examples(solution.offers), terms, solution.authority == "own")
    for promise in scenario.forbidden:
        yield _Item("forbidden", promise.id, _examples(promise.offers))


def _examples(texts: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(tidied(text) for choices in texts.values() for text in choices)


def _terms(texts: dict[str, tuple[str, ...]]) -> Iterator[tuple[Amount, str, str]]:
    for lang, choices in texts.items():
        for words in choices:
            for amount in amounts.find(tidied(words)):
                yield amount, lang, words


def _units(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """Sentences, the clauses of those that have several, and a short turn as a whole; directions are left out."""
    units: list[tuple[int, int]] = list(parsed.sentences)
    if 1 < len(units) <= 3:
        units.append((units[0][0], units[-1][1]))
    for number in range(len(parsed.sentences)):
        clauses = [(c.start, c.end) for c in parsed.clauses if c.sentence == number]
        units += [clause for clause in clauses if len(clauses) > 1 and _weighty(parsed.unquoted[slice(*clause)])]
    kept = [(a, b) for a, b in units if len(_bare(parsed.unquoted[a:b])) >= 2]
    yield from kept[:_UNITS]


def _weighty(text: str) -> bool:
    """Whether a clause can ask or offer something by itself: three words, or four Chinese characters."""
    return len(text.split()) >= 3 or sum("\u3400" <= c <= "\u9fff" for c in text) >= 4


def _outweighs(miss: NearMiss, score: float, proper: tuple[float, tuple[int, int]] | None) -> bool:
    """Whether a near miss holds although another piece of the turn names the item properly.

    Of a sentence that is more like the item than any clause of it, the amount in it belongs to the item. A denial
    in it need not: "I'll exchange it, and you don't pay anything".
    """
    return proper is None or (miss.why == "amount" and score >= proper[0])


def _bare(text: str) -> str:
    """Letters and digits alone, to compare phrases word for word."""
    return "".join(c for c in text if c.isalnum())


def _name_pattern(names: set[str]) -> re.Pattern[str] | None:
    tidy_names = sorted(filter(None, (tidied(name) for name in names)), key=lambda name: (-len(name), name))
    if not tidy_names:
        return None
    return re.compile("|".join(rf"(?<![a-z]){re.escape(name)}(?![a-z])" for name in tidy_names))
