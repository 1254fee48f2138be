"""What a turn is made of beyond its words: rules that are code rather than patterns, and plain traits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roleplay.hearing import cues, times
from roleplay.hearing.cues import Cue, Hit

if TYPE_CHECKING:
    from roleplay.hearing.clauses import Parsed

_PROMISE = re.compile(
    r"\b(?:i'?ll|we'll|i will|we will|i shall|we shall|you(?:'ll| will) (?:have|get|hear|receive|see)(?! to\b)"
    r"|(?:he|she|it|they|that|technician|engineer|courier|driver|manager)(?:'ll| will) (?:be|call|ring|come|arrive|reach|get|bring|phone)"
    r"|i(?:'m| am) (?:going to|gonna|calling|ringing|bringing|coming|sending)|(?:lands|goes out|leaves|arrives|comes|reaches you|(?:is|are|'s|'re) on (?:its|their) way)"
    r"|i promise|you have my word|first (?:thing|truck|van))\b"
    r"|(?:我们?|咱们?|师傅|主管|同事|专员|经理|工程师|骑手|快递|客服|店长)[^。.!?\n]{0,24}(?:给|回|到|来|送|打|发|退|寄|联系|通知|处理|办|上门|答复|修|换|补|弄|查|告诉|陪|拿)"
    r"|(?:给|回|送|发|退|寄|打给|联系|通知|答复|回复)(?:到)?(?:您|你)|(?:之前|以内|[点内前])[^。.!?\n,]{0,8}(?:给|回|到|送|发|退|寄|联系|答复|出|好|修|上门|一定|保证|必)"
)
_NO_PROMISE = re.compile(
    r"\?|吗\s*$|\b(?:you(?:'ll| will)? (?:need to|have to|must|should|can|could)|if you|usually|normally|typically|always takes|takes)\b|\b(?:won't|can't|cannot|not)\b"
    r"|(?:您|你)(?:得|要|必须|应该|需要|自己|记得|可以)|不能|没法|不会|一般|通常|营业|开门|正常|昨天|刚才|之前(?:您|你)|已经"
)
#: In Chinese the same words also state customs and plans, so there it is only a hint.
_DATED = Cue("commit.dated", "commit", True, False, False, re.compile(""), None)
_MAYBE_DATED = Cue("commit.dated_hint", "commit", False, False, False, re.compile(""), None)
_SURELY = re.compile(
    r"(?:前|内|之前|以内|点|天|晚上|下午|上午|早上|中午)[^。.!?,\n]{0,6}(?:一定|我|就)?[^。.!?,\n]{0,4}(?:给|打给|联系|回复|答复|通知|送到|回)(?:您|你)"
    r"|我[^。.!?,\n]{0,14}(?:前|内|点|天)[^。.!?,\n]{0,6}(?:给|打给|联系|回复|答复|通知|送到|回)(?:您|你)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_CAPITALS = re.compile(r"\b[A-Z]{2,6}\d?\b")
#: Capitals that everybody reads as a word.
_EVERYDAY = frozenset(
    "OK TV ID PIN AM PM UK US USA EU PC CD DVD GPS SMS FAQ VIP ATM SIM USB PDF HR IT DIY ASAP FYI BBC NHS CV MP NO YES I A NOT VERY "
    "THE YOU AND BUT NOW STOP ALL IS IN QR DM AC CEO APP WIFI LED HD LTD INC MR MRS DR XL XXL XS S M L SOS RIP LOL OMG WTF EMAIL".split()
)
_TRAITS: dict[str, re.Pattern[str]] = {
    "asks": re.compile(r"\?|[吗呢么]\s*(?:$|[,。!])|吗"),
    "ends_asking": re.compile(r"\?\W*$|[吗呢]\W*$"),
    "exclaims": re.compile(r"!"),
    "quotes": re.compile(r'"'),
    "figures": re.compile(r"\d"),
    "digits_many": re.compile(r"\d{4,}"),
    "money": re.compile(
        r"[£$€¥]|\b(?:pounds?|dollars?|euros?|quid|bucks)\b|\d+\s?(?:元|块)|[一二两三四五六七八九十百千]+块"
    ),
    "denies": re.compile(r"\b(?:no|not|never|nothing|nobody|none|cannot)\b|n't\b|不|没|别|无法|未"),
    "i": re.compile(r"\b(?:i|i'm|i'll|i've|me|my)\b|我(?!们)"),
    "we": re.compile(r"\b(?:we|we'll|we've|our|us)\b|我们|咱"),
    "you": re.compile(r"\b(?:you|your|u|you're|you've)\b|您|你"),
    "you_first": re.compile(r"^\W*(?:you|your|you're|you've|well,? you|您|你)"),
    "i_first": re.compile(r"^\W*(?:i|i'll|i'm|i've|let me|we|we'll|我|咱)"),
    "so_first": re.compile(r"^\W*(?:so|right|ok|okay|那|所以|那么)"),
    "please": re.compile(r"\bplease\b|请|麻烦|劳烦"),
    "but": re.compile(r"\b(?:but|however|though)\b|但|不过|可是|然而"),
    "or": re.compile(r"\bor\b|还是|或者|要么"),
    "if": re.compile(r"\bif\b|如果|要是|万一|的话"),
    "past": re.compile(r"\b(?:was|were|did|had|came|went|said|told|got)\b|\w{3,}ed\b|了"),
    "going": re.compile(r"\b\w{3,}ing\b|正在|着"),
    "number_word": re.compile(
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twice)\b|[一二两三四五六七八九十]+[个天次趟遍年回]"
    ),
}


def dated_promises(parsed: Parsed) -> list[Hit]:
    """Clauses that promise something and name a time: `commit`. Questions, customs and tasks for others do not."""
    hits = []
    for start, end in times.find(parsed.unquoted):
        sentence = next(((a, b) for a, b in parsed.sentences if a <= start < b), None)
        if sentence is None:
            continue
        words = parsed.unquoted[sentence[0] : sentence[1]]
        if (
            _PROMISE.search(words)
            and not _NO_PROMISE.search(parsed.unquoted[slice(*parsed.covering(start, end))])
            and not words.rstrip().endswith("?")
        ):
            place = parsed.covering(start, end)
            clear = not _HAN.search(words) or _SURELY.search(parsed.unquoted[slice(*place)])
            hits.append(Hit(_DATED if clear else _MAYBE_DATED, *place))
    return hits


def find(parsed: Parsed) -> list[Hit]:
    """All rules that hold in a turn: the cue files' and those written as code."""
    return cues.find(parsed) + dated_promises(parsed)


