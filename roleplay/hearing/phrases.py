"""placeholder"""
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from roleplay.content.scenario import Scenario
    from roleplay.hearing.clauses import Parsed
    from roleplay.hearing.encoder import Encoder
    from roleplay.hearing.heard import Span, Topic
class PhraseBook:
    """x"""
    def __init__(self, scenario: Scenario, encoder: Encoder | None) -> None: ...
    def topics(self, parsed: Parsed, acts: set[str]) -> tuple[Topic, ...]: return ()
    def names(self, parsed: Parsed) -> tuple[Span, ...]: return ()
