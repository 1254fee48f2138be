"""The corpus is as large, as varied and as whole as the hearing needs."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from roleplay.hearing import corpus, marks
from roleplay.hearing.clauses import parse
from roleplay.hearing.labels import KINDS, LABELS
from roleplay.hearing.tidy import tidied

#: Characters that only written Cantonese uses.
CANTONESE = frozenset("嘅咗唔喺冇嘢啲佢哋嗰噉嚟咁乜嘥攞揾搵諗睇俾喎㗎咩啱啫嗱")

#: Labels that are there by certain words or not at all: salutations, thanks, pet names, stage directions, wording.
BY_WORD = frozenset(("greet", "thank", "overfamiliar", "warm_gesture", "cold_gesture")) | {
    label for label, kind in KINDS.items() if kind == "wording"
}


@pytest.fixture(scope="module")
def entries() -> list[dict[str, Any]]:
    files = sorted(corpus.FOLDER.glob("*-*.jsonl"))
    return [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def of(entries: list[dict[str, Any]], lang: str) -> list[dict[str, Any]]:
    return [entry for entry in entries if entry["lang"].startswith(lang)]


def test_every_entry_is_well_formed(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        assert set(entry) == {"id", "lang", "context", "text", "acts", "near", "writer", "channel", "matter"}
        assert set(entry["acts"]) <= set(KINDS)
        assert set(entry["near"]) <= set(KINDS) - set(entry["acts"])
        assert entry["lang"] in ("en", "zh", "zh-Hant")


def test_no_turn_stands_twice(entries: list[dict[str, Any]]) -> None:
    assert len({entry["id"] for entry in entries}) == len(entries)
    turns = Counter(tidied(entry["text"]) for entry in entries)
    assert [turn for turn, count in turns.items() if count > 1] == []


def test_it_is_large_and_half_in_each_language(entries: list[dict[str, Any]]) -> None:
    assert len(entries) >= 10_000
    # Chinese has more: it is harder to hear (docs/hearing.md).
    assert min(len(of(entries, "en")), len(of(entries, "zh"))) >= max(5_000, 0.42 * len(entries))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_label_has_enough_examples(entries: list[dict[str, Any]], lang: str) -> None:
    counts = Counter(act for entry in of(entries, lang) for act in entry["acts"])
    assert {label: counts[label] for label in LABELS if counts[label] < 120} == {}
    assert sum(not entry["acts"] for entry in of(entries, lang)) >= 600


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_half_of_each_label_does_without_the_obvious_words(entries: list[dict[str, Any]], lang: str) -> None:
    """Of a quarter of the turns, by the label's own sure rules. Those know far more than the obvious words, so the
    bar is four in ten; and some labels are their words."""
    plain, all_ = Counter[str](), Counter[str]()
    for entry in of(entries, lang)[::4]:
        sure = {hit.cue.act for hit in marks.find(parse(entry["text"])) if hit.cue.sure} if entry["acts"] else set()
        all_.update(entry["acts"])
        plain.update(set(entry["acts"]) - sure)
    assert {act: plain[act] / n for act, n in all_.items() if act not in BY_WORD and plain[act] < 0.4 * n} == {}


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_obvious_words_often_mean_something_else(entries: list[dict[str, Any]], lang: str) -> None:
    """Hard negatives: marked by the writer, or a rule's words without its act."""
    hard = 0
    for entry in of(entries, lang):
        hits = {hit.cue.act for hit in marks.find(parse(entry["text"]))} if not entry["near"] else set()
        hard += bool(entry["near"]) or bool(hits - set(entry["acts"]))
    assert hard >= 400


def test_traditional_and_cantonese_have_their_share(entries: list[dict[str, Any]]) -> None:
    chinese = of(entries, "zh")
    traditional = [entry for entry in chinese if entry["lang"] == "zh-Hant"]
    cantonese = [entry for entry in traditional if CANTONESE & set(entry["text"])]
    assert len(traditional) >= 0.15 * len(chinese)
    assert len(cantonese) >= len(traditional) / 3


def test_many_people_write_in_all_channels(entries: list[dict[str, Any]]) -> None:
    assert len({entry["writer"] for entry in entries}) >= 30
    assert len({entry["matter"] for entry in entries}) >= 300
    assert set(Counter(entry["channel"] for entry in entries)) >= {"phone", "chat", "counter", "visit", "email"}


def test_no_held_out_turn_is_trained_on() -> None:
    held = corpus.read_held()
    assert len(held) >= 1_000
    assert not {tidied(example.text) for example in corpus.read_all()} & {tidied(example.text) for example in held}
    assert all(not example.source.startswith("held") for example in corpus.read_all())


def test_the_second_labelling_is_of_held_out_turns() -> None:
    second = corpus.read_second()
    assert len(second) >= 500
    assert set(second) <= {example.id for example in corpus.read_held()}