def traits(parsed: Parsed) -> list[str]:
    """Names of the plain traits of a turn, features of the model."""
    names = [name for name, pattern in _TRAITS.items() if pattern.search(parsed.speech)]
    odd = [word for word in _CAPITALS.findall(parsed.tidied.typed) if word not in _EVERYDAY]
    if odd and not parsed.tidied.typed.isupper():
        names += ["capitals", "capitals_many"][: 1 + (len(set(odd)) > 1)]
    if times.find(parsed.speech):
        names.append("time")
    if parsed.directions:
        names.append("direction")
    length = len(parsed.speech.strip())
    if any("\u3400" <= c <= "\u9fff" for c in parsed.text):
        length *= 3
        names.append("han")
    names.append("short" if length < 25 else "middle" if length < 90 else "long")
    if len(parsed.sentences) > 2:
        names.append("sentences_many")
    return names


def names() -> tuple[str, ...]:
    """All features beside words and vectors, in a fixed order: rules, then traits."""
    rules = [cue.id for lang in cues.languages() for cue in cues.load(lang)]
    more = ("capitals", "capitals_many", "time", "direction", "han", "short", "middle", "long", "sentences_many")
    return tuple(dict.fromkeys([*sorted(rules), _DATED.id, _MAYBE_DATED.id, *_TRAITS, *more]))
