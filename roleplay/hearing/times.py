"""Expressions of a day, an hour or a length of time: "by Thursday noon", 周四下午六点前.

A promise with one of them in it is definite. "Soon", "as soon as possible", 尽快 and 马上 are none.
"""

from __future__ import annotations

import re

_NUMBER = r"(?:\d+(?:\.\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty(?:[- ]five|[- ]eight)?|sixty|ninety|half an?|a couple of|a quarter of an)"
_UNIT = r"(?:working |business |calendar )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|fortnights?|nights?)"
_DAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tues?|wed|thurs?|fri|tomorrow|tmrw|tmr|tonight|today"
    r"|the day after tomorrow|this (?:morning|afternoon|evening|week|weekend|month)|next (?:week|month|\w+day))"
)
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_DATE = rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)(?: of)?(?: {_MONTH})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}} {_MONTH}|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)"
_HOUR = (
    r"(?:(?:\d{1,2}[:.]\d{2}|\d{1,2})\s?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock)|\d{1,2}[:.]\d{2}(?!\d)|noon|midday|midnight|lunch(?:time)?"
    r"|(?:half past|quarter (?:past|to)|(?:five|ten|twenty) (?:past|to)) \w+|(?:close|end) of (?:business|play|(?:the )?(?:day|week|month))|eod|cob"
    r"|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'?clock"
    r"|(?<=at )(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?! \w+s\b)(?!\d)|(?<=before )(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?!\d)"
    r"|(?<=by )(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?![\d%])|(?<=after )(?:\d{1,2}|six|seven|eight|nine|ten|eleven|twelve|one|two|three|four|five)\b(?!\d))"
)
_PART = r"(?:in the (?:morning|afternoon|evening)|(?:first thing|morning|afternoon|evening|night|lunchtime))"
_LEAD = r"(?:by|before|until|till|no later than|not later than|at the latest|on|at|from|after|around|about|between|this coming|coming|next|this|the end of|end of|first thing|early|late)"
_LENGTH = rf"(?:(?:with)?in|inside|under|less than|for|over|after|about|around|up to|at most|the next) (?:the )?(?:next |about |around |under |at most |less than |maximum |max )*(?:{_NUMBER}|next)(?:\s?(?:-|to|or)\s?{_NUMBER})?(?: more| full)?\s?{_UNIT}(?:'s? time| time| from now| at (?:the )?(?:most|latest))?|{_NUMBER}(?:\s?(?:-|to|or)\s?{_NUMBER})?[\s-]?{_UNIT}"
_POINT = rf"(?:{_DAY}|{_DATE}|{_HOUR})"
_ENGLISH = re.compile(
    rf"(?<![\w$£€])(?:(?:(?:{_LEAD}) (?:the )?)*{_POINT}(?:(?:,? (?:(?:{_LEAD}) (?:the )?)*| (?:and|or|to) |\s?-\s?){_POINT}|,? {_PART})*(?: at (?:the )?latest)?|{_LENGTH})(?![\w])"
)

_N = r"[\d一二两三四五六七八九十半几百]+"
_ZH_DAY = (
    r"(?:大后天|后天|明天|明早|明晚|明日|明儿|今天|今晚|今日|今儿|当天|当晚|次日|第二天|隔天|本周|这周|下周|下个?星期|下个?礼拜|周末|月底|月初|本月|下个?月|年底|年前"
    r"|(?:下|本|这)?(?:个)?(?:周|星期|礼拜)[一二三四五六日天末1-7])"
)
_ZH_DATE = rf"(?:{_N}月{_N}(?:日|号)|{_N}(?:号|日)(?!楼|线|窗|店|柜|院|床|机|房|单|桌|位|码))"
_ZH_PART = (
    r"(?:凌晨|清晨|早上|早晨|上午|中午|正午|午前|午后|下午|傍晚|晚上|夜里|半夜|下班|打烊|收工|饭点|晚饭|午饭)"
)
_ZH_HOUR = rf"(?:\d{{1,2}}:\d{{2}}|{_N}(?:点(?!了?击|儿?积分|积分|钱|心|头|优惠|折扣|问题|小)(?:半|钟|整|一刻|三刻|{_N}分?)?))"
_ZH_UNIT = r"(?:个?(?:工作日|自然日|小时|钟头|星期|礼拜|月|季度)|天|周|分钟|刻钟|秒钟?|年|日)"
_ZH_POINT = rf"(?:{_ZH_DAY}|{_ZH_DATE}|{_ZH_PART}|{_ZH_HOUR})"
_CHINESE = re.compile(
    rf"(?:最迟|最晚|最多|不超过|不晚于|大概|大约|就在|在)?(?:(?:{_ZH_POINT})(?:的|,| |到|至|-|或者?)?)*{_ZH_POINT}(?:钟|整|左右)?(?:之前|以前|前|之内|以内|内|之后|以后)?"
    rf"|(?:最迟|最晚|最多|不超过|大概|大约|接下来|未来|顶多)?{_N}(?:到|至|-|~)?(?:{_N})?{_ZH_UNIT}(?:之内|以内|内|之后|以后|后|左右|之前|前)?"
)
#: Not definite by itself: it is only when it joins a day, or when it is all that stands there with 前/内.
_LOOSE = re.compile(
    rf"^(?:{_ZH_PART}|今天|当天|在|today|this (?:morning|afternoon)|night|morning|a (?:second|sec|minute|moment|day|night|week|month)|one (?:second|sec|minute|moment|day)|(?:the )?\d{{1,2}}(?:st|nd|rd|th))$"
)
_PAST = re.compile(r"^(?: ago| earlier|之前的|前的|以来)|^(?: late\b)")


def find(text: str) -> list[tuple[int, int]]:
    """Where definite times stand in tidied text, in order, never overlapping."""
    found: list[tuple[int, int]] = []
    for pattern in (_ENGLISH, _CHINESE):
        for match in pattern.finditer(text):
            start, end = match.span()
            while end > start and text[end - 1] in " ,-的到至":
                end -= 1
            if end > start and not _LOOSE.match(text[start:end]) and not _PAST.match(text[match.end() :]):
                found.append((start, end))
    found.sort(key=lambda place: (place[0], -place[1]))
    kept: list[tuple[int, int]] = []
    for place in found:
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    return kept


def fullest(text: str, places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The longest of several expressions; the first among equals."""
    return max(
        places,
        key=lambda place: (len(text[place[0] : place[1]].split()) + (place[1] - place[0]) / 100, -place[0]),
        default=None,
    )
