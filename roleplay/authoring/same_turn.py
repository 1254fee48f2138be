"""How the customers differ: the same turn said to each of them, as a table made by the engine.

python -m roleplay.authoring.same_turn > docs/same-turn.md
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from roleplay.content.library import Library
from roleplay.content.text import choose
from roleplay.hearing.heard import Heard, HeardTurn, Topic
from roleplay.practice.events import Event
from roleplay.practice.round import Round, Setup
from roleplay.practice.theatre import Theatre

SCENARIO = "dead_cooker"
PERSONAS = ("angry", "anxious", "stubborn", "vain", "talkative")
#: What is said, as it is heard: a name in each language, acts, and solutions offered.
TURNS: tuple[tuple[dict[str, str], tuple[str, ...], tuple[str, ...]], ...] = (
    ({"en": "“Please go on, I'm listening.”", "zh": "「您接着说，我听着呢。」"}, ("invite",), ()),
    ({"en": "“Two days old and dead, I'd be upset too.”", "zh": "「刚用两天就坏，换我也着急。」"}, ("empathise",), ()),
    ({"en": "“I'm very sorry.”", "zh": "「实在对不起。」"}, ("apologise",), ()),
    ({"en": "“You kept the box and the slip, that's careful.”", "zh": "「您盒子小票都留着，真细心。」"}, ("compliment",), ()),
    ({"en": "“The fuse in this series trips.”", "zh": "「这一批的保险容易跳。」"}, ("explain",), ()),
    ({"en": "“First the slip, then the cooker, then your evening.”", "zh": "「咱们先看小票，再看锅，再说今晚。」"}, ("structure",), ()),
    ({"en": "“You'll have it by Wednesday noon.”", "zh": "「周三中午前一定送到。」"}, ("commit",), ()),
    ({"en": "“I can lend you one today.”", "zh": "「今天先借您一台。」"}, ("propose",), ("loan_unit",)),
    ({"en": "“No, that's not how it was.”", "zh": "「不对，不是您说的那样。」"}, ("argue",), ()),
)  # fmt: skip
_WHEN = {"en": "by Wednesday noon", "zh": "周三中午前"}


def heard(words: str, acts: Sequence[str], offers: Sequence[str], lang: str) -> HeardTurn:
    """A turn in which exactly these acts and offers were heard."""
    whole = ((0, len(words)),)
    return HeardTurn(
        words, lang,
        tuple(Heard(act, 1.0, whole, "given") for act in acts), (),
        tuple(Topic("solution", offer, 1.0, whole) for offer in offers),
        when=_WHEN[lang] if "commit" in acts else "", size=len(words), print=words,
    )  # fmt: skip


def said_to(theatre: Theatre, persona: str, turn: HeardTurn, lang: str) -> Sequence[Event]:
    """The events of one turn said to a customer who has just opened."""
    played = Round(theatre, Setup(SCENARIO, persona, lang, seed=1), None)
    played.start()
    return played.hear(turn)


def cell(events: Sequence[Event]) -> str:
    """Mood changes and reply, for one table cell."""
    shifts: dict[str, int] = {}
    reply: Event = {}
    for event in events:
        if event["type"] == "mood":
            shifts[event["meter"]] = shifts.get(event["meter"], 0) + event["delta"]
        elif event["type"] == "replied":
            reply = event
    moved = ", ".join(f"{meter} {delta:+d}" for meter, delta in shifts.items() if delta) or "—"
    stage = f"*{reply['stage']}* " if reply["stage"] else ""
    return f"{moved} → `{reply['state']}`<br>{stage}{reply['text']}".replace("|", "/")


def page(theatre: Theatre) -> Iterator[str]:
    """The document, line by line."""
    yield "# The same turn, five customers"
    yield ""
    yield "Made by the engine: `python -m roleplay.authoring.same_turn > docs/same-turn.md`. Each turn is said, as the first"
    yield f"one, to each customer in the scenario `{SCENARIO}`; a cell shows how the meters move, the state afterwards, and the"
    yield "answer."
    for lang, heading in (("en", "English"), ("zh", "中文")):
        yield from ("", f"## {heading}", "")
        names = [choose(theatre.library.persona(persona).name, lang) for persona in PERSONAS]
        yield f"| | {' | '.join(names)} |"
        yield "|---" * (len(PERSONAS) + 1) + "|"
        for words, acts, offers in TURNS:
            turn = heard(words[lang], acts, offers, lang)
            cells = [cell(said_to(theatre, persona, turn, lang)) for persona in PERSONAS]
            yield f"| **{words[lang]}** | {' | '.join(cells)} |"


if __name__ == "__main__":
    print("\n".join(page(Theatre(Library()))))
