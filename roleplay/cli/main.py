"""`roleplay`: the app without a command, else one of the commands.

Nothing heavy is loaded to say what there is: the commands' names and short help stand here, and a
command's module is imported when the command is called.
"""

from __future__ import annotations

import os
from gettext import gettext
from importlib import import_module
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

import click

from roleplay import __version__
from roleplay.cli.options import course_option, interface_lang_option

#: Command → what `roleplay --help` says of it. The module has the command's name, and so has the function.
COMMANDS: dict[str, str] = {
    "play": "Play a round with a customer.",
    "recognise": "Say what is heard in each line.",
    "acts": "List the behaviours that can be heard, with an example each.",
    "score": "Score transcripts of talks that were held elsewhere.",
    "replay": "Show a kept round again, or list them.",
    "verify": "Score a kept round again and compare.",
    "check": "Find all problems in content files.",
}


C = TypeVar("C", bound=click.Command)


def translated(command: C) -> C:
    """The command with its help in the language that `gettext` now speaks; the command itself stays as it is."""
    from roleplay.locales.compiled import translating

    if not translating():
        return command
    from copy import copy

    made = copy(command)
    made.help = gettext(cleandoc(command.help or ""))
    made.options_metavar = gettext(command.options_metavar or "")
    made.params = [copy(parameter) for parameter in command.params]
    for parameter in made.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = gettext(parameter.help)
    return made


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order in which they are needed."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"roleplay.cli.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return translated(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, gettext(about)) for name, about in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named where there is no such one."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            from roleplay.cli.refusing import usage_error
            from roleplay.locales import said

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = said("near", name=near[0]) if near else said("usage.commands", known=", ".join(COMMANDS))
            raise usage_error("usage.no_command", ctx, name=args[0], hint=hint)
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run as a program. Click's own messages are in the language of the interface."""
        from roleplay.locales import preferred
        from roleplay.locales.compiled import speak

        speak(preferred())
        return super(LazyGroup, translated(self)).main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run; what is wrong with the input is refused in words, never with a traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            from roleplay.cli.refusing import refusal

            refused = refusal(error)
            if refused is None:
                raise
            raise refused from error


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "-V", "--version", prog_name="roleplay")
@interface_lang_option
@course_option
@click.pass_context
def roleplay(ctx: click.Context, lang: str | None, course: tuple[Path, ...]) -> None:
    """Practise with difficult customers. Without a command: open the app.

    Everything stays on this machine. The same words and seed give the same answers and the same score.
    """
    if ctx.invoked_subcommand is None:
        from roleplay.cli.opening import open_app

        ctx.exit(open_app(lang, None, course))
    if lang is not None or course:
        from roleplay.cli.refusing import usage_error

        raise usage_error("usage.before", ctx)


def main() -> None:
    """The entry point. Never returns: the process ends with the command's exit code."""
    # Reporting all keys, which Textual asks terminals for since 8.2.7, loses Chinese input in iTerm2.
    # It is read when Textual is imported, so it must be set before anything else happens.
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    roleplay(prog_name="roleplay")
