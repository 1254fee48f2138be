"""Errors of the layers below as refusals: words on stderr and an exit code, never a traceback."""

from __future__ import annotations

import click

from roleplay.hearing.tidy import plain
from roleplay.locales import Catalog, preferred


class Refusal(click.ClickException):
    """Something that cannot be done, with what to do next. Exit code 1."""

    def __init__(self, message: str) -> None:
        super().__init__(plain(message))


class WrongCall(Refusal):
    """The call itself was wrong: exit code 2."""

    exit_code = 2


def refusal(error: Exception) -> Refusal | None:
    """The refusal for an error that input can cause; None for one that is ours."""
    from roleplay.content.problems import ContentError
    from roleplay.practice.round import RoundError
    from roleplay.practice.shapes import EventsError
    from roleplay.practice.transcript import TranscriptError
    from roleplay.records.rows import RecordsError

    if isinstance(error, ContentError):
        return Refusal(f"{error}\n`roleplay check FILE` shows all problems of a file.")
    if isinstance(error, RecordsError):
        return Refusal(error.told(Catalog(preferred())))
    if isinstance(error, RoundError | EventsError | TranscriptError):
        return Refusal(str(error))
    if isinstance(error, OSError) and error.filename is not None:
        return Refusal(
            f"{error.filename}: {error.strerror or 'cannot be read'}; check the path and its permissions."
        )
    return None
