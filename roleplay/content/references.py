"""Names in content that must mean something elsewhere, and lines that must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from roleplay.content.act import Acts
from roleplay.content.guard import When
from roleplay.content.overlay import Overlay
from roleplay.content.pattern import Patterns
from roleplay.content.persona import Lines, Persona
from roleplay.content.problems import Problem
from roleplay.content.reading import Document, Where
from roleplay.content.rubric import Rubric
from roleplay.content.scenario import Scenario
from roleplay.content.vocabulary import COUNTERS, MOVES, NEEDED_SLOTS, SIGNALS, SLOTS
from roleplay.locales import said

#: Moves without which some customer would stand there with nothing to say.
NEEDED_MOVES = (
    "opening fact fact_again volunteer nothing_more evade dont_know hope hope_again right leave offer_yes offer_no "
    "offer_early offer_poor offer_vague offer_again offer_known when pleased not_yet bye push end "
    "later_kept later_broken later_none silence unclear said_again"
).split()


class _Names:
    """Looks names up and words the complaint."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def unknown(self, names: Iterable[str], known: set[str], where: Where, kind: str) -> Iterator[Problem]:
        from roleplay.content.library import did_you_mean

        for i, name in enumerate(names):
            if name not in known:
                place = (*where, i) if (*where, i) in self.document.marks else where
                some = ", ".join(sorted(known)[:12])
                todo = did_you_mean(name, sorted(known)) or said("c301.some", known=some)
                what = said("c301.name", kind=said(f"kind.{kind}"), name=name)
                yield self.document.problem(place, "C301", what, todo)


def persona_problems(persona: Persona, document: Document, acts: Acts, patterns: Patterns) -> list[Problem]:
    """Everything in a persona that refers to nothing, cannot be reached or cannot be said."""
    heard = set(acts.kinds()) | {pattern.id for pattern in patterns.patterns} | set(SIGNALS)
    names = _Names(document)
    states, meters = set(persona.states), set(persona.meters)
    problems = [
        *names.unknown([persona.start], states, ("start",), "state"),
        *names.unknown(persona.need.met_in, states, ("need", "met_in"), "state"),
        *names.unknown([persona.later.kept], states, ("later", "kept"), "state"),
        *names.unknown([persona.later.broken], states, ("later", "broken"), "state"),
        *names.unknown([persona.later.none], states, ("later", "none"), "state"),
    ]
    for i, move in enumerate(persona.transitions):
        at: Where = ("transitions", i)
        problems += names.unknown(move.source, states, (*at, "from"), "state")
        problems += names.unknown([move.to], states, (*at, "to"), "state")
        problems += names.unknown(move.hears, heard, (*at, "hears"), "act_pattern_signal")
        problems += _guard_problems(names, move.when, (*at, "when"), heard, meters)
    for i, reaction in enumerate(persona.reactions):
        at = ("reactions", i)
        problems += names.unknown(reaction.hears, heard, (*at, "hears"), "act_pattern_signal")
        problems += names.unknown(reaction.states, states, (*at, "states"), "state")
        problems += names.unknown(reaction.meters, meters, (*at, "meters"), "meter")
        problems += _guard_problems(names, reaction.when, (*at, "when"), heard, meters)
    for i, directions in enumerate(persona.directions):
        problems += names.unknown(directions.states, states, ("directions", i, "states"), "state")
    problems += lines_problems(persona.lines, ("lines",), document, heard, states, meters)
    problems += _unreachable(persona, document)
    problems += _speechless(persona, document)
    return problems


def _guard_problems(
    names: _Names, when: When | None, at: Where, heard: set[str], meters: set[str]
) -> Iterator[Problem]:
    if when is None:
        return
    for name in when.meter:
        yield from names.unknown([name], meters, (*at, "meter", name), "meter")
    for name in when.remembered:
        yield from names.unknown([name], heard | set(COUNTERS), (*at, "remembered", name), "act_counter")


