"""The customer: meters, transitions, memory, replies; and what must hold for every shipped persona."""

from __future__ import annotations

import subprocess
import sys
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roleplay.content.library import Library
from roleplay.content.persona import Persona, Transition
from roleplay.content.scenario import Scenario
from roleplay.customer.customer import Customer
from roleplay.customer.machine import PersonaMachine
from roleplay.customer.memory import Memory
from roleplay.customer.mood import Reactions
from roleplay.customer.signals import Move
from roleplay.customer.speech import fill, join
from roleplay.customer.verdict import peak_end, verdict
from roleplay.hearing.heard import HeardTurn
from roleplay.practice.theatre import Theatre
from tests.conftest import heard

SHIPPED = ("angry", "anxious", "stubborn", "vain", "talkative")


def said(customer: Customer, *acts: str, **kwargs: object) -> str:
    return customer.hear(Move(heard(*acts, **kwargs))).reply.text  # type: ignore[arg-type]


@pytest.fixture
def customer(theatre: Theatre) -> Customer:
    return Customer(theatre.production("plain:lamp", "plain:grumpy", "en").cast, seed=1)


class TestMeters:
    def test_a_kindness_wears_out_by_halves(self, persona: Persona) -> None:
        memory, meters = Memory(()), {"heat": 70, "trust": 30, "patience": 50}
        moves = []
        for _ in range(3):
            memory.note_turn(("empathise",), False)
            shifts = Reactions(persona).shifts([("empathise", ())], "cross", meters, memory)
            moves.append([shift.delta for shift in shifts if shift.meter == "heat"])
        assert moves == [[-20], [-10], [-5]]

    def test_a_hurt_does_not_wear_out(self, persona: Persona) -> None:
        memory, meters = Memory(()), {"heat": 10, "trust": 90, "patience": 100}
        for _ in range(2):
            memory.note_turn(("blame",), True)
            Reactions(persona).shifts([("blame", ())], "cross", meters, memory)
        assert meters == {"heat": 50, "trust": 60, "patience": 50}

    def test_every_change_names_rule_cause_and_words(self, customer: Customer) -> None:
        shift = customer.hear(Move(heard("empathise"))).shifts[0]
        assert (shift.rule, shift.cause, shift.spans) == ("grumpy:empathise", "empathise", ((0, 9),))
        assert shift.old + shift.delta == shift.new


class TestMachine:
    def test_faults_come_before_behaviours_and_then_the_order_of_the_file(self, persona: Persona) -> None:
        moves = (
            Transition.model_validate({"from": ("cross",), "to": "open", "hears": ("empathise",)}),
            Transition.model_validate({"from": ("cross",), "to": "settled", "hears": ("empathise",)}),
            Transition.model_validate({"from": ("cross",), "to": "gone", "hears": ("blame",)}),
        )
        machine = PersonaMachine(persona.model_copy(update={"transitions": moves}), {"blame": "fault"})

        class Model:
            state, meters, memory = "cross", dict(persona.meters), Memory(())
            causes = frozenset({"empathise", "blame"})

        model = Model()
        assert machine.move(model)
        assert model.state == "gone"
        model.state, model.causes = "cross", frozenset({"empathise"})
        machine.move(model)
        assert model.state == "open"

    def test_at_most_one_transition_a_turn(self, customer: Customer) -> None:
        said(customer, "invite")
        said(customer, "empathise", "propose", topics=(("solution", "loan"),))
        assert customer.state == "open"

    def test_words_in_a_file_are_never_called(self, theatre: Theatre) -> None:
        """`transitions` imports dotted strings given as callbacks; none of ours ever reaches it as one."""
        code = (
            "import transitions.core as core\n"
            "core.Machine.resolve_callable = staticmethod(lambda f, e: f if callable(f) else 1/0)\n"
            "from roleplay.content.library import Library\n"
            "from roleplay.practice.theatre import Theatre\n"
            "from roleplay.practice.round import Round, Setup\n"
            "from roleplay.hearing.heard import HeardTurn, Heard\n"
            "r = Round(Theatre(Library()), Setup('dead_cooker', 'angry', 'en'), None)\n"
            "r.start(); r.hear(HeardTurn('x', 'en', (Heard('empathise', 1.0, ((0, 1),), 'm'),)))\n"
        )
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestWords:
    def test_a_slot_at_the_start_of_an_english_sentence_gets_a_capital(self) -> None:
        assert fill("{offer}? Hm... {offer}.", {"offer": "a new one"}, "en") == "A new one? Hm... a new one."
        assert fill("Ha! {offer}?", {"offer": "a new one"}, "en") == "Ha! A new one?"
        assert fill("{offer}？行。", {"offer": "换新"}, "zh") == "换新？行。"

    def test_a_slot_s_own_braces_are_left_alone(self) -> None:
        assert fill("{fact}", {"fact": "I typed {x} there."}, "en") == "I typed {x} there."

    def test_parts_are_joined_as_the_language_does(self) -> None:
        assert join(["One.", "", "Two."], "en") == "One. Two."
        assert join(["一。", "二。"], "zh") == "一。二。"


