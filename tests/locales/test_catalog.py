"""The interface says everything in every language."""

from importlib import import_module

import pytest

from roleplay.locales import LANGUAGES, PARTS, Catalog, nearest, preferred, slots_of


@pytest.fixture(params=[lang for lang in LANGUAGES if lang != "en"])
def other(request: pytest.FixtureRequest) -> Catalog:
    return Catalog(request.param)


def test_every_language_has_the_same_keys(other: Catalog) -> None:
    assert sorted(other.texts) == sorted(Catalog("en").texts)


def test_every_language_has_the_same_slots(other: Catalog) -> None:
    english = Catalog("en").texts
    different = [key for key, words in other.texts.items() if slots_of(words) != slots_of(english[key])]
    assert different == []


def test_no_part_overrides_the_words_of_another() -> None:
    keys = [key for part in PARTS for key in import_module(f"roleplay.locales.en.{part}").TEXTS]
    assert len(keys) == len(set(keys))


def test_no_words_are_empty(other: Catalog) -> None:
    assert [key for key, words in [*other.texts.items(), *Catalog("en").texts.items()] if not words.strip()] == []


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("zh", "zh"),
        ("zh-Hant", "zh"),
        ("zh_TW.UTF-8", "zh"),
        ("en-GB", "en"),
        ("de", "en"),
        ("C.UTF-8", "en"),
        ("", "en"),
    ],
)
def test_any_tag_leads_to_a_language_of_the_interface(tag: str, lang: str) -> None:
    assert nearest(tag) == lang


def test_the_programs_own_variable_goes_before_the_systems() -> None:
    assert preferred({"LANG": "en_US.UTF-8", "ROLEPLAY_LANG": "zh"}) == "zh"
    assert preferred({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}) == "zh"
    assert preferred({}) == "en"


def test_slots_are_filled_and_never_interpreted() -> None:
    catalog = Catalog("en")
    catalog.texts["x"] = "Hello {name}"
    assert catalog("x", name="{other} [b]") == "Hello {other} [b]"
