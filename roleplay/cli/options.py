"""Options that several commands share."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2})?")


def _language(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _TAG.fullmatch(value):
        from roleplay.cli.refusing import words

        raise click.BadParameter(words("usage.lang"))
    return value


course_option = click.option(
    "--course", multiple=True, metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A course folder with personas/, scenarios/ and rubrics/ of its own; may be given again.",
)  # fmt: skip
interface_lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), help="The language of the app; else that of the system."
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="Words for people, or one JSON object a line for programs.",
)  # fmt: skip


def lang_option(help_text: str) -> Callable[[F], F]:
    """`--lang` with its meaning in this command: any BCP 47 tag."""
    return click.option("--lang", callback=_language, metavar="LANG", help=help_text)