class TestVerdict:
    def settled(self, agreed: list[str], acts: tuple[str, ...] = ()) -> Memory:
        memory = Memory(())
        memory.agreed = agreed
        memory.count.update(acts)
        return memory

    @pytest.mark.parametrize(
        ("agreed", "acts", "visited", "value"),
        [
            (["swap"], (), {"open"}, 1),  # what was hoped for
            (["swap", "loan"], (), {"open"}, 3),  # and something not thought of
            (["swap"], ("blame",), {"open"}, -1),  # an implicit expectation missed
            (["swap"], (), {"cross"}, -1),  # the need behind the temper missed
            ([], (), {"open"}, -2),  # nothing agreed
        ],
    )
    def test_comes_from_the_three_kinds_of_expectation_and_the_need(
        self, persona: Persona, scenario: Scenario, agreed: list[str], acts: tuple[str, ...], visited: set[str],
        value: int,
    ) -> None:  # fmt: skip
        memory = self.settled(agreed, acts)
        assert verdict(persona, scenario, "settled", memory, [0.0], visited).value == value

    def test_an_ending_bounds_it(self, persona: Persona, scenario: Scenario) -> None:
        memory = self.settled(["swap", "loan"])
        assert verdict(persona, scenario, "gone", memory, [0.0], {"open"}).value == -2

    def test_peak_low_and_twice_the_end_are_remembered(self) -> None:
        assert peak_end([0.8, -0.4, 0.0, 0.6]) == pytest.approx((0.8 - 0.4 + 2 * 0.6) / 4)
        assert peak_end([0.6, 0.0, -0.4]) < peak_end([-0.4, 0.0, 0.6])


@cache
def shipped() -> Theatre:
    return Theatre(Library())


ACTS = sorted(shipped().kinds)
FACTS = [(s, [f.id for f in shipped().library.scenario(s).facts], [o.id for o in shipped().library.scenario(s).solutions])
         for s in ("dead_cooker", "one_day_late")]  # fmt: skip
turns = st.lists(
    st.tuples(st.lists(st.sampled_from(ACTS), max_size=4, unique=True), st.integers(0, 14)), max_size=16
)


