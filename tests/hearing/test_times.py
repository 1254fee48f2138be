from __future__ import annotations

import pytest

from roleplay.hearing import times
from roleplay.hearing.listener import Listener
from roleplay.hearing.tidy import tidied


def found(text: str) -> list[str]:
    tidy = tidied(text)
    return [tidy[start:end] for start, end in times.find(tidy)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("by Thursday noon", "by thursday noon"),
        ("within 24 hours", "within 24 hours"),
        ("tomorrow before 6", "tomorrow before 6"),
        ("on 14 March at 9.30", "on 14 march at 9.30"),
        ("in three working days", "in three working days"),
        ("周四下午六点前", "周四下午六点前"),
        ("三个工作日内", "三个工作日内"),
        ("24小时内", "24小时内"),
        ("明天", "明天"),
        ("下周二上午十点", "下周二上午十点"),
        ("週四中午前", "周四中午前"),
    ],
)
def test_definite_times_are_found(text: str, expected: str) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "soon",
        "as soon as possible",
        "one moment please",
        "three days ago",
        "尽快",
        "马上",
        "等一下",
        "一分不少",
        "8号楼",
        "£9.50",
        "two questions",
    ],
)
def test_what_is_not_definite_is_no_time(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sorry about Monday. I'll call you on Thursday before noon.", "on Thursday before noon"),
        ("周一的事真抱歉，我周四中午前给您回电话。", "周四中午前"),
        ("I'll call you soon.", ""),
        ("You bought it on Saturday, is that right?", ""),
    ],
)
def test_the_time_of_a_promise_is_given_as_typed(listener: Listener, text: str, when: str) -> None:
    assert listener.hear(text).when == when
