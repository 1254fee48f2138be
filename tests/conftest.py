"""What all tests share: small content of their own, so that a change of what ships breaks no unit test."""

from __future__ import annotations

from pathlib import Path

import pytest

from roleplay.content.library import Library, load
from roleplay.content.persona import Persona
from roleplay.content.scenario import Scenario
from roleplay.hearing.heard import Heard, HeardTurn, Topic
from roleplay.practice.theatre import Theatre

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="session")
def course() -> Path:
    """A course folder with one plain persona and one plain scenario."""
    return FIXTURES / "plain"


@pytest.fixture(scope="session")
def library(course: Path) -> Library:
    return Library((course,))


@pytest.fixture(scope="session")
def theatre(library: Library) -> Theatre:
    return Theatre(library)


@pytest.fixture(scope="session")
def persona(course: Path) -> Persona:
    return load(course / "personas" / "grumpy.yaml", Persona)[0]


@pytest.fixture(scope="session")
def scenario(course: Path) -> Scenario:
    return load(course / "scenarios" / "lamp.yaml", Scenario)[0]


def heard(*acts: str, text: str = "", topics: tuple[tuple[str, str], ...] = (), when: str = "") -> HeardTurn:
    """A turn in which these acts were heard, each on a word of its own."""
    words, at, found = [], 0, []
    for act in acts:
        found.append(Heard(act, 0.9, ((at, at + len(act)),), "model"))
        words.append(act)
        at += len(act) + 1
    said = text or " ".join([*words, *(name for _, name in topics)])
    spans = ((0, len(said)),)
    known = tuple(Topic(kind, name, 0.9, spans) for kind, name in topics)  # type: ignore[arg-type]
    return HeardTurn(said, "en", tuple(found), (), known, when=when, size=len(said.split()), print=said.lower())
