"""Errors of the layers below as refusals: words on stderr and an exit code, never a traceback."""

from __future__ import annotations

import click

from roleplay.hearing.tidy import plain
from roleplay.locales import Catalog, preferred, said
from roleplay.locales.reasons import reason


class Refusal(click.ClickException):
    """Something that cannot be done, with what to do next, in the interface's language. Exit code 1."""

    def __init__(self, key: str, /, **slots: object) -> None:
        super().__init__(plain(words(key, **slots)))


class WrongCall(Refusal):
    """The call itself was wrong: exit code 2."""

    exit_code = 2


def words(key: str, /, **slots: object) -> str:
    """Words of the catalogue in the language that the environment asks for."""
    return Catalog(preferred()).tell(said(key, **slots))


def usage_error(key: str, /, ctx: click.Context | None = None, **slots: object) -> click.UsageError:
    """A wrong call of which click shows the usage as well."""
    return click.UsageError(plain(words(key, **slots)), ctx)


def refusal(error: Exception) -> Refusal | None:
    """The refusal for an error that input can cause; None for one that is ours."""
    from roleplay.content.problems import ContentError
    from roleplay.practice.round import RoundError
    from roleplay.practice.shapes import EventsError
    from roleplay.practice.transcript import TranscriptError
    from roleplay.records.rows import RecordsError

    if isinstance(error, ContentError):
        return Refusal("refuse.content", problems=error.told(Catalog(preferred())))
    if isinstance(error, RecordsError | RoundError | EventsError | TranscriptError):
        return Refusal("refuse.said", why=error.told(Catalog(preferred())))
    if isinstance(error, OSError) and error.filename is not None:
        return Refusal("refuse.file", file=error.filename, why=reason(error))
    return None
