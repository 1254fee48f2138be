"""A list to choose from, whose key is shown in the interface's language."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList


class Menu(OptionList):
    """An `OptionList` that shows what Enter does. Never reads markup."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "key.choose")]

    def __init__(self, name: str) -> None:
        super().__init__(id=name, markup=False)
