from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleplay.hearing.tidy import BIDI, plain, tidied, tidy

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  I’m “SORRY” ", 'i\'m "sorry"'),
        ("Ｉ ＷＡＮＴ １２", "i want 12"),
        ("您好，請問？", "您好,请问?"),
        ("甚麼時候", "什么时候"),
        ("妳的裏面", "你的里面"),
        ("re\u200bfund\u00ad", "refund"),
        ("a\u202eb\x07c", "abc"),
        ("café", "cafe"),
        ("one \t  two", "one two"),
        ("…", "..."),
        ("", ""),
    ],
)
def test_writing_habits_are_evened_out(typed: str, expected: str) -> None:
    assert tidied(typed) == expected


@given(ANY_TEXT)
def test_every_tidied_character_knows_where_it_came_from(typed: str) -> None:
    result = tidy(typed)
    assert len(result.text) == len(result.origins)
    assert list(result.origins) == sorted(result.origins)
    assert all(0 <= origin < len(typed) for origin in result.origins)


@given(ANY_TEXT, st.data())
def test_spans_lie_in_the_typed_text_and_hold_their_character(typed: str, data: st.DataObject) -> None:
    result = tidy(typed)
    if not result.text.strip():
        return
    place = data.draw(st.sampled_from([i for i, c in enumerate(result.text) if not c.isspace()]))
    start, end = result.span(place, place + 1)
    assert 0 <= start <= result.origins[place] < end <= len(typed)


@given(ANY_TEXT)
def test_what_is_displayed_holds_nothing_that_moves_the_cursor(typed: str) -> None:
    shown = plain(typed)
    assert all(c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") for c in shown)
    assert not BIDI & set(shown)
    assert plain(shown) == shown


def test_plain_keeps_lines_and_tabs_and_composes() -> None:
    assert plain("a\n\tb\x1b]0;x\x07 e\u0301 \u200e\u200f\u061c中") == "a\n\tb]0;x é 中"


def test_only_so_much_is_analysed() -> None:
    assert len(tidy("x" * 100_000).text) == 4000
