"""Explicit rules over the model: who acts, whether it is denied, whose words they are, what form they have.

The model cannot see that "I won't call you" is no promise. Each rule names the acts it guards and the
words it takes out; an act that needs those words to be heard is not heard. Other acts need a form, such as a
question's, and are at most possible without it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roleplay.hearing.labels import FAULTS

if TYPE_CHECKING:
    from roleplay.hearing.clauses import Parsed

#: Acts in which the agent does or offers something: denied, or left to somebody else, they are not done.
DEEDS = frozenset(("propose", "offer_choice", "compensate", "commit", "act", "escalate", "follow_up", "record"))
_DENIED = re.compile(
    r"\b(?:i|we|nobody|no one)(?:'m| am|'re| are)? ?(?:just |really |simply |certainly |also |still )*"
    r"(?:won't|will not|wont|can't|cannot|cant|can not|couldn't|could not|wouldn't|not going to|not able to|unable to|don't|do not|didn't|haven't|never|refuse to|shan't|am not|are not|aren't)\b"
    r"|\b(?:nobody|no one) (?:will|is going|can|here)\b|^(?:no|not|never|can't|cannot|won't|no way|nope)\b(?!,| problem| worr)|\bno (?:refunds?|exchanges?|replacements?|credit|discount|voucher)\b"
    r"|不会(?:再)?(?:给|帮|替|为|打|回|联系|退|换|赔|补|送|派|安排|通知|处理|发|寄|来|去)|(?:不能|没法|无法|没办法|不可以|(?<!要)不给|不可能|不打算|不予|恕不|不再|不替|不帮|概不|拒绝|别想|办不了|退不了|换不了|赔不了|没有(?:这个)?(?:退|换|赔|补))"
)
#: The customer or a third party is sent to do it.
_OTHERS = re.compile(
    r"\b(?:you|u)(?:'ll| will| would|'d)? ?(?:just |also |still )*(?:have to|need to|must|should|ought to|gotta|better|had better|call|ring|phone|contact|email|write|go|come|ask|send|bring)\b(?! me| us)"
    r"|^(?:just |please |then )?(?:call|ring|phone|contact|ask|email|go to|write to) (?:the|them|your|head|our|customer)\b"
    r"|(?:您|你)(?:得|要|去|自己|应该|需要|可以|直接|只能|必须|先|再)+(?:去|自己)?(?:打|联系|找|问|去|跑|来|申请|填|办|查|投诉|处理|换|寄)"
)
_MERE_SORRY = re.compile(
    r"(?:^|[,.!?] ?)(?:i'?m |so )?(?:sorry|pardon|excuse me|apologies),? ?(?:but )?(?:can|could|would|may|what|who|which|where|when|did you|do you|i (?:didn't|missed|couldn't)|how|say|come again|again|\?)[^.!?]*"
    r"|(?:不好意思|对不起|抱歉),?(?:请问|麻烦|打断|打扰|没听清|我没听|您?(?:刚才?)?说|能|可以|再说|信号|问一下|借过|让一让|您贵姓)[^。!?]*|(?:不用|不必|别|没必要)(?:说)?(?:道歉|对不起|不好意思)"
)
_SUPPOSED = re.compile(
    r"^(?:and |but |so |even )?(?:if|unless|suppose|imagine|whether|in case)\b|^(?:如果|要是|假如|万一|除非|就算|即使|哪怕)"
)
_NOT_SURE = re.compile(
    r"\b(?:can't|cannot|can not|couldn't|won't|not|never|nobody|don't want to|hesitate to)(?: \w+)? (?:guarantee|promise|swear|say for sure)\w*[^.!?]*"
    r"|(?:不能|没法|无法|不敢|没办法|不好|不想)(?:[^。!?,]{0,6})(?:保证|打包票|担保|承诺|说死|说满)[^。!?,]*"
)
_NO_SECRET = re.compile(
    r"\b(?:don't|do not|never|not|won't|no one|nobody|without|shouldn't|mustn't|no need)\b[^.!?]*\b(?:passwords?|pin|passcode|code|cvv)\b[^.!?]*"
    r"|(?:不要|别|千万|不用|不能|不会|不该|任何人|谁要|切勿|无需)[^。!?]{0,14}(?:密码|验证码|口令|码)[^。!?]*"
)
_REPORTED = re.compile(
    r"\b(?:he|she|they|my colleague|the (?:last )?\w+|somebody|someone|who(?:ever)?|anyone) (?:told you|said|called you|told|says)\b[^.!?]*"
    r"|\b(?:you were|you've been|being|been|was) (?:told|called|accused|blamed|asked|made|ignored|treated|brushed)\b[^.!?]*"
    r"|(?:他|她|他们|同事|客服|前台|师傅|店员|人家)(?:居然|竟然|还|当时|跟您|对您|这么)?(?:说|骂|叫|嫌|让您|怪|回)[^。!?]*|被(?:说|骂|嫌|怪|吼|凶|挂|推|当)[^。!?]*"
)
_REPORTING = FAULTS - {"privacy_breach", "yes_but", "absolute", "overfamiliar", "disclaim", "vague", "overpromise"}

#: Who grants the customer a point and takes nothing back, or doubts themselves, is not arguing or preaching at them.
_AGAINST = frozenset(("argue", "lecture", "interrogate", "blame"))
_GRANTS = re.compile(
    r"\b(?:you(?:'re| are) (?:quite |absolutely |completely )?right|fair (?:point|enough)|good point|i agree|i can't (?:fault|argue with) (?:you|that)|you have (?:a|every) (?:point|right))\b"
    r"|\bi (?:may|might|must|think i|probably) (?:have )?(?:mis\w+|got (?:it|that|you) wrong)"
    r"|(?:是|怕|可能是?|也许是?)(?:我|我们)(?:自己)?(?:没|搞|记|理解|听|弄|看)"
    r"|(?:说|讲|提|想)(?:的|得)?[^。!?,]{0,8}(?:对|在理|有理|有道理|没错)(?=[,。!]|$)|有道理|在理"
)
_NO_POINT = re.compile(
    r"\b(?:makes?|making|talking) (?:no sense|nonsense)\b"
    r"|(?:你|您)(?:的话|这话|说的|讲的|这么说)[^。!?,]{0,4}(?:没|不讲|不占)(?:有)?(?:一点)?(?:道理|理)"
)
#: "I can't let you come for nothing" limits nothing, and "that one's for me" pushes nothing away.
_SPARED = re.compile(
    r"\b(?:can't|cannot|won't|wouldn't|not going to|couldn't) (?:let|leave|keep|have) you\b[^.!?,]*"
    r"|(?:不能|不会|不好|不)(?:再)?(?:让|叫)(?:您|你)[^。!?,]*"
)
_TAKEN_ON = re.compile(
    r"\b(?:this|that|it)(?: one| thing)?(?:'s| is) (?:my job|mine|for me|on me|with me)\b"
    r"|(?<!不)归(?:我|咱)们?(?:管|负责)|包在我身上|(?:有事|您)?(?:直接|尽管|只管)?找我(?:就|一个人|一个)[^。!?,]{0,3}"
)
#: Questions that ask for a wish, a story or a verdict accuse nobody.
_FRIENDLY = re.compile(
    r"\b(?:anything else|why don't (?:you|we) (?:just |first )?(?:sit|have a|take a|start|tell me|come (?:in|through|over)|let me)|i'd (?:like|love) to (?:hear|know|understand)|are you (?:happy|satisfied|okay|all right|comfortable)|would you like|what would (?:make|put|help)|how can i|tell me (?:what|how|more))\b"
    r"|有(?:什么|啥子?)[^。!?,]{0,3}(?:事|用处|安排)(?:[^。!?,]{0,3}(?:用|等|急|办))|想(?:听听|了解|知道)您|您(?:最)?看重|满意|心意|还有(?:什么|啥|别的|其他)|希望我们|(?:发生了什么|怎么回事|咋回事|什么情况|什么事)[^。!]{0,3}$|您看(?:这样|可以|行)"
)
_BUT = re.compile(r"\b(?:but|however|though|yet)\b|但|可是|不过|然而|只是")

#: (acts guarded, what is taken out, whether the whole clause goes with it)
_MASKS: tuple[tuple[frozenset[str], re.Pattern[str], bool], ...] = (
    (DEEDS, _DENIED, True),
    (DEEDS, _OTHERS, True),
    (frozenset(("apologise",)), _MERE_SORRY, False),
    (frozenset(("own", "overpromise", "act", "compensate")), _SUPPOSED, True),
    (frozenset(("overpromise", "commit", "vague")), _NOT_SURE, False),
    (frozenset(("privacy_breach",)), _NO_SECRET, False),
    (frozenset(("agree",)), _NO_POINT, False),
    (frozenset(("refuse", "state_limit")), _SPARED, False),
    (frozenset(("disclaim",)), _TAKEN_ON, False),
    (_REPORTING, _REPORTED, False),
)

_ASKING = re.compile(
    r"\?|[吗呢么]|什么|怎么|怎样|如何|哪|几|多少|谁|是不是|有没有|能不能|可不可以|对不对|好不好|行不行|要不要|会不会|是否|请问|干嘛|为啥|何|咋|啥|吧|没(?=[,。!]|$)|说说|讲讲|不(?=[,。!]|$)|还是"
    r"|\b(?:what|when|where|why|how|who|which|whose|tell me|let me know|would you|could you|can you|can i|may i|shall i|do you|did you|are you|is (?:it|that|this|there|the)|have you|was it|does|mind if|want me|care to|right|correct|yes|okay|ok)\b"
)
_DENYING = re.compile(
    r"\b(?:no|not|never|nothing|nobody|none|nor|neither|cannot|unable|impossible|refuse\w*|denied|decline\w*|without|only|unfortunately|afraid|limit\w*|beyond|outside|past|over|too late|nope|nah|hardly|isnt|dont|cant|wont|doesnt|gone|closed?|forget|sorry|regret|until|unless|except|wish|least|most|stop\w*|rules?|policy)\b|n't\b|不|没|无|未|别|非|免谈|只|最多|最快|暂|拒|难|超|除非|才|限|够|抱歉|晚|已|停|过"
)
_GRANTING = re.compile(
    r"\b(?:but|however|though|although|yet|still|nevertheless|nonetheless|only|except|mind you|that said)\b|但|可|不过|然而|只是|却|就是|而|只能|只不过"
)
#: Acts that are at most possible where the turn holds nothing of their form.
_FORMS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    (
        frozenset(
            (
                "ask_open",
                "ask_closed",
                "ask_expectation",
                "ask_permission",
                "verify",
                "confirm_satisfaction",
                "interrogate",
            )
        ),
        _ASKING,
    ),
    (frozenset(("refuse", "state_limit")), _DENYING),
    (frozenset(("yes_but",)), _GRANTING),
)
_SHOWN = frozenset(("warm_gesture", "cold_gesture"))


def masked(parsed: Parsed, act: str) -> str | None:
    """The tidied turn without the words that must not count for `act`; None if there are none."""
    taken = [place for acts, pattern, whole in _MASKS if act in acts for place in _places(parsed, pattern, whole)]
    text = parsed.text
    if act in FAULTS and parsed.unquoted != parsed.speech:
        text = "".join(a if a == b else " " for a, b in zip(parsed.text, _unquote(parsed), strict=True))
    if not taken and text == parsed.text:
        return None
    letters = list(text)
    for start, end in taken:
        letters[start:end] = " " * (end - start)
    return " ".join("".join(letters).split())


def shaped(parsed: Parsed, act: str) -> bool:
    """Whether the turn has the form that `act` needs."""
    if act in _SHOWN and not parsed.directions:
        return False
    if act == "interrogate" and _FRIENDLY.search(parsed.unquoted):
        return False
    if act in _AGAINST and _GRANTS.search(parsed.unquoted) and not _BUT.search(parsed.unquoted):
        return False
    return all(pattern.search(parsed.unquoted) for acts, pattern in _FORMS if act in acts)


def denied(clause: str) -> bool:
    """Whether what a clause speaks of is denied: then it offers nothing."""
    return bool(
        _DENIED.search(clause)
        or re.search(
            r"\b(?:can't|cannot|won't|not|n't|no longer|unable|never)\b|n't\b|不能|不可以|没法|无法|没办法|不了|(?<!要)不给|(?<!行)不行|不予|不会",
            clause,
        )
    )


def _places(parsed: Parsed, pattern: re.Pattern[str], whole: bool) -> list[tuple[int, int]]:
    if not whole:
        return [match.span() for match in pattern.finditer(parsed.speech)]
    spoken = (clause for clause in parsed.clauses if clause.spoken)
    return [(c.start, c.end) for c in spoken if pattern.search(parsed.speech[c.start : c.end])]


def _unquote(parsed: Parsed) -> str:
    """The whole text with quoted speech blanked and stage directions kept."""
    blanked = (a if b == c else " " for a, b, c in zip(parsed.text, parsed.speech, parsed.unquoted, strict=True))
    return "".join(blanked)
