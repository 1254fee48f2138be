"""What goes in and out: UTF-8 whatever the system says, and nothing that a terminal would obey.

Text is made plain; JSON keeps every character, with those that a terminal or a line reader would act
on written as escapes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from roleplay.hearing.tidy import BIDI, plain

#: Besides the control characters that JSON escapes by itself: C1 (0x9b opens a terminal sequence), marks that
#: turn the direction, and what some readers take for the end of a line.
_ACTIVE = re.compile(f"[\x7f-\x9f\u2028\u2029{''.join(sorted(BIDI))}]")
_HALF = re.compile("[\ud800-\udfff]")


def prepare() -> None:
    """Make stdin and stdout UTF-8 and forgiving. Call before either is used."""
    for stream, newline in ((sys.stdin, "\n"), (sys.stdout, None if _is_terminal(sys.stdout) else "\n")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline=newline)


def _is_terminal(stream: TextIO) -> bool:
    return stream.isatty()


def interactive() -> bool:
    """Whether a person types: then there is a prompt, and nothing typed is written again."""
    return _is_terminal(sys.stdin)


def json_line(data: Any) -> str:
    """Plain data as one line of JSON, the same on any machine and harmless in any terminal."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _ACTIVE.sub(lambda found: f"\\u{ord(found[0]):04x}", _HALF.sub("\ufffd", text))


def one_line(text: str) -> str:
    """Text from people or files as one line of plain text."""
    return " ".join(plain(text.replace("\u2028", "\n").replace("\u2029", "\n")).split())


def emit(data: Any) -> None:
    """Plain data to stdout as one line of JSON, at once: whoever reads may be waiting for it."""
    _write(json_line(data))


def say(text: str) -> None:
    """One line of plain text to stdout, at once."""
    _write(" ".join(plain(text).splitlines()).replace("\t", " "))


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def note(line: str) -> None:
    """One remark to stderr, apart from the output."""
    sys.stderr.write(plain(line) + "\n")
    sys.stderr.flush()


def lines(prompt: str = "") -> Iterator[str]:
    """The lines of stdin without their ends. A person is shown `prompt` before each."""
    asking = prompt if interactive() else ""
    first = True
    while True:
        if asking:
            sys.stdout.write(asking)
            sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            if asking:
                sys.stdout.write("\n")
            return
        line = line.removeprefix("\ufeff") if first else line
        first = False
        yield line.removesuffix("\n").removesuffix("\r")


def read(path: str) -> str:
    """A whole file, or stdin for `-`, undecodable bytes replaced. Raises `OSError` with the file's name."""
    if path == "-":
        return sys.stdin.read()
    return Path(path).read_bytes().decode("utf-8", "replace")