def lines_problems(
    lines: Iterable[Lines], at: Where, document: Document, heard: set[str], states: set[str], meters: set[str]
) -> Iterator[Problem]:
    """Unknown moves and states in lines, and slots that are missing or unknown."""
    names = _Names(document)
    for i, group in enumerate(lines):
        where = (*at, i)
        yield from names.unknown(group.answers, heard | set(MOVES), (*where, "for"), "act_signal_move")
        yield from names.unknown(group.states, states, (*where, "states"), "state")
        yield from _guard_problems(names, group.when, (*where, "when"), heard, meters)
        allowed = {SLOTS[name] for name in group.answers if name in SLOTS}
        needed = {SLOTS[name] for name in group.answers if name in NEEDED_SLOTS}
        for lang, variants in group.say.items():
            for j, line in enumerate(variants):
                found = set(re.findall(r"\{(\w*)\}", line))
                place: Where = (*where, "say", lang, j)
                for slot in sorted(found - allowed):
                    todo = said("c304.todo", slots=", ".join(sorted(allowed)) or said("c304.no_slots"))
                    yield document.problem(place, "C304", said("c304", slot=slot), todo)
                for slot in sorted(needed - found):
                    yield document.problem(place, "C304", said("c304.lacks", slot=slot), said("c304.lacks.todo"))


def _unreachable(persona: Persona, document: Document) -> Iterator[Problem]:
    reached = {persona.start, persona.later.kept, persona.later.broken, persona.later.none}
    while True:
        more = {move.to for move in persona.transitions if reached & set(move.source)} - reached
        if not more:
            break
        reached |= more
    for name in persona.states:
        if name not in reached:
            yield document.problem(("states", name), "C305", said("c305", state=name), said("c305.todo"))


def _speechless(persona: Persona, document: Document) -> Iterator[Problem]:
    for move in MOVES:
        groups = [group for group in persona.lines if move in group.answers]
        if move in NEEDED_MOVES and not any(not group.states and group.when is None for group in groups):
            covered = {state for group in groups for state in group.states}
            if move == "end" and covered >= {name for name, state in persona.states.items() if state.ending}:
                continue
            yield document.problem(("lines",), "C306", said("c306", move=move), said("c306.todo"))
        langs = {lang for group in groups for lang in group.say}
        for lang in ("en", "zh"):
            if groups and not langs & {lang, "*"}:
                what = said("c303.line", move=move, lang=lang)
                yield document.problem(("lines",), "C303", what, said("c303.line.todo"))


def overlay_problems(overlay: Overlay, document: Document, acts: Acts, patterns: Patterns) -> list[Problem]:
    """Everything in an overlay that refers to nothing, and slots that are missing or unknown."""
    heard = set(acts.kinds()) | {pattern.id for pattern in patterns.patterns} | set(SIGNALS)
    names = _Names(document)
    problems: list[Problem] = []
    for i, sway in enumerate(overlay.reactions):
        problems += names.unknown(sway.hears, heard, ("reactions", i, "hears"), "act_pattern_signal")
    lines = [wording.lines() for wording in overlay.lines]
    problems += lines_problems(lines, ("lines",), document, heard, set(), set())
    return problems


def scenario_problems(scenario: Scenario, document: Document, acts: Acts) -> list[Problem]:
    """Everything in a scenario that refers to nothing or stands twice."""
    names = _Names(document)
    heard, facts = set(acts.kinds()), {fact.id for fact in scenario.facts}
    solutions = {solution.id for solution in scenario.solutions}
    problems: list[Problem] = []
    for i, solution in enumerate(scenario.solutions):
        at: Where = ("solutions", i)
        problems += names.unknown(solution.after_facts, facts, (*at, "after_facts"), "fact")
        problems += names.unknown(solution.after_acts, heard, (*at, "after_acts"), "act")
    for i, expectation in enumerate(scenario.expectations):
        at = ("expectations", i)
        problems += names.unknown(expectation.met_by, solutions, (*at, "met_by"), "solution")
        problems += names.unknown(expectation.met_by_acts, heard, (*at, "met_by_acts"), "act")
        problems += names.unknown(expectation.spoiled_by, heard, (*at, "spoiled_by"), "act")
    if scenario.otherwise is not None:
        for i, nutshell in enumerate(scenario.otherwise.open):
            problems += names.unknown(nutshell.tells, facts, ("otherwise", "open", i, "tells"), "fact")
            problems += names.unknown(nutshell.after, facts, ("otherwise", "open", i, "after"), "fact")
    problems += _unhoped(scenario, document)
    problems += _twice(document, "facts", [fact.id for fact in scenario.facts])
    problems += _twice(document, "solutions", [solution.id for solution in scenario.solutions])
    problems += _twice(document, "expectations", [item.id for item in scenario.expectations])
    problems += _missing_languages(scenario, document)
    return problems


