"""The form of a question: what kind of answer it wants when its matter is none of the scenario's facts.

Read off the words themselves, because an answer of the right kind ("not that I know", "I'd have to look that up") is to
the point even where the act and the matter were not heard.
"""

from __future__ import annotations

import re
from typing import Literal

Form = Literal["open", "yes_no", "when", "where", "who", "how_much", "choice", "check", "wish"]

_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*")
#: "Shall we first look at what happened?" asks for leave, whatever else it holds.
_MAY_WE = re.compile(
    r"^\W*(?:\w+[ ,]+){0,2}(?:shall|may|can|could|should|would it help if) (?:we|i)\b(?! (?:ask|know|have))"
)
_ENGLISH: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("yes_no", _MAY_WE),
    ("check", re.compile(r"\b(?:right|correct|accurate|isn'?t it|is that (?:it|so)|did i get (?:that|it)|am i right)\b[^,]{0,12}\?")),
    ("choice", re.compile(r"\bwhich (?:one|option|door|way)\b|\bshall it be\b|\byour (?:choice|pick|call)\b")),
    ("wish", re.compile(
        r"\bwh(?:at|ich)\b[^?]*\b(?:outcome|result|solution|would (?:help|you like|suit you|satisfy|make)|do you (?:want|wish)|"
        r"could we do|the best (?:way|thing)|should we (?:do|improve)|feel (?:good|better)|your (?:advice|suggestion|view|opinion))\b"
        r"|\bwhat would you do\b|\bhow would you (?:like|wish|want|do|have)\b|\byour (?:advice|opinion)\b[^.]*\?")),
    ("choice", re.compile(r"\bwhich (?:one|of|way|would|do|shall|suits|is it|option|door)\b|\bshall it be\b|\bwhich\s*\?|\byour (?:choice|pick|call)\b")),
    ("when", re.compile(r"\bwhen\b|\bby when\b|\b(?:what|which) (?:time|day|date)\b|\bhow (?:long|soon)\b")),
    ("where", re.compile(r"\bwhere\b")),
    ("who", re.compile(r"\bwho(?:m|se)?\b|\bwhat name\b|\bwhich colleague\b")),
    ("how_much", re.compile(r"\bhow (?:much|many)\b|\bwhat number\b|\bwhat (?:is|was) the (?:price|number|amount)\b")),
    ("open", re.compile(r"\b(?:what|how|why|which)\b|\btell me\b|\bdescribe\b|\btake me through\b")),
    ("choice", re.compile(r"\bor\b(?! (?:is|was|are) there\b| (?:is|was) (?:some|any)thing\b| anything\b)")),
    ("yes_no", re.compile(r"")),
)  # fmt: skip
_ENGLISH_START = re.compile(
    r"^\W*(?:and |so |but |then |now |well |ok(?:ay)? )?(?:what|when|where|who|which|how|why|do|does|did|is|are|was|were|"
    r"have|has|can|could|would|will|may|shall|tell me)\b"
)
_WHAT_A = re.compile(r"^\W*(?:what an?|how (?:very|awful|annoying|frustrating|nice|kind))\b")
_CHINESE: tuple[tuple[Form, re.Pattern[str]], ...] = (
    ("check", re.compile(r"对吗|对吧|对不对|是吧|是吗|没错吧|没弄错吧|没(?:记|理解|搞)错|没说错吧|准不准|是(?:不是)?这样|属实")),
    ("wish", re.compile(
        r"(?:想|希望|觉得|要)[^。?？]{0,6}(?:怎么|啷个|咋|如何|怎样)[^。?？]{0,4}(?:办|弄|解决|处理|搞)|(?:怎么|啷个|咋|如何)[^。?？]{0,8}(?:才合适|才满意|心里[^。]*舒服|满意)"
        r"|您(?:会|打算|说)(?:怎么|啷个|咋|如何)[办做弄]|主意|建议|意见|看法|高见|期望|诉求")),
    ("open", re.compile(r"最(?:看重|在意|担心|着急|怕|想)")),
    ("who", re.compile(r"哪个(?:卖|接|同事|人|跟您|给您)")),
    ("choice", re.compile(r"哪一?(?:个|种|样|条|款|头|边)|还是|选(?:啥|什么|谁)|您(?:来)?[选挑定]|要哪|二选一")),
    ("when", re.compile(r"什么时候|啥时候|几点|哪(?:一)?天|多久|何时|几号|多长时间|日期|(?:购买|签收|到货|下单|收货)(?:的)?时间")),
    ("where", re.compile(r"哪里|哪儿|在哪|什么地方|啥地方|何处")),
    ("who", re.compile(r"谁|哪(?:一)?位|哪个同事|(?:同事|店员|人员|客服|导购)的?(?:姓名|名字)")),
    ("how_much", re.compile(r"多少|几(?:个|台|块|次|斤|楼)")),
    ("open", re.compile(r"什么|啥|怎么|怎样|咋|啷个|哪样|为何|为什么|如何|哪|何种|说说|讲讲|说一?下|讲一?下|看重|意见")),
    ("yes_no", re.compile(r"")),
)  # fmt: skip
#: "Please give me the day and the name": asks without a question mark.
_CHINESE_REQUEST = re.compile(
    r"(?:请|麻烦)(?:您|你)?(?:先|再)?(?:提供|告诉|告知|报|说)(?:一下|下|我)*[^。！!]{0,12}(?:日期|时间|姓名|名字|地点|金额|数量|谁|什么|啥|哪|几)"
)
_CHINESE_OPEN_END = re.compile(
    r"(?:谁|什么|啥|怎么|咋|啷个|哪|几|多少|为何)[^。！!]{0,12}[呀啊呢嘛了的]?\s*$|(?:吗|么|呢|没有?|不|对吧|是吧|您(?:来)?[挑选定])\s*$|说说\s*$|讲讲\s*$"
)


def form(text: str, lang: str) -> Form | None:
    """The form of the last question in `text`, or None if nothing is asked."""
    return next(iter(forms(text, lang)), None)


def forms(text: str, lang: str) -> tuple[Form, ...]:
    """All forms of the last question, the weightiest first ("when did you get it, and who from?")."""
    chinese = lang.startswith("zh")
    asks, patterns = (_asks_in_chinese, _CHINESE) if chinese else (_asks_in_english, _ENGLISH)
    for sentence in reversed(_SENTENCE.findall(text.lower())):
        if asks(sentence):
            return tuple(dict.fromkeys(name for name, pattern in patterns if pattern.search(sentence)))
    return ()


def _asks_in_english(sentence: str) -> bool:
    if _WHAT_A.search(sentence) and "?" not in sentence:
        return False
    return "?" in sentence or bool(_ENGLISH_START.search(sentence) and not sentence.rstrip().endswith((".", "!")))


def _asks_in_chinese(sentence: str) -> bool:
    ends = sentence.rstrip()
    if "再说" in ends:  # "first what happened, then what to do": a plan
        return False
    if ends.endswith(("?", "？")) or _CHINESE_REQUEST.search(ends):
        return True
    return not ends.endswith(("。", ".", "!", "！")) and bool(_CHINESE_OPEN_END.search(ends))
