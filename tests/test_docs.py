"""Documents that are made by the program, or promise something about it."""

from __future__ import annotations

import re
from pathlib import Path

from roleplay.authoring.same_turn import PERSONAS, TURNS, heard, page, said_to
from roleplay.content.library import Library
from roleplay.practice.theatre import Theatre

DOCS = Path(__file__).parent.parent / "docs"


def test_the_table_of_the_five_customers_is_the_engine_s_own() -> None:
    made = "\n".join(page(Theatre(Library()))) + "\n"
    assert (DOCS / "same-turn.md").read_text("utf-8") == made


def test_no_two_customers_answer_the_same_turn_alike() -> None:
    theatre = Theatre(Library())
    for words, acts, offers in TURNS:
        for lang in ("en", "zh"):
            turn = heard(words[lang], acts, offers, lang)
            answers = [said_to(theatre, persona, turn, lang) for persona in PERSONAS]
            replies = {event["text"] for events in answers for event in events if event["type"] == "replied"}
            moods = {
                tuple(sorted((e["meter"], e["delta"]) for e in events if e["type"] == "mood")) for events in answers
            }
            assert len(replies) == len(PERSONAS), words
            assert len(moods) >= 4, words


README = Path(__file__).parent.parent / "README.md"


def command(name: str) -> str:
    text = README.read_text("utf-8")
    block = text.split(f"<!-- {name} command -->")[1].split("<!-- end -->")[0]
    return block.strip().strip("`").strip()


def test_the_readme_has_one_command_to_play_and_one_to_test() -> None:
    assert command("first").endswith("roleplay")
    assert command("second").endswith("pytest")


def test_what_the_readme_points_at_is_there() -> None:
    root = README.parent
    targets = re.findall(r"\]\(([^)#:]+)\)", README.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (root / target).exists()] == []
