"""Dialogue acts: the behaviours that the hearing can recognise in a turn (`acts/1`)."""

from __future__ import annotations

from typing import Literal

from roleplay.content.text import Id, Strict, Text, Texts

Kind = Literal["behaviour", "fault", "wording"]


class Act(Strict):
    """One dialogue act.

    `means` is the test for the label, `unless` its border with its neighbours (both in English, the
    working language of the labels), `example` a sentence in each language. `serves` lists the steps
    it can earn, as a starting point: the rubric decides.
    """

    id: Id
    kind: Kind
    name: Text
    means: str
    unless: str = ""
    serves: tuple[str, ...] = ()
    example: Texts


class Acts(Strict):
    """The file `rubrics/acts.yaml`."""

    format: Literal["acts/1"]
    acts: tuple[Act, ...]

    def kinds(self) -> dict[str, Kind]:
        """Act id → kind."""
        return {act.id: act.kind for act in self.acts}
