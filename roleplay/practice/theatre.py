"""Everything that rounds share: content prepared for play, and the listener."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from roleplay.content.library import Library, fingerprint
from roleplay.customer.case import Case
from roleplay.customer.customer import Cast
from roleplay.hearing.heard import HeardTurn
from roleplay.scoring.scorecard import Rules

if TYPE_CHECKING:
    from roleplay.content.persona import Persona
    from roleplay.content.scenario import Scenario


class Ears(Protocol):
    """What a round needs of hearing.

    Ears may also offer `evidence` (as `Listener.evidence` does): it is asked for through `practice.evidence`.
    """

    @property
    def id(self) -> str:
        """Which hearing this is: its weights and rules."""

    def phrases(self, scenario: Scenario) -> Any:
        """The scenario's own phrases, prepared."""

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        """What is heard in one turn."""


@dataclass(frozen=True)
class Production:
    """A persona in a scenario and a language, ready to be played any number of times."""

    persona: Persona
    scenario: Scenario
    lang: str
    cast: Cast
    content: dict[str, str]


class Theatre:
    """Prepares productions from a library, each once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._productions: dict[tuple[str, str, str], Production] = {}

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Act id → kind."""
        return dict(self.library.acts.kinds())

    @cached_property
    def rules(self) -> Rules:
        """Rubrics and patterns, prepared."""
        return Rules(self.library.rubrics, self.library.patterns.patterns, self.kinds)

    @cached_property
    def _shared_hashes(self) -> dict[str, str]:
        hashes = {"acts": fingerprint(self.library.acts), "patterns": fingerprint(self.library.patterns)}
        return hashes | {rubric.id: fingerprint(rubric) for rubric in self.library.rubrics}

    def production(self, scenario_id: str, persona_id: str, lang: str) -> Production:
        """Read and prepare. Raises `ContentError` if a file is missing or broken."""
        key = (scenario_id, persona_id, lang)
        if key not in self._productions:
            scenario, persona = self.library.scenario(scenario_id), self.library.persona(persona_id)
            played = lang if lang in scenario.languages() else scenario.languages()[0]
            cast = Cast(persona, Case(scenario, played), self.kinds, self.library.patterns.patterns)
            content = {"persona": fingerprint(persona), "scenario": fingerprint(scenario)}
            self._productions[key] = Production(persona, scenario, played, cast, content | self._shared_hashes)
        return self._productions[key]
