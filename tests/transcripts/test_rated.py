"""Scores follow a careful reader: the better talk scores higher, and steps rank as they were rated."""

from __future__ import annotations

import pytest

from roleplay.hearing.listener import load_listener
from tests.transcripts.rated import LEVELS, Result, pairs, scored, spearman, talks

LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def results() -> dict[str, list[Result]]:
    ears = load_listener()
    return {lang: scored(ears, lang) for lang in LANGUAGES}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_are_thirty_cases_at_three_levels(lang: str) -> None:
    found = list(talks(lang))
    assert len({talk.case for talk in found}) >= 30
    assert all([talk.level for talk in found].count(level) >= 30 for level in LEVELS)
    assert all(len(talk.rated) == 9 for talk in found)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_better_talk_scores_higher(results: dict[str, list[Result]], lang: str) -> None:
    told = pairs(results[lang])
    wrong = [pair for pair in told if not pair[-1]]
    assert len(wrong) <= 0.05 * len(told), wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_steps_follow_the_ratings(results: dict[str, list[Result]], lang: str) -> None:
    """The aim is .80; explaining and proposing are followed least (docs/measured.md)."""
    assert spearman(results[lang])["all"] >= 0.77, spearman(results[lang])
