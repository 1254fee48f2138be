"""A persona with overlays is an ordinary persona again: more of some things, the machine unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.content.library import Library
from roleplay.content.mixing import mixed, parts
from roleplay.content.overlay import Overlay
from roleplay.content.persona import Persona, Reaction
from roleplay.content.problems import ContentError
from roleplay.customer.memory import Memory
from roleplay.customer.mood import Reactions


@pytest.fixture(scope="module")
def overlay(library: Library) -> Overlay:
    return library.overlay("plain:hurried")


@pytest.fixture(scope="module")
def mix(persona: Persona, overlay: Overlay) -> Persona:
    return mixed(persona, [overlay])


def effect(persona: Persona, act: str, state: str = "cross") -> dict[str, int]:
    """What one turn with an act changes, from the middle of all meters."""
    meters = dict.fromkeys(persona.meters, 50)
    memory = Memory((), frozenset())
    memory.note_turn((act,), False)
    Reactions(persona).shifts([(act, ())], state, meters, memory)
    return {meter: value - 50 for meter, value in meters.items() if value != 50}


def test_without_overlays_nothing_changes(persona: Persona) -> None:
    assert mixed(persona, []) is persona


def test_the_machine_need_and_endings_stay_the_personas(persona: Persona, mix: Persona) -> None:
    for kept in ("states", "transitions", "start", "need", "later"):
        assert getattr(mix, kept) == getattr(persona, kept)
    assert mix.id == "grumpy+hurried"
    assert mix.name["en"] == "Grumpy + Hurried"
    assert mix.types == ("T01", "T17")


def test_meters_start_elsewhere_within_bounds_and_unknown_ones_are_left_out(mix: Persona) -> None:
    assert mix.meters == {"heat": 100, "trust": 30, "patience": 30}


def test_what_an_act_does_is_the_sum_of_both(persona: Persona, mix: Persona) -> None:
    assert effect(persona, "empathise") == {"heat": -20, "trust": 10}
    assert effect(mix, "empathise") == {"heat": 5, "trust": 6}
    assert effect(mix, "apologise") == effect(persona, "apologise")
    assert effect(persona, "structure") == {}
    assert effect(mix, "structure") == {"trust": 12}


def test_a_reaction_of_some_states_gets_its_share_there_and_the_overlay_acts_alone_elsewhere(
    persona: Persona, overlay: Overlay
) -> None:
    only_open = persona.model_copy(
        update={"reactions": (Reaction(hears=("empathise",), states=("open",), meters={"trust": 10}),)}
    )
    mix = mixed(only_open, [overlay])
    assert effect(mix, "empathise", "open") == {"heat": 25, "trust": 6}
    assert effect(mix, "empathise", "cross") == {"heat": 25, "trust": -4}


def test_lines_and_directions_come_in_states_of_their_temper(mix: Persona, persona: Persona) -> None:
    added = mix.lines[: len(mix.lines) - len(persona.lines)]
    assert [(group.answers, group.states) for group in added] == [
        (("volunteer",), ("cross",)),
        (("thank",), ("cross", "open", "settled")),
    ]
    assert mix.directions[0].show["en"] == ("taps the watch",)
    assert mix.lines[len(added) :] == persona.lines


def test_an_id_names_persona_and_overlays(library: Library) -> None:
    assert parts("plain:grumpy+plain:hurried+vip") == ("plain:grumpy", ("plain:hurried", "vip"))
    assert library.persona("plain:grumpy+plain:hurried").id == "grumpy+hurried"
    with pytest.raises(ContentError, match="C301"):
        library.persona("plain:grumpy+nobody")


def test_mistakes_in_an_overlay_are_found_where_they_stand(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "hurried.yaml"
    text = Path("tests/fixtures/plain/personas/overlays/hurried.yaml").read_text("utf-8")
    path.write_text(text.replace("hears: [structure]", "hears: [structur]").replace("{fact}", "{hope}"), "utf-8")
    problems = library.check_file(path)
    assert [(problem.code, problem.line) for problem in problems] == [
        ("C301", 14), ("C304", 16), ("C304", 16), ("C304", 16), ("C304", 16),
    ]  # fmt: skip
    assert "structure" in str(problems[0])


#: Read before the first example, so that no example waits for it.
SHIPPED = Library()
SHIPPED.persona("angry+style_d+vip+reasonable")


@given(st.lists(st.sampled_from(["style_d", "vip", "reasonable"]), unique=True, max_size=3))
def test_meters_stay_within_bounds_however_many_lie_on_top(names: list[str]) -> None:
    mix = SHIPPED.persona("+".join(("angry", *names)))
    assert all(0 <= value <= 100 for value in mix.meters.values())
    assert all(-100 <= change <= 100 for reaction in mix.reactions for change in reaction.meters.values())
