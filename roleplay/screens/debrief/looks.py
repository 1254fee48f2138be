"""What the debrief shows besides the scores: the verdict, the transcript, the advice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from textual.content import Content

from roleplay.content.problems import ContentError
from roleplay.screens.pieces.account import credit_lines, evidence, fault_lines, plain_lines, shift_lines
from roleplay.screens.pieces.ink import aside, lines, signed, words

if TYPE_CHECKING:
    from roleplay.content.persona import Persona
    from roleplay.content.scenario import Scenario
    from roleplay.practice.debrief import Debrief, DebriefTurn
    from roleplay.practice.events import Event
    from roleplay.screens.pieces.names import Names

T = TypeVar("T")


def found(read: Callable[[str], T], content_id: str) -> T | None:
    """A file by its id, or None where it is gone or broken."""
    try:
        return read(content_id)
    except ContentError:
        return None


def verdict(look: Debrief, scenario: Scenario | None, persona: Persona | None, names: Names) -> Content:
    """What the customer's value is made of, why it may differ from the score, and the receipt."""
    ended, say = look.ended, names.catalog
    if ended is None:
        return Content("")
    rows = [Content.styled(say("debrief.why_value"), "bold $text-accent")]
    for item in ended["verdict"]:
        style = "$text-success" if item["points"] > 0 else "$text-error" if item["points"] < 0 else "$text-muted"
        text = _item(item, scenario, persona, names)
        rows.append(Content.assemble((f"{signed(item['points']):>5}  ", style), words(text)))
    passed, pleased = look.passed(names.library.rubrics), ended["value"] >= 1
    key = {(True, True): "both", (True, False): "craft", (False, True): "heart", (False, False): "neither"}
    rows += [Content(""), Content(say(f"differ.{key[passed, pleased]}")), Content("")]
    if ended["not_checked"]:
        rows.append(
            Content.styled(say("debrief.not_checked", rules=", ".join(ended["not_checked"])), "$text-muted")
        )
    rows.append(Content.styled(say("debrief.receipt", receipt=ended["receipt"]), "$text-muted"))
    return lines(rows)


def _item(item: dict[str, Any], scenario: Scenario | None, persona: Persona | None, names: Names) -> str:
    kind, say = item["kind"], names.catalog
    what = item["id"]
    if kind == "solution":
        if not what:
            return say("verdict.nothing")
        solution = next((s for s in scenario.solutions if s.id == what), None) if scenario else None
        return say("verdict.solution", what=names.text(solution.called) if solution else what)
    if kind in ("implicit", "latent"):
        hope = next((e for e in scenario.expectations if e.id == what), None) if scenario else None
        what = names.text(hope.text) if hope else what
    elif kind == "need":
        what = names.text(persona.need.text) if persona else what
    elif kind == "ending":
        what = names.state(persona.id, what) if persona and what in persona.states else what
    met = "met" if item["met"] else "missed"
    key = f"verdict.{kind}.{met}"
    return say(key if key in say else f"verdict.{kind}", what=what)


# -- transcript ----------------------------------------------------------------------------------


def transcript(look: Debrief, scenario: Scenario | None, names: Names) -> list[Content]:
    """The whole talk, each turn with its evidence, what it earned and cost, and how it moved the customer."""
    who = _customer(look, scenario, names)
    turns = [lines([_customer_says(look.opening, who), Content("")])] if look.opening else []
    shown_later = False
    for turn in look.turns:
        if turn.later and not shown_later:
            turns += _later(look, who, names)
            shown_later = True
        turns.append(_turn(turn, who, names))
    if look.later is not None and not shown_later:
        turns += _later(look, who, names)
    return turns


def _customer(look: Debrief, scenario: Scenario | None, names: Names) -> str:
    if scenario is None:
        return names.catalog("debrief.customer")
    lang = look.started["lang"]
    return (scenario.customer.get(lang) or next(iter(scenario.customer.values()))).name


def _customer_says(reply: Event, who: str) -> Content:
    stage = Content.assemble(aside(reply["stage"]), " ") if reply["stage"] else Content("")
    return Content.assemble(words(f"{who}  ", "bold $text-secondary"), stage, words(reply["text"]))


def _turn(turn: DebriefTurn, who: str, names: Names) -> Content:
    say = names.catalog
    label = Content.styled(f"{say('debrief.turn', n=turn.turn)} · {say('practice.you')}  ", "bold $text-primary")
    said = evidence(turn, names) if turn.text else Content.styled(say("practice.silent"), "italic")
    notes = [*credit_lines(turn, names), *fault_lines(turn, names), *plain_lines(turn, names)]
    notes += shift_lines(turn, names)
    rows = [Content.assemble(label, said), *[Content.assemble("   ", note) for note in notes]]
    if turn.reply:
        rows.append(_customer_says(turn.reply, who))
    return lines([*rows, Content("")])


def _later(look: Debrief, who: str, names: Names) -> list[Content]:
    later = look.later
    assert later is not None
    text = [words(names.text(later["after"]), "bold $text-accent"), words(names.text(later["text"]))]
    said = [_customer_says(look.later_reply, who)] if look.later_reply else []
    return [lines([*text, *said, Content("")])]


# -- advice -------------------------------------------------------------------------------------


def practise_next(look: Debrief, names: Names) -> list[Content]:
    """The weakest steps, what to do in them, and a sentence for each chance that was missed."""
    say = names.catalog
    rows: list[Content] = [Content(say("next.about")), Content("")]
    advice = look.advice(names.library.rubrics)
    for item in advice:
        step = names.find_step(item.rubric, item.step)
        rubric = names.rubric(item.rubric)
        if step is None or rubric is None:
            continue
        title = f"{names.text(step.name)}  {item.score}"
        rows.append(Content.assemble((title, "bold $text-accent"), (f"  {names.text(rubric.name)}", "$text-muted")))
        rows.append(words(names.text(step.advice)))
        for act in item.missing:
            example = names.example(act)
            said = f"  “{example}”" if example else ""
            rows.append(Content.assemble("   • ", (names.cause(act), "bold"), (said, "italic")))
        rows.append(Content(""))
    return rows if advice else [Content(say("next.nothing"))]