class TestEveryShippedPersona:
    @settings(max_examples=120, deadline=None)
    @given(
        st.sampled_from(SHIPPED), st.sampled_from(FACTS), st.sampled_from(["en", "zh"]), turns, st.integers(0, 9)
    )
    def test_answers_anything_and_stays_in_bounds(
        self, persona: str, matter: tuple[str, list[str], list[str]], lang: str,
        script: list[tuple[list[str], int]], seed: int,
    ) -> None:  # fmt: skip
        scenario, facts, solutions = matter
        production = shipped().production(scenario, persona, lang)
        customer = Customer(production.cast, seed)
        assert customer.open().text
        for number, (acts, pick) in enumerate(script):
            if customer.here.ending:
                break
            topics: tuple[tuple[str, str], ...] = ()
            if pick < 5:
                topics = (("fact", facts[pick % len(facts)]),)
            elif pick < 9:
                topics = (("solution", solutions[pick % len(solutions)]),)
            turn = heard(*acts, text=f"{number} {' '.join(acts)} words", topics=topics, when="by noon")
            response = customer.hear(Move(turn, silent=pick == 14))
            assert response.reply.text
            assert "{" not in response.reply.text
            assert all(0 <= value <= 100 for value in customer.meters.values())
        assert customer.state in production.persona.states

    @pytest.mark.parametrize("persona", SHIPPED)
    @pytest.mark.parametrize("lang", ["en", "zh"])
    def test_has_at_least_a_hundred_lines_in_each_language(self, persona: str, lang: str) -> None:
        lines = {line for group in shipped().library.persona(persona).lines for line in group.say.get(lang, ())}
        assert len(lines) >= 100

    @pytest.mark.parametrize("persona", SHIPPED)
    def test_has_something_to_say_to_every_act(self, persona: str) -> None:
        content = shipped().library.persona(persona)
        answered = {answer for group in content.lines for answer in group.answers}
        spoken_otherwise = {"ask_open", "ask_expectation", "ask_closed", "ask_permission", "verify", "close",
                            "confirm_satisfaction", "propose", "offer_choice", "compensate"}  # fmt: skip
        assert set(ACTS) - answered - spoken_otherwise == set()

    @pytest.mark.parametrize("persona", SHIPPED)
    def test_ten_turns_of_the_same_kind_bring_ten_different_answers(self, persona: str) -> None:
        customer = Customer(shipped().production("dead_cooker", persona, "en").cast, seed=4)
        texts = []
        for number in range(6):
            if customer.here.ending:
                break
            texts.append(said(customer, "acknowledge", text=f"I see, number {number}, yes"))
        assert len(set(texts)) == len(texts)


def test_silence_is_heard_as_silence(customer: Customer) -> None:
    response = customer.hear(Move(HeardTurn("", "en"), silent=True))
    assert set(response.signals) == {"turn", "silence"}


def test_slowness_is_a_move_where_the_channel_has_a_clock(customer: Customer) -> None:
    assert "slow" in customer.hear(Move(heard("acknowledge"), seconds=61, limit=60)).signals
    assert "slow" not in customer.hear(Move(heard("acknowledge"), seconds=600, limit=0)).signals


class TestMemory:
    def test_a_promise_is_come_back_to_with_its_time(self) -> None:
        customer = Customer(shipped().production("dead_cooker", "anxious", "en").cast, seed=2)
        said(customer, "commit", text="I will ring you by Friday noon", when="by Friday noon")
        later = [said(customer, "acknowledge", text=f"I see, {number}") for number in range(4)]
        assert any("by Friday noon" in text for text in later)

    def test_a_time_in_what_is_read_back_is_no_promise(self) -> None:
        customer = Customer(shipped().production("dead_cooker", "anxious", "en").cast, seed=2)
        said(customer, "commit", "restate", "verify", text="It broke on Monday?", when="on Monday")
        assert customer.memory.promises == []

    def test_being_cut_off_is_remembered(self) -> None:
        customer = Customer(shipped().production("dead_cooker", "angry", "en").cast, seed=2)
        said(customer, "interrupt", text="wait, listen")
        texts = [said(customer, "invite", text=f"go on {number}") for number in range(4)]
        assert any("cut me off" in text or "talked over me" in text for text in texts)

    def test_of_several_offers_the_answer_names_the_one_it_means(self, theatre: Theatre) -> None:
        customer = Customer(theatre.production("plain:lamp", "plain:grumpy", "en").cast, seed=1)
        said(customer, "invite")
        said(customer, "empathise")
        reply = said(customer, "offer_choice", topics=(("solution", "loan"), ("solution", "bulb")))
        assert "loan lamp" in reply

    def test_nobody_walks_out_on_a_turn_that_helped(self) -> None:
        customer = Customer(shipped().production("dead_cooker", "angry", "en").cast, seed=2)
        for number in range(4):
            said(customer, "acknowledge", text=f"mm {number}")
        customer.meters["patience"] = 3
        said(customer, "empathise", "own", text="that is our fault and I feel with you")
        assert not customer.here.ending
