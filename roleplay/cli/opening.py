"""Opening the app from the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from roleplay.cli.refusing import WrongCall

if TYPE_CHECKING:
    from roleplay.practice.round import Setup


def open_app(lang: str | None, start: Setup | None, courses: Sequence[Path], save: bool = True) -> int:
    """Run the app, at a round if `start` is given, kept if `save`; its exit code. Refused where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongCall("refuse.no_terminal")
    from roleplay.screens.app import run_app

    return run_app(lang, start, tuple(courses), save=save)
