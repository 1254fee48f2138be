"""`roleplay` itself: what it says, what it loads, and what the manual says of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from roleplay import __version__
from roleplay.cli.main import COMMANDS, roleplay
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
MANUAL = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
HEAVY = {"textual", "rich", "pydantic", "numpy", "sqlalchemy", "yaml", "transitions", "platformdirs"}


def commands() -> Iterator[tuple[str, click.Command]]:
    context = click.Context(roleplay)
    for name in roleplay.list_commands(context):
        command = roleplay.get_command(context, name)
        assert command is not None
        yield name, command


class TestHelp:
    @pytest.mark.parametrize("call", [["--help"], ["--version"], ["play", "--help"], ["nonsense"]])
    def test_it_loads_nothing_heavy(self, call: list[str]) -> None:
        code = (
            "import sys; sys.argv = ['roleplay', *sys.argv[1:]]\n"
            "from roleplay.cli.main import main\n"
            "try: main()\n"
            f"finally: print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code, *call], capture_output=True, text=True, check=False)
        assert "HEAVY []" in done.stdout
        assert "Traceback" not in done.stderr

    def test_every_command_is_listed_with_the_words_of_its_own_help(self, run: Run) -> None:
        out = run("--help").out
        for name, command in commands():
            assert re.search(rf"^  {name} ", out, re.MULTILINE)
            assert command.help

    def test_every_option_says_what_it_does(self) -> None:
        for name, command in [("roleplay", roleplay), *commands()]:
            for parameter in command.params:
                if isinstance(parameter, click.Option):
                    assert parameter.help, f"{name} {parameter.opts}"

    def test_the_version_is_the_packages(self, run: Run) -> None:
        assert __version__ in run("--version").out

    def test_an_unknown_command_names_the_nearest(self, run: Run) -> None:
        done = run("scroe")
        assert (done.code, "did you mean 'score'" in done.err) == (2, True)

    def test_options_of_the_app_are_not_swallowed_before_a_command(self, run: Run) -> None:
        assert run("--lang", "zh", "acts").code == 2

    def test_it_is_a_module_too(self) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "roleplay", "--version"], capture_output=True, text=True, check=True
        )
        assert __version__ in done.stdout

    def test_terminals_are_not_asked_for_all_keys(self) -> None:
        """Asked for all keys, iTerm2 loses Chinese input."""
        code = "import os, sys; sys.argv=['roleplay', '--version']\nfrom roleplay.cli.main import main\n"
        code += "try: main()\nfinally: print(os.environ['TEXTUAL_DISABLE_KITTY_KEY'])"
        environment = {name: value for name, value in os.environ.items() if name != "TEXTUAL_DISABLE_KITTY_KEY"}
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=False
        )
        assert done.stdout.splitlines()[-1] == "1"


class TestManual:
    def section(self, name: str) -> str:
        found = re.search(rf"^## `roleplay {name}.*?(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
        assert found, f"docs/commands.md has no section on {name}"
        return found[0]

    def test_every_command_has_a_section_and_no_other_has(self) -> None:
        assert set(re.findall(r"^## `roleplay (\w+)", MANUAL, re.MULTILINE)) == set(COMMANDS)

    def test_every_option_is_described_where_it_belongs(self) -> None:
        for name, command in commands():
            section = self.section(name)
            options = {
                opt for p in command.params if isinstance(p, click.Option) for opt in p.opts if opt.startswith("--")
            }
            described = set(re.findall(r"^\| `(--[a-z-]+)", section, re.MULTILINE))
            assert described == options, name

    def test_every_choice_and_default_is_named(self) -> None:
        for name, command in commands():
            for parameter in command.params:
                if isinstance(parameter.type, click.Choice):
                    line = next(
                        line
                        for line in self.section(name).splitlines()
                        if line.startswith(f"| `{parameter.opts[0]}")
                    )
                    assert all(choice in line for choice in parameter.type.choices), line

    def test_the_options_of_the_app_are_described(self) -> None:
        top = MANUAL.split("\n## ")[0]
        for parameter in roleplay.params:
            assert any(opt in top for opt in parameter.opts), parameter.opts
