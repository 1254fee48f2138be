"""What the customer remembers of the talk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from roleplay.content.guard import When


class Memory:
    """Counts turns by act, pattern and signal, and keeps what was told, asked, offered and promised."""

    __slots__ = (
        "agreed", "asked", "calm_turns", "core", "count", "hopes_told", "nutshells", "outcome", "prints", "promises",
        "refused", "story", "told", "turns", "turns_here",
    )  # fmt: skip

    def __init__(self, story: tuple[str, ...], core: frozenset[str] = frozenset()) -> None:
        #: Solutions that settle the matter; if none is named, all do.
        self.core = core
        self.count: Counter[str] = Counter()
        self.turns = 0
        self.turns_here = 0
        self.calm_turns = 0
        #: Facts of the story in the order in which this customer volunteers them.
        self.story = story
        self.told: list[str] = []
        self.asked: set[str] = set()
        self.hopes_told: list[str] = []
        #: How often the matter was told in a nutshell.
        self.nutshells = 0
        #: Some days later: what became of the promises (`kept`, `broken`, `none`); before that "".
        self.outcome = ""
        self.agreed: list[str] = []
        self.refused: list[str] = []
        #: The agent's words for times in promises, in order.
        self.promises: list[str] = []
        self.prints: set[str] = set()

    def note_turn(self, heard: tuple[str, ...], faulty: bool) -> None:
        """Count one agent turn with everything heard in it."""
        self.turns += 1
        self.turns_here += 1
        self.calm_turns = 0 if faulty else self.calm_turns + 1
        self.count.update(heard)

    def start_scene(self, outcome: str) -> None:
        """Some days later: what was told and promised stays, the turns count anew."""
        self.outcome = outcome
        self.turns = self.turns_here = self.calm_turns = 0

    def value(self, name: str) -> int:
        """A counter of the vocabulary, else the number of turns with that act, pattern or signal."""
        match name:
            case "turns" | "turns_here" | "calm_turns":
                return int(getattr(self, name))
            case "facts_told":
                return len(self.told)
            case "facts_left":
                return len(self.untold())
            case "offers_taken":
                return sum(item in self.core or not self.core for item in self.agreed)
            case "offers_refused":
                return len(self.refused)
        return self.count[name]

    def untold(self) -> list[str]:
        """Story facts not told yet."""
        return [fact for fact in self.story if fact not in self.told]

    def tell(self, fact: str) -> None:
        """Note that a fact has been told."""
        if fact not in self.told:
            self.told.append(fact)


def holds(when: When | None, meters: Mapping[str, int], memory: Memory) -> bool:
    """Whether a guard lets pass."""
    if when is None:
        return True
    return all(bound.holds(meters[name]) for name, bound in when.meter.items()) and all(
        bound.holds(memory.value(name)) for name, bound in when.remembered.items()
    )
