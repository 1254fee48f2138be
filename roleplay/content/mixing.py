"""A persona with overlays on it: an ordinary persona again, under an id such as `angry+style_d+vip`.

An overlay moves the meters at the start, adds to what every act does, and adds lines and stage directions; states and
transitions stay the persona's own, so its machine, its need and its endings are what they were.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roleplay.content.overlay import Overlay, Sway
from roleplay.content.persona import Directions, Lines, Persona, Reaction, Temper

#: What stands between the names in a mix's id.
PLUS = "+"


def parts(persona_id: str) -> tuple[str, tuple[str, ...]]:
    """The persona and the overlays that an id names."""
    persona, *overlays = persona_id.split(PLUS)
    return persona, tuple(overlays)


def mixed(persona: Persona, overlays: Sequence[Overlay]) -> Persona:
    """The persona with overlays on it, in order. Without overlays it is the persona itself."""
    for overlay in overlays:
        persona = _with(persona, overlay)
    return persona


def _with(persona: Persona, overlay: Overlay) -> Persona:
    changes = {
        "id": PLUS.join((persona.id, overlay.id)),
        "types": (*persona.types, *overlay.types),
        "name": _joined(persona.name, overlay.name, " + "),
        "summary": _joined(persona.summary, overlay.summary, " "),
        "signs": _listed(persona.signs, overlay.signs),
        "works": _listed(persona.works, overlay.works),
        "worse": _listed(persona.worse, overlay.worse),
        "meters": {
            meter: max(0, min(100, value + overlay.meters.get(meter, 0))) for meter, value in persona.meters.items()
        },
        "reactions": tuple(_reactions(persona, overlay)),
        "lines": (*_lines(persona, overlay), *persona.lines),
        "directions": (*_directions(persona, overlay), *persona.directions),
    }
    return persona.model_copy(update=changes)


def _joined(one: Mapping[str, str], other: Mapping[str, str], between: str) -> dict[str, str]:
    """Two texts in one, in the languages that both have."""
    return {
        lang: words + ("" if lang.startswith("zh") and not between.strip() else between) + other[lang]
        for lang, words in one.items()
        if lang in other
    } or dict(one)


def _listed(one: Mapping[str, tuple[str, ...]], other: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {lang: (*texts, *other.get(lang, ())) for lang, texts in one.items()}


def _reactions(persona: Persona, overlay: Overlay) -> Iterator[Reaction]:
    """Every reaction with the overlay's share added; where the persona has none, the overlay's alone."""
    sways: dict[str, Sway] = {}
    for sway in overlay.reactions:
        for cause in sway.hears:
            sways.setdefault(cause, sway)
    for reaction in persona.reactions:
        untouched = tuple(cause for cause in reaction.hears if cause not in sways)
        if untouched:
            yield reaction.model_copy(update={"hears": untouched})
        for cause in reaction.hears:
            if cause in sways:
                meters = _sum(reaction.meters, _known(sways[cause].meters, persona))
                if meters:
                    yield reaction.model_copy(update={"hears": (cause,), "meters": meters})
    for cause, sway in sways.items():
        meters = _known(sway.meters, persona)
        if meters:
            yield Reaction(hears=(cause,), meters=meters, fades=sway.fades)


def _known(meters: Mapping[str, int], persona: Persona) -> dict[str, int]:
    return {meter: change for meter, change in meters.items() if meter in persona.meters}


def _sum(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    total = {meter: one.get(meter, 0) + other.get(meter, 0) for meter in (*one, *other)}
    return {meter: max(-100, min(100, change)) for meter, change in total.items()}


def _states(persona: Persona, tempers: Iterable[Temper]) -> tuple[str, ...]:
    """The states in which the talk goes on, of these tempers; all of them if none is named."""
    wanted = set(tempers)
    return tuple(
        name
        for name, state in persona.states.items()
        if not state.ending and (not wanted or state.temper in wanted)
    )


def _lines(persona: Persona, overlay: Overlay) -> Iterator[Lines]:
    for wording in overlay.lines:
        states = _states(persona, wording.tempers)
        if states:
            yield wording.lines(states)


def _directions(persona: Persona, overlay: Overlay) -> Iterator[Directions]:
    for showing in overlay.directions:
        states = _states(persona, showing.tempers)
        if states:
            yield Directions(states=states, on=showing.on, mood=showing.mood, show=showing.show)
