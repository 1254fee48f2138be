"""The clock of a channel, without waiting."""

from __future__ import annotations

from roleplay.screens.practice.stopwatch import Waiting


def test_it_runs_while_nothing_is_typed() -> None:
    waiting = Waiting(100.0, 30)
    assert waiting.tick(112.0, typed=False) == 12.0


def test_it_stands_still_while_somebody_types() -> None:
    waiting = Waiting(0.0, 30)
    waiting.tick(5.0, typed=False)
    for second in range(5, 20):
        waiting.key(float(second))
    assert waiting.tick(20.0, typed=True) == 5.0


def test_it_goes_on_three_seconds_after_the_last_key() -> None:
    waiting = Waiting(0.0, 30)
    waiting.key(0.0)
    assert waiting.tick(3.0, typed=True) == 0.0
    assert waiting.tick(10.0, typed=True) == 7.0


def test_where_nobody_counts_there_is_no_clock() -> None:
    waiting = Waiting(0.0)
    assert waiting.tick(99.0, typed=False) == 0.0
    assert waiting.shown(99.0, typed=False) == ("", False)


def test_it_shows_minutes_and_whether_it_is_late() -> None:
    waiting = Waiting(0.0, 60)
    assert waiting.shown(59.0, typed=False) == ("0:59 / 1:00", False)
    assert waiting.shown(75.0, typed=False) == ("1:15 / 1:00", True)
