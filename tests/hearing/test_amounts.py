from __future__ import annotations

import pytest

from roleplay.hearing import amounts


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("within seven days", "time", 168),
        ("7天内", "time", 168),
        ("七个工作日", "time", 168),
        ("half an hour", "time", 0.5),
        ("半个小时", "time", 0.5),
        ("forty-five minutes", "time", 0.75),
        ("two weeks", "time", 336),
        ("十五分钟", "time", 0.25),
        ("£1,200.50 back", "money", 1200.5),
        ("fifty quid", "money", 50),
        ("two hundred dollars", "money", 200),
        ("two hundred forty-nine dollars", "money", 249),
        ("a hundred and five euros", "money", 105),
        ("一百二十块", "money", 120),
        ("二百四十九元", "money", 249),
        ("三万元", "money", 30_000),
        ("20% off", "percent", 20),
        ("百分之十五", "percent", 15),
        ("打八折", "percent", 20),
        ("by thursday", "weekday", 3),
        ("礼拜天", "weekday", 6),
    ],
)
def test_amounts_are_found_in_both_languages(text: str, kind: str, value: float) -> None:
    (found,) = amounts.find(text)
    assert found.kind == kind
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["i have a look", "一个办法", "the sun is out of stock", "no money here"])
def test_words_that_only_look_like_amounts(text: str) -> None:
    assert [found.kind for found in amounts.find(text) if found.kind != "weekday"] == []


def test_the_same_amount_in_other_words_is_the_same() -> None:
    assert amounts.find("seven days")[0].same(amounts.find("一周")[0])
    assert not amounts.find("3 days")[0].same(amounts.find("7天")[0])
    assert not amounts.find("7 days")[0].same(amounts.find("$168")[0])
