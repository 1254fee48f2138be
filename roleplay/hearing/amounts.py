"""Amounts in tidied text: money, shares, lengths of time, days of the week, in figures or words of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

AmountKind = Literal["money", "percent", "time", "weekday"]

_WORDS = {
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "couple": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "half": 0.5,
}  # fmt: skip
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_HAN = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1_000, "万": 10_000}
#: Hours in a unit of time. Months and years are of no exact length; they only need to compare with themselves.
_HOURS = {
    "minute": 1 / 60, "min": 1 / 60, "hour": 1, "hr": 1, "day": 24, "night": 24, "week": 168, "fortnight": 336,
    "month": 720, "year": 8760, "分钟": 1 / 60, "小时": 1, "钟头": 1, "天": 24, "日": 24, "晚": 24, "周": 168, "星期": 168,
    "礼拜": 168, "月": 720, "年": 8760,
}  # fmt: skip
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_BELOW = rf"(?:(?:{_TENS})[- ](?:{_ONES})|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|(?:a|{_ONES}) hundred(?:(?: and)? {_BELOW})?|{_BELOW})"
_HAN_NUMBER = r"(?:\d+(?:\.\d+)?万?|[零〇一二两三四五六七八九十百千万]+|半)"
_TIME = re.compile(
    rf"\b(?P<n>{_NUMBER})(?: of an?| an?)?[- ]?(?:full |working |business |calendar |more )?(?P<u>minute|min|hour|hr|day|night|week|fortnight|month|year)s?\b"
    rf"|(?P<hn>{_HAN_NUMBER})个?(?:工作|自然)?(?P<hu>分钟|小时|钟头|天|日|晚|周|星期|礼拜|月|年)(?!假|期|常|前台|班|卡)"
)
_MONEY = re.compile(
    rf"[£$€¥](?P<s>\d+(?:,\d{{3}})*(?:\.\d+)?)|\b(?P<n>{_NUMBER}) ?(?:pounds?|dollars?|euros?|quid|bucks|yuan|rmb)\b|(?P<hn>{_HAN_NUMBER})(?:块钱|块|元|蚊)"
)
_PERCENT = re.compile(
    rf"(?P<n>{_NUMBER}) ?(?:%|per ?cent\b)|百分之(?P<hn>{_HAN_NUMBER})|(?P<z>[一二三四五六七八九\d]{{1,2}})折"
)
_WEEKDAY = re.compile(
    r"\b(?P<e>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs)?\b|(?:周|星期|礼拜)(?P<h>[一二三四五六日天])"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """`value`: units of money, per cent, hours, or the day of the week from 0. `start:end` in the text."""

    kind: AmountKind
    value: float
    start: int
    end: int

    def same(self, other: Amount) -> bool:
        """Whether both say the same."""
        return self.kind == other.kind and abs(self.value - other.value) <= 0.01 * max(self.value, other.value)


def find(text: str) -> list[Amount]:
    """All amounts of a tidied text, in order of their place."""
    return sorted([*_times(text), *_money(text), *_percents(text), *_weekdays(text)], key=lambda found: found.start)


def number(words: str) -> float | None:
    """A number in figures, English words or Chinese ones; None if it is none."""
    plain = words.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if re.fullmatch(r"\d+(?:\.\d+)?万", plain):
        return float(plain[:-1]) * 10_000
    if plain == "半":
        return 0.5
    if plain and all(char in _HAN or char in _HAN_UNITS for char in plain):
        return _han(plain)
    total = 0.0
    for word in re.split(r"[- ]", plain):
        if word == "hundred":
            total *= 100
        elif word in _WORDS:
            total += _WORDS[word]
        elif word != "and":
            return None
    return total


def _han(words: str) -> float:
    total, section, digit = 0.0, 0.0, 0.0
    for char in words:
        if char in _HAN:
            digit = digit * 10 + _HAN[char] if digit and "十" not in words else _HAN[char]
        elif char == "万":
            total, section, digit = (total + section + digit) * 10_000, 0.0, 0.0
        else:
            section, digit = section + (digit or 1) * _HAN_UNITS[char], 0.0
    return total + section + digit


def _times(text: str) -> Iterator[Amount]:
    for match in _TIME.finditer(text):
        value = number(match["n"] or match["hn"])
        if value is not None:
            yield Amount("time", value * _HOURS[match["u"] or match["hu"]], *match.span())


def _money(text: str) -> Iterator[Amount]:
    for match in _MONEY.finditer(text):
        value = number(match["s"] or match["n"] or match["hn"])
        if value is not None:
            yield Amount("money", value, *match.span())


def _percents(text: str) -> Iterator[Amount]:
    for match in _PERCENT.finditer(text):
        if match["z"]:  # 八折: eighty per cent of the price are paid
            digits = number(match["z"]) or 0.0
            yield Amount("percent", 100 - (digits * 10 if digits < 10 else digits), *match.span())
            continue
        value = number(match["n"] or match["hn"])
        if value is not None:
            yield Amount("percent", value, *match.span())


def _weekdays(text: str) -> Iterator[Amount]:
    for match in _WEEKDAY.finditer(text):
        day = _WEEKDAYS.index(match["e"]) if match["e"] else "一二三四五六日天".index(match["h"])
        yield Amount("weekday", float(min(day, 6)), *match.span())
