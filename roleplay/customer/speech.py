"""Choosing a line: for the moment and the state, not said before while another is left."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Literal

from roleplay.content.guard import When
from roleplay.content.persona import Persona
from roleplay.content.text import choose, line_id
from roleplay.customer.case import Case, Line
from roleplay.customer.memory import Memory, holds

Again = Literal["never", "filled", "always"]

_SLOT = re.compile(r"\{(\w+)\}")
#: Words that began a sentence of the agent's and are small within one.
_LOWERED = re.compile(
    r"(?:a|an|the|by|on|in|at|before|after|within|this|next|tomorrow|tonight|today|one|two|three|ten|no later)\b",
    re.I,
)
#: Nothing before, or the end of a sentence; an ellipsis goes on.
_SENTENCE_END = re.compile(r"(^|(?<!\.)[.!?])[\s\"'“”]*$")


class Script:
    """All lines and stage directions of a persona in one language, by moment and state. Shared."""

    def __init__(self, persona: Persona, case: Case) -> None:
        self._lines: dict[tuple[str, str], tuple[Line, ...]] = {}
        self._remembering: dict[tuple[str, str], list[tuple[When, tuple[Line, ...]]]] = {}
        self._shown: dict[tuple[str, str], tuple[Line, ...]] = {}
        groups = [*case.scenario.lines.get(persona.id, ()), *persona.lines]
        own = case.scenario.lang
        for group in groups:
            name = f"{persona.id}.{'+'.join(group.answers)}@{'+'.join(group.states)}"
            variants = choose(group.say, case.lang, own)
            lines = tuple(Line(line_id(name, text), text) for text in variants)
            for answer in group.answers:
                for state in group.states or ("",):
                    if group.when is not None:
                        self._remembering.setdefault((answer, state), []).append((group.when, lines))
                        continue
                    self._lines[answer, state] = (*self._lines.get((answer, state), ()), *lines)
        for directions in persona.directions:
            if directions.on != case.setting:
                continue
            name = f"{persona.id}.{directions.mood}@{'+'.join(directions.states)}"
            variants = choose(directions.show, case.lang, own)
            lines = tuple(Line(line_id(name, text), text) for text in variants)
            for state in directions.states or ("",):
                key = (directions.mood, state)
                self._shown[key] = (*self._shown.get(key, ()), *lines)

    def lines(
        self, answer: str, state: str, meters: Mapping[str, int], memory: Memory
    ) -> tuple[tuple[Line, ...], ...]:
        """Lines for this moment, the fitting first: what is remembered, this state's, any state's."""
        remembered = tuple(
            line
            for place in (state, "")
            for when, lines in self._remembering.get((answer, place), ())
            if holds(when, meters, memory)
            for line in lines
        )
        return remembered, self._lines.get((answer, state), ()), self._lines.get((answer, ""), ())

    def has(self, answer: str, state: str) -> bool:
        """Whether there is anything to say at this moment."""
        return (answer, state) in self._lines or (answer, "") in self._lines

    def shown(self, mood: str, state: str) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """Stage directions for this mood in this state, and in any state."""
        return self._shown.get((mood, state), ()), self._shown.get((mood, ""), ())


class Voice:
    """One customer's choice of words. Remembers what was said; lines `seen` in earlier rounds come last."""

    __slots__ = ("_last_used", "_said", "_seen", "_turn", "script")

    def __init__(self, script: Script, seen: frozenset[str] = frozenset()) -> None:
        self.script = script
        self._seen = seen
        #: Words rather than ids: the same words may stand in two places of a file.
        self._last_used: dict[str, int] = {}
        #: What was really said, slots filled.
        self._said: set[str] = set()
        self._turn = 0

    def say(
        self, answer: str, state: str, random: Random, meters: Mapping[str, int], memory: Memory,
        fill_in: Callable[[str], str], again: Again = "filled", allowed: Callable[[Line], bool] | None = None,
    ) -> tuple[Line, str] | None:  # fmt: skip
        """A line for the moment and its words, or None. `allowed`: only these lines, if there are any.

        When all have been said: `filled` says one again only if other words fill its slot, `always` the one
        said longest ago, `never` none. What is said from memory never comes again.
        """
        remembered, *pools = self.script.lines(answer, state, meters, memory)
        if allowed is not None:
            fitting = [tuple(filter(allowed, pool)) for pool in pools]
            pools = fitting if any(fitting) else pools
        line = self._choose((remembered,), random, False) or self._choose(pools, random, False)
        if line is None and again != "never":
            said = sorted((line for pool in pools for line in pool), key=lambda line: self._last_used[line.text])
            new = [line for line in said if fill_in(line.text) not in self._said]
            line = next(iter(new or (said if again == "always" else ())), None)
        if line is None:
            return None
        self._use(line)
        words = fill_in(line.text)
        self._said.add(words)
        return line, words

    def show(self, mood: str, state: str, random: Random) -> Line | None:
        """A stage direction, or None."""
        return self._choose(self.script.shown(mood, state), random)

    def pick_from(self, pools: Sequence[Sequence[Line]], random: Random) -> Line:
        """One line of `pools`, of the first that has one left; not all of them may be empty."""
        line = self._choose(pools, random)
        assert line is not None
        return line

    def _choose(self, pools: Sequence[Sequence[Line]], random: Random, again: bool = True) -> Line | None:
        for fresh in (True, False):  # first what no earlier round has heard
            for pool in pools:
                unused = [
                    line
                    for line in pool
                    if line.text not in self._last_used and not (fresh and line.id in self._seen)
                ]
                if unused:
                    return self._use(unused[int(random.random() * len(unused))])
        said = [line for pool in pools for line in pool]
        if not said or not again:
            return None
        return self._use(min(said, key=lambda line: self._last_used[line.text]))

    def _use(self, line: Line) -> Line:
        self._turn += 1
        self._last_used[line.text] = self._turn
        return line


def fill(text: str, slots: Mapping[str, str], lang: str) -> str:
    """Put slots in; one that begins an English sentence gets a capital. What fills a slot is not searched."""

    def value(match: re.Match[str]) -> str:
        words = slots.get(match[1], match[0])
        if lang.startswith("zh"):
            return words
        if _SENTENCE_END.search(text[: match.start()]):
            return words[:1].upper() + words[1:]
        return words[:1].lower() + words[1:] if _LOWERED.match(words) else words

    return _SLOT.sub(value, text)


def join(parts: Sequence[str], lang: str) -> str:
    """Sentences into one speech: spaces between them where the language has spaces."""
    return ("" if lang.startswith("zh") else " ").join(part for part in parts if part)
