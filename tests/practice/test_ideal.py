"""The ideal version stands beside what the trainee did, wherever in the talk it was done."""

from __future__ import annotations

import pytest

from roleplay.hearing.heard import HeardTurn
from roleplay.practice.debrief import DebriefTurn
from roleplay.practice.ideal import Done, align, serving
from roleplay.practice.theatre import Theatre
from tests.conftest import heard

Said = tuple[str, ...]
EXPERT: tuple[Said, ...] = (
    ("empathise", "invite"),
    ("restate", "record"),
    ("explain",),
    ("propose", "offer_choice"),
    ("recap", "confirm_satisfaction"),
)


def done(theatre: Theatre, *turns: Said, expert: tuple[Said, ...] = EXPERT) -> list[Done]:
    mine = [
        DebriefTurn(number, " ".join(acts), "say", acts=[{"id": act} for act in acts])
        for number, acts in enumerate(turns, 1)
    ]
    ideal: list[HeardTurn] = [heard(*acts) for acts in expert]
    return align(ideal, mine, serving(theatre.library.rubrics))


def numbers(found: list[Done]) -> list[int | None]:
    return [item.turn for item in found]


def test_the_ideal_itself_is_matched_turn_by_turn(theatre: Theatre) -> None:
    found = done(theatre, *EXPERT)
    assert numbers(found) == [1, 2, 3, 4, 5]
    assert [item.shared for item in found] == [item.acts for item in found]


def test_turns_in_between_move_nothing(theatre: Theatre) -> None:
    assert numbers(done(theatre, (), EXPERT[0], ("blame",), (), EXPERT[1], *EXPERT[2:])) == [2, 5, 6, 7, 8]


def test_what_was_left_out_is_not_done(theatre: Theatre) -> None:
    assert numbers(done(theatre, EXPERT[0], EXPERT[3])) == [1, None, None, 2, None]


def test_two_ideal_turns_may_be_done_in_one(theatre: Theatre) -> None:
    assert numbers(done(theatre, EXPERT[0], EXPERT[1] + EXPERT[2], EXPERT[3])) == [1, 2, 2, 3, None]


def test_a_turn_of_its_own_is_preferred_to_one_that_did_another_before(theatre: Theatre) -> None:
    expert: tuple[Said, ...] = (("explain",), ("explain",))
    assert numbers(done(theatre, ("explain",), ("explain",), expert=expert)) == [1, 2]


def test_matches_never_cross(theatre: Theatre) -> None:
    found = [n for n in numbers(done(theatre, *reversed(EXPERT))) if n is not None]
    assert found
    assert found == sorted(found)


def test_half_of_it_is_done_and_says_what_was_missing(theatre: Theatre) -> None:
    first = done(theatre, ("empathise",))[0]
    assert (first.turn, first.shared, first.acts) == (1, ("empathise",), ("empathise", "invite"))


@pytest.mark.parametrize("turns", [(), ((),), (("blame",), ("rude",))])
def test_nothing_useful_is_nothing_done(theatre: Theatre, turns: tuple[Said, ...]) -> None:
    assert numbers(done(theatre, *turns)) == [None] * 5


def test_an_ideal_turn_in_which_nothing_is_heard_is_not_held_against_anybody(theatre: Theatre) -> None:
    found = done(theatre, ("explain",), expert=((), ("explain",)))
    assert [(item.turn, item.compared) for item in found] == [(None, False), (1, True)]


def test_a_solution_offered_counts_like_an_act(theatre: Theatre) -> None:
    mine = DebriefTurn(1, "", "say", topics=[{"kind": "solution", "id": "swap"}])
    ideal = heard("propose", topics=(("solution", "swap"),))
    assert align([ideal], [mine], serving(theatre.library.rubrics))[0].turn == 1
