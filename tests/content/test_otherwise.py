"""Answers to questions that are none of the facts: what `check` finds in them."""

from __future__ import annotations

from pathlib import Path

from roleplay.content.library import Library

PLAIN = Path(__file__).parents[1] / "fixtures" / "plain" / "scenarios" / "lamp.yaml"
OTHERWISE = """
otherwise:
  open: [{say: {en: [It flickers.], zh: [一直闪。]}, tells: [flickers]}]
  yes_no: {en: [Not that I know.], zh: [不清楚。]}
  when: {en: [No idea.], zh: [不知道。]}
  where: {en: [No idea.], zh: [不知道。]}
  who: {en: [No idea.], zh: [不知道。]}
  how_much: {en: [No idea.], zh: [不知道。]}
"""


def codes(folder: Path, text: str) -> list[str]:
    path = folder / "lamp.yaml"
    path.write_text(text, "utf-8")
    return [problem.code for problem in Library().check_file(path)]


def test_they_may_be_given(tmp_path: Path) -> None:
    assert codes(tmp_path, PLAIN.read_text("utf-8") + OTHERWISE) == []


def test_a_missing_language_is_found(tmp_path: Path) -> None:
    broken = OTHERWISE.replace(", zh: [不清楚。]", "").replace(", zh: [一直闪。]", "")
    assert codes(tmp_path, PLAIN.read_text("utf-8") + broken) == ["C303", "C303"]


def test_a_fact_that_does_not_exist_is_found(tmp_path: Path) -> None:
    broken = OTHERWISE.replace("tells: [flickers]", "tells: [flicker]")
    assert codes(tmp_path, PLAIN.read_text("utf-8") + broken) == ["C301"]


def test_a_solution_of_worth_that_meets_nothing_is_found(tmp_path: Path) -> None:
    text = PLAIN.read_text("utf-8")
    assert "met_by: [loan]" in text
    assert codes(tmp_path, text.replace("met_by: [loan]", "met_by: [bulb]")) == ["C307"]
