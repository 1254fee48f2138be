"""The arithmetic of the score, on a rubric small enough to check by hand."""

from __future__ import annotations

import pytest

from roleplay.content.rubric import Cost, Earning, OrderRule, Rubric, Step
from roleplay.scoring.tally import RubricIndex, Tally, TurnWords

TEXT = {"en": "x"}


def rubric() -> Rubric:
    listen = Step(
        id="listen", name=TEXT, means=TEXT, enough=2.0, advice=TEXT,
        earns=(Earning(hears="empathise", worth=1.0), Earning(hears="invite", worth=0.5)),
    )  # fmt: skip
    end = Step(
        id="end", name=TEXT, means=TEXT, enough=1.0, advice=TEXT,
        earns=(Earning(hears="recap"), Earning(hears="thank", worth=0.5, beside=("recap",))),
        later=(Earning(hears="confirm_satisfaction"),), later_enough=1.0,
    )  # fmt: skip
    return Rubric(
        format="rubric/1", id="small", name=TEXT, steps=(listen, end),
        order=(
            OrderRule(id="early", name=TEXT, hears=("propose",), before=("listen",), heat_from=50, cost=4, advice=TEXT),
            OrderRule(id="unchecked", name=TEXT, hears=("close",), before=("end",), at_end=True, cost=6, advice=TEXT),
        ),
        costs=(
            Cost(hears="blame", cost=8), Cost(hears="absolute", cost=5), Cost(hears="privacy_breach", cost=10),
            Cost(hears="yes_but", cost=1, unless="way_out"),
        ),
        critical=("privacy_breach",), wording_cost_at_most=8,
    )  # fmt: skip


@pytest.fixture
def tally() -> Tally:
    return Tally(RubricIndex(rubric(), {"absolute": "wording", "yes_but": "wording"}))


def words(turn: int, *acts: str, heat: int | None = None, barren: bool = False, later: bool = False) -> TurnWords:
    return TurnWords(turn, dict.fromkeys(acts, ((0, 3),)), "later" if later else "talk", heat, barren)


class TestCredits:
    def test_the_second_time_counts_half_and_the_third_a_quarter(self, tally: Tally) -> None:
        points = [tally.take(words(n, "empathise")).credits[0].points for n in (1, 2, 3)]
        assert points == [1.0, 0.5, 0.25]

    def test_a_fourth_time_earns_nothing(self, tally: Tally) -> None:
        for n in range(3):
            tally.take(words(n, "invite"))
        assert tally.take(words(4, "invite")).credits == []

    def test_a_step_is_full_when_enough_was_earned(self, tally: Tally) -> None:
        tally.take(words(1, "empathise", "invite"))
        assert tally.steps()["listen"] == 75
        tally.take(words(2, "empathise"))
        assert tally.steps()["listen"] == 100

    def test_thanks_alone_earns_nothing_and_beside_a_recap_it_does(self, tally: Tally) -> None:
        assert tally.take(words(1, "thank")).credits == []
        earned = tally.take(words(2, "recap", "thank")).credits
        assert {credit.act: credit.points for credit in earned} == {"recap": 1.0, "thank": 0.5}

    def test_a_barren_turn_earns_nothing_and_still_costs(self, tally: Tally) -> None:
        score = tally.take(words(1, "empathise", "blame", barren=True))
        assert score.credits == []
        assert [debit.act for debit in score.debits] == ["blame"]

    def test_every_credit_names_rule_turn_and_words(self, tally: Tally) -> None:
        credit = tally.take(words(7, "empathise")).credits[0]
        assert (credit.rule, credit.turn, credit.spans) == ("small.listen.empathise", 7, ((0, 3),))


class TestLaterHalf:
    def test_without_the_scene_the_first_half_is_the_whole(self, tally: Tally) -> None:
        tally.take(words(1, "recap"))
        assert tally.steps()["end"] == 100

    def test_with_the_scene_both_halves_count_alike(self, tally: Tally) -> None:
        tally.take(words(1, "recap"))
        tally.take(words(2, "acknowledge", later=True))
        assert tally.steps()["end"] == 50
        tally.take(words(3, "confirm_satisfaction", later=True))
        assert tally.steps()["end"] == 100


class TestCosts:
    def test_the_score_is_the_mean_of_the_steps_less_costs(self, tally: Tally) -> None:
        tally.take(words(1, "empathise"))
        tally.take(words(2, "recap", "blame"))
        assert tally.score() == (50 + 100) // 2 - 8

    def test_words_together_cost_no_more_than_the_limit(self, tally: Tally) -> None:
        for n in range(5):
            tally.take(words(n, "absolute"))
        assert tally.costs == 8

    def test_but_is_free_where_a_limit_and_a_way_out_follow(self, tally: Tally) -> None:
        assert tally.take(words(1, "yes_but", "way_out")).debits == []
        assert [d.act for d in tally.take(words(2, "yes_but")).debits] == ["yes_but"]

    def test_a_critical_fault_caps_the_score_and_stands_apart(self, tally: Tally) -> None:
        for n in range(3):
            tally.take(words(n, "empathise", "recap", "invite"))
        assert tally.score() > 39
        tally.take(words(4, "privacy_breach"))
        assert tally.score() == 39
        assert [debit.act for debit in tally.critical] == ["privacy_breach"]

    def test_the_score_never_leaves_its_range(self, tally: Tally) -> None:
        for n in range(30):
            tally.take(words(n, "blame"))
        assert tally.score() == 0


class TestOrder:
    def test_proposing_in_the_heat_before_listening_costs_once(self, tally: Tally) -> None:
        assert [d.rule for d in tally.take(words(1, "propose", heat=80)).debits] == ["small.order.early"]
        assert tally.take(words(2, "propose", heat=80)).debits == []

    def test_listening_in_the_same_turn_is_listening(self, tally: Tally) -> None:
        assert tally.take(words(1, "empathise", "propose", heat=80)).debits == []

    def test_a_cool_customer_can_be_answered_at_once(self, tally: Tally) -> None:
        assert tally.take(words(1, "propose", heat=20)).debits == []

    def test_a_transcript_has_no_heat_and_says_so(self, tally: Tally) -> None:
        assert [d.rule for d in tally.take(words(1, "propose")).debits] == ["small.order.early"]
        assert tally.not_checked == {"small.order.early.heat"}

    def test_goodbye_without_a_check_is_judged_at_the_end(self, tally: Tally) -> None:
        assert tally.take(words(1, "close")).debits == []
        assert [d.rule for d in tally.end().debits] == ["small.order.unchecked"]

    def test_goodbye_after_a_check_is_fine(self, tally: Tally) -> None:
        tally.take(words(1, "recap"))
        tally.take(words(2, "close"))
        assert tally.end().debits == []
