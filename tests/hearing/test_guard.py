"""What the model cannot see: polarity, who acts, whose words, what form."""

from __future__ import annotations

import pytest

from roleplay.hearing import guard
from roleplay.hearing.clauses import parse
from roleplay.hearing.listener import Listener


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I won't call you.", "follow_up"),
        ("I won't call you.", "commit"),
        ("We can't exchange it.", "compensate"),
        ("You have to call them yourself.", "follow_up"),
        ("不会给您回电话的。", "follow_up"),
        ("我们没法给您退款。", "compensate"),
        ("Sorry, could you repeat that?", "apologise"),
        ("I can't guarantee that.", "overpromise"),
        ("Please never tell anyone your password.", "privacy_breach"),
        ("He told you to calm down?", "dismiss"),
        ("You bought it on Saturday.", "ask_closed"),
        ("I am standing up and smiling.", "warm_gesture"),
        ("我很高兴。", "cold_gesture"),
    ],
)
def test_it_is_not_heard(listener: Listener, plain_listener: Listener, text: str, act: str) -> None:
    assert act not in listener.hear(text).ids()
    assert act not in plain_listener.hear(text).ids()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I will call you on Friday at ten.", "follow_up"),
        ("I can't refund it, but I can exchange it for a new one right now.", "compensate"),
        ("我会在周五十点给您打电话。", "follow_up"),
        ("Sorry about the noise.", "apologise"),
    ],
)
def test_its_affirmative_twin_is(listener: Listener, text: str, act: str) -> None:
    assert act in listener.hear(text).ids()


def test_denied_clauses_are_taken_out_and_the_rest_stays() -> None:
    left = guard.masked(parse("I won't call you, but I can write."), "follow_up")
    assert left is not None
    assert "call" not in left
    assert "write" in left


def test_a_turn_without_anything_to_take_out_is_left_alone() -> None:
    assert guard.masked(parse("I'll call you."), "follow_up") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("we can't exchange it", True), ("i can exchange it", False), ("不能退", True), ("我给您退", False)],
)
def test_polarity(text: str, expected: bool) -> None:
    assert guard.denied(text) is expected


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("您讲得在理，这种事本来就不该让顾客操心。", "lecture"),
        ("You're right, people should get what they paid for.", "lecture"),
        ("这样您满意吗？还有什么要我做的？", "interrogate"),
        ("Are you happy with that, or is there anything else?", "interrogate"),
    ],
)
def test_who_grants_a_point_or_asks_kindly_accuses_nobody(listener: Listener, text: str, act: str) -> None:
    assert act not in listener.hear(text).ids()
    assert not guard.shaped(parse(text), act)


def test_who_takes_the_point_back_at_once_is_not_covered() -> None:
    assert guard.shaped(parse("You're right, but people should read what they sign."), "lecture")
