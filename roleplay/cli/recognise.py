"""`roleplay recognise`: what is heard in each line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from roleplay.cli.options import format_option, lang_option

if TYPE_CHECKING:
    from roleplay.hearing.explain import Explanation
    from roleplay.hearing.heard import HeardTurn


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of input. `id`: whatever the caller gave, None for plain text."""

    text: str
    context: str = ""
    id: Any = None


@click.command()
@click.argument("file", default="-", type=click.Path(allow_dash=True))
@format_option
@lang_option("The language of all lines; else each line is heard in its own.")
@click.option("--explain", is_flag=True, help="Also show what each voice says, and the nearest turns of the corpus.")
def recognise(file: str, form: str, lang: str | None, explain: bool) -> None:
    """Say what is heard in each line of FILE, or of stdin.

    A line that is a JSON object with a `text` (and, if you like, an `id` and the customer's words before
    it as `context`) is read as such; any other line is the text itself.
    """
    from roleplay.cli import streams
    from roleplay.cli.loading import load_ears
    from roleplay.practice.evidence import exact

    streams.prepare()
    lines = streams.lines() if file == "-" else _file_lines(streams.read(file))
    ears = load_ears()
    show = _show_text(lang) if form == "text" else None
    for number, turn in enumerate(map(read_turn, lines), 1):
        heard = exact(ears, ears.hear(turn.text, turn.context, lang), turn.context)
        why = ears.explain(turn.text, turn.context) if explain else None
        if show is None:
            streams.emit(to_dict(turn, heard) | ({"explained": why.to_dict()} if why else {}))
            continue
        for line in show(number, turn, heard, why):
            streams.say(line)


def _file_lines(text: str) -> Iterator[str]:
    lines = text.removeprefix("\ufeff").split("\n")
    if not lines[-1]:
        lines.pop()
    return (line.removesuffix("\r") for line in lines)


def read_turn(line: str) -> Turn:
    """A line as JSON if it is an object with a text, else as plain text. Half surrogates become U+FFFD."""
    from roleplay.practice.events import safe

    data = _object(line)
    if data is None:
        return Turn(safe(line))
    context = data.get("context")
    return Turn(safe(data["text"]), safe(context) if isinstance(context, str) else "", data.get("id"))


def _object(line: str) -> dict[str, Any] | None:
    if not line.lstrip().startswith("{"):
        return None
    try:
        data = json.loads(line, parse_constant=_no_number)
        json.dumps(data, allow_nan=False)  # 1e999 is read as a number that cannot be written
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) and isinstance(data.get("text"), str) else None


def _no_number(word: str) -> None:
    raise ValueError(f"{word} is no JSON")


def to_dict(turn: Turn, heard: HeardTurn) -> dict[str, Any]:
    """The machine format of one line."""
    return {
        "id": turn.id,
        "text": turn.text,
        "lang": heard.lang,
        "acts": [act.to_dict() for act in heard.acts],
        "possible": [act.to_dict() for act in heard.possible],
    }


def _show_text(lang: str | None) -> Any:
    from roleplay.cli.explaining import explained
    from roleplay.cli.linear import quote
    from roleplay.cli.loading import load_library
    from roleplay.cli.names import Names
    from roleplay.cli.streams import one_line
    from roleplay.locales import Catalog, preferred

    tongue = lang or preferred()
    names, catalog = Names(load_library(()), tongue), Catalog(tongue)

    def named(turn: Turn, acts: Iterable[dict[str, Any]]) -> str:
        found = [
            catalog(
                "recognise.act", name=names.act(act["id"]), id=act["id"], confidence=f"{act['confidence']:.2f}",
                words=catalog("feedback.quote", name="", words=quote(turn.text, act["spans"])).strip(),
            )
            for act in acts
        ]  # fmt: skip
        return catalog("feedback.join").join(found)

    def show(number: int, turn: Turn, heard: HeardTurn, why: Explanation | None) -> Iterator[str]:
        data = to_dict(turn, heard)
        yield catalog("recognise.line", number=number, text=one_line(turn.text))
        if data["acts"]:
            yield catalog("recognise.acts", acts=named(turn, data["acts"]))
        if data["possible"]:
            yield catalog("recognise.possible", acts=named(turn, data["possible"]))
        if not data["acts"] and not data["possible"]:
            yield catalog("recognise.nothing")
        if why:
            yield from explained(why, catalog)

    return show
