"""`roleplay check`: all problems in content files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roleplay.cli.options import course_option, format_option

if TYPE_CHECKING:
    from roleplay.content.problems import Problem

FOLDERS = ("personas", "scenarios", "rubrics")
_ENDINGS = (".yaml", ".yml")


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@course_option
@format_option
def check(paths: tuple[Path, ...], course: tuple[Path, ...], form: str) -> None:
    """Find all problems in content files: PATHS, and all files below those that are folders.

    Without PATHS everything that ships is checked, and every --course. Prints a problem a line as
    `file:line:column: CODE message, hint`; exit code 1 if there is any.
    """
    from roleplay.cli import streams
    from roleplay.cli.loading import load_library
    from roleplay.locales import Catalog, preferred

    streams.prepare()
    library = load_library(course)
    chosen = paths or tuple(root / folder for _, root in library.roots for folder in FOLDERS)
    catalog = Catalog(preferred())
    files = problems = 0
    for path in find_files(chosen):
        files += 1
        for problem in library.check_file(path):
            problems += 1
            if form == "json":
                streams.emit(to_dict(problem))
            else:
                streams.say(problem.told(catalog))
    streams.note(catalog("check.bad" if problems else "check.ok", files=files, problems=problems))
    click.get_current_context().exit(1 if problems else 0)


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files as they were named, and those below folders in a steady order; each once."""
    seen: set[Path] = set()
    for path in paths:
        found: Iterable[Path] = [path]
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix in _ENDINGS and file.is_file())
        for file in found:
            if file not in seen:
                seen.add(file)
                yield file


def to_dict(problem: Problem) -> dict[str, Any]:
    """The machine format of one problem: in English, whatever language people read.

    Line and column are 0 for a problem of the whole file.
    """
    return {
        "file": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
