from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.hearing.clauses import parse
from roleplay.hearing.tongue import detect, size, variety


def spoken(text: str) -> list[str]:
    parsed = parse(text)
    return [parsed.text[c.start : c.end] for c in parsed.clauses if c.spoken]


def shown(text: str) -> list[str]:
    parsed = parse(text)
    return [parsed.text[start:end] for start, end in parsed.directions]


def test_a_turn_is_cut_into_sentences_and_clauses() -> None:
    assert spoken("I'm sorry, really. What happened?") == ["i'm sorry,", "really.", "what happened?"]
    assert spoken("真抱歉，我马上查。您贵姓？") == ["真抱歉,", "我马上查。", "您贵姓?"]


def test_amounts_hours_and_abbreviations_stay_whole() -> None:
    assert spoken("It's 3.50, due at 11.40, says Mr. Hill.") == ["it's 3.50,", "due at 11.40,", "says mr. hill."]
    assert len(parse("Pay 1,200 now.").sentences) == 1


@pytest.mark.parametrize("text", ["*nods* Go on.", "（点头）请讲", "(smiles) Go on."])
def test_gestures_are_no_speech(text: str) -> None:
    assert len(shown(text)) == 1
    assert len(spoken(text)) == 1


def test_an_aside_in_brackets_is_speech() -> None:
    assert shown("I'll call you (before 12 at the latest).") == []


def test_quoted_words_are_told_apart_from_ones_own() -> None:
    parsed = parse('You said "never again" and I see why.')
    assert "never again" not in parsed.unquoted
    assert len(parsed.unquoted) == len(parsed.text)
    assert "all in quotes" in parse('"All in quotes."').unquoted


@given(st.text(max_size=300))
def test_pieces_never_leave_the_text(text: str) -> None:
    parsed = parse(text)
    for clause in parsed.clauses:
        assert 0 <= clause.start < clause.end <= len(parsed.text)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hello there", "en"),
        ("您好", "zh"),
        ("這個問題我來處理", "zh-Hant"),
        ("ok 我马上帮您查一下 order", "zh"),
        ("See you in 上海 tomorrow my friend", "en"),
    ],
)
def test_the_language_is_the_one_that_carries_more(text: str, lang: str) -> None:
    assert variety(text) == lang
    assert detect(text) == lang[:2]


def test_length_counts_words_and_chinese_characters() -> None:
    assert size("I'm sorry, 你好吗?") == 5
