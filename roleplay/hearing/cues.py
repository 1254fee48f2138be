"""Cue rules: what people express in fixed ways, written down as data in `cues/*.yaml`."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roleplay.hearing.labels import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from roleplay.hearing.clauses import Parsed

FOLDER = Path(__file__).parent / "cues"
_MACRO = re.compile(r"\{([a-z]+|\.\.\.?)\}")
#: Contractions that people write without the apostrophe, where that makes no other word.
_LOOSE = re.compile(r"\b(\w+n|i|you|that|what|let|don)'(t|m|ve|d|re|s)\b")
_SOUND = re.compile(r"\bi'll\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule. `sure` asserts its act; otherwise it is only a feature of the model."""

    id: str
    act: str
    sure: bool
    shown: bool
    exact: bool
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found at `start:end` of the tidied text (the matched words, or the clauses around them)."""

    cue: Cue
    start: int
    end: int


def find(parsed: Parsed) -> list[Hit]:
    """All cue hits in a turn, in the order of the rules. Quoted words are nobody's own."""
    han = any("\u3400" <= c <= "\u9fff" for c in parsed.text)
    latin = any("a" <= c <= "z" for c in parsed.text)
    hits: list[Hit] = []
    for lang, spoken in (("en", latin), ("zh", han)):
        if spoken:
            for cue in load(lang):
                hits.extend(_hits(cue, parsed))
    return hits


def _hits(cue: Cue, parsed: Parsed) -> Iterator[Hit]:
    text = parsed.shown if cue.shown else parsed.unquoted
    for match in cue.pattern.finditer(text):
        if match.end() == match.start():
            continue
        start, end = parsed.covering(*match.span())
        if cue.unless and _excepted(cue.unless, text, parsed.around(start, end), (start, end)):
            continue
        yield Hit(cue, *match.span()) if cue.exact else Hit(cue, start, end)


def _excepted(unless: re.Pattern[str], text: str, within: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether an exception holds that touches the clauses of the match; it may reach into the rest of the sentence."""
    found = unless.finditer(text, *within)
    return any(match.start() < place[1] and place[0] < match.end() for match in found)


@cache
def load(lang: str) -> tuple[Cue, ...]:
    """The rules of one language. Raises `ValueError` naming the rule that cannot be used."""
    from roleplay.content.reading import read

    data = read(FOLDER / f"{lang}.yaml").data
    if data["format"] != "cues/1" or data["lang"] != lang:
        raise ValueError(f"{lang}.yaml is not a cues/1 file for {lang}")
    words = lang == "en"
    return tuple(_cue(name, entry, data["macros"], words) for name, entry in data["cues"].items())


def languages() -> tuple[str, ...]:
    """The languages that have rules."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def fingerprint() -> str:
    """A hash over all rule files."""
    digest = hashlib.sha256()
    for lang in languages():
        digest.update((FOLDER / f"{lang}.yaml").read_text(encoding="utf-8").encode())
    return digest.hexdigest()[:16]


def _cue(name: str, entry: dict[str, Any], macros: dict[str, str], words: bool) -> Cue:
    act = name.partition(".")[0]
    unknown = set(entry) - {"sure", "hint", "unless", "scope", "span"}
    if act not in KINDS or unknown or ("sure" in entry) == ("hint" in entry):
        raise ValueError(f"cue {name}: act, keys or strength are wrong")
    pattern = _compile(name, entry.get("sure") or entry["hint"], macros, words)
    unless = _compile(name, entry["unless"], macros, words) if "unless" in entry else None
    return Cue(
        name, act, "sure" in entry, entry.get("scope") == "direction", entry.get("span") == "match", pattern, unless
    )


def _compile(name: str, block: str, macros: dict[str, str], words: bool) -> re.Pattern[str]:
    """One pattern a line → one pattern; whole words only where the language has spaces."""
    lines = [_expand(line.strip(" "), macros) for line in block.splitlines() if line.strip()]
    pattern = "|".join(f"(?:{_loosen(line) if words else line})" for line in lines)
    if words:  # a line may itself begin with an anchor or a mark, where no word can be cut in two
        pattern = rf"(?:(?<![a-z0-9'])|(?=[^a-z0-9]))(?:{pattern})(?![a-z0-9])"
    try:
        return re.compile(pattern)
    except re.error as error:
        raise ValueError(f"cue {name}: {error}") from error


def _expand(line: str, macros: dict[str, str]) -> str:
    for _ in range(3):
        line = _MACRO.sub(lambda match: macros[match[1]], line)
    return line


def _loosen(line: str) -> str:
    return _SOUND.sub("i'?ll", _LOOSE.sub(r"\1'?\2", line))