def _unhoped(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Solutions within reach that the customer values and that meet nothing: taken, they would settle nothing."""
    met = {solution for expectation in scenario.expectations for solution in expectation.met_by}
    for i, solution in enumerate(scenario.solutions):
        if solution.worth >= 1 and solution.authority != "none" and solution.id not in met:
            what = said("c307", id=solution.id, worth=str(solution.worth))
            yield document.problem(("solutions", i, "worth"), "C307", what, said("c307.todo"))


def _twice(document: Document, key: str, ids: list[str]) -> Iterator[Problem]:
    for i, name in enumerate(ids):
        if name in ids[:i]:
            yield document.problem((key, i, "id"), "C302", said("c302", id=name), said("c302.todo"))


def _missing_languages(scenario: Scenario, document: Document) -> Iterator[Problem]:
    """Texts that a played language lacks; without them the customer would switch languages."""
    from roleplay.content.text import missing

    langs = scenario.languages()
    texts: list[tuple[Where, object]] = [(("opening",), scenario.opening), (("title",), scenario.title)]
    texts += [(("facts", i, "tells"), fact.tells) for i, fact in enumerate(scenario.facts)]
    texts += [(("facts", i, "asks"), fact.asks) for i, fact in enumerate(scenario.facts)]
    texts += [(("solutions", i, "called"), item.called) for i, item in enumerate(scenario.solutions)]
    texts += [(("solutions", i, "offers"), item.offers) for i, item in enumerate(scenario.solutions)]
    texts += [(("expectations", i, "text"), item.text) for i, item in enumerate(scenario.expectations)]
    texts += [(("facts", i, "again"), fact.again) for i, fact in enumerate(scenario.facts) if fact.again]
    for i, item in enumerate(scenario.expectations):
        optional = {"tells": item.tells, "again": item.again}
        texts += [(("expectations", i, key), said) for key, said in optional.items() if said]
    if scenario.otherwise is not None:
        texts += [(("otherwise", "open", i, "say"), item.say) for i, item in enumerate(scenario.otherwise.open)]
        for key in ("yes_no", "when", "where", "who", "how_much"):
            texts.append((("otherwise", key), getattr(scenario.otherwise, key)))
    if scenario.follow_up.asks:
        texts.append((("follow_up", "asks"), scenario.follow_up.asks))
    for where, text in texts:
        assert isinstance(text, dict)
        for lang in missing(text, langs):
            name = ".".join(map(str, where))
            yield document.problem(where, "C303", said("c303", name=name, lang=lang), said("c303.todo", lang=lang))


def rubric_problems(rubric: Rubric, document: Document, acts: Acts, patterns: Patterns) -> list[Problem]:
    """Everything in a rubric that refers to nothing."""
    names = _Names(document)
    heard = set(acts.kinds()) | {pattern.id for pattern in patterns.patterns}
    heard |= {"forbidden", "beyond_authority"}
    steps = {step.id for step in rubric.steps}
    problems = list(_twice(document, "steps", [step.id for step in rubric.steps]))
    for i, step in enumerate(rubric.steps):
        for key, earnings in (("earns", step.earns), ("later", step.later)):
            for j, earning in enumerate(earnings):
                at: Where = ("steps", i, key, j)
                problems += names.unknown([earning.hears], heard, (*at, "hears"), "act_pattern")
                problems += names.unknown(earning.beside, heard, (*at, "beside"), "act_pattern")
                problems += names.unknown(earning.unless, heard, (*at, "unless"), "act_pattern")
    for i, rule in enumerate(rubric.order):
        problems += names.unknown(rule.hears, heard, ("order", i, "hears"), "act_pattern")
        problems += names.unknown(rule.before, steps, ("order", i, "before"), "step")
    for i, cost in enumerate(rubric.costs):
        problems += names.unknown([cost.hears], heard, ("costs", i, "hears"), "act")
        if cost.unless:
            problems += names.unknown([cost.unless], heard, ("costs", i, "unless"), "act_pattern")
    problems += names.unknown(rubric.critical, heard, ("critical",), "act")
    return problems
