"""The behaviours that can be heard, in the order of the model's columns, with their kinds."""

from __future__ import annotations

from typing import Literal

Kind = Literal["behaviour", "fault", "wording"]

_NAMES: dict[Kind, str] = {
    "behaviour": """
        greet thank compliment apologise close invite acknowledge empathise restate agree
        ask_open ask_closed ask_expectation ask_permission record verify explain state_limit own
        propose offer_choice compensate commit act escalate reassure recap redirect set_boundary
        confirm_satisfaction follow_up warm_gesture verify_identity give_evidence narrow_choices
        give_room structure
    """,
    "fault": """
        blame argue refuse disclaim dismiss command interrogate interrupt rude vague overpromise
        jargon lecture privacy_breach discriminate cold_gesture rush
    """,
    "wording": """
        yes_but absolute overfamiliar agent_centred
    """,
}
#: Label → kind. A fault or a wording label accuses: precision comes first there.
KINDS: dict[str, Kind] = {name: kind for kind, names in _NAMES.items() for name in names.split()}
LABELS: tuple[str, ...] = tuple(KINDS)
#: Labels that accuse the trainee of something.
FAULTS: frozenset[str] = frozenset(name for name, kind in KINDS.items() if kind != "behaviour")
