"""Words into `Content`: whatever comes from people or files is made plain and never read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from roleplay.hearing.tidy import plain

_EIGHTHS = " ▏▎▍▌▋▊▉"
_LEVELS = "▁▂▃▄▅▆▇█"
#: How words are marked; each is told apart without colour as well. The first that applies wins.
MARKS: dict[str, str] = {
    "fault": "bold reverse $text-error",
    "credit": "bold underline $text-success",
    "heard": "underline",
    "possible": "italic underline $text-warning",
}


def words(text: str, style: str = "") -> Content:
    """Foreign text, safe to show."""
    return Content.styled(plain(text), style)


def lines(parts: Iterable[Content | str]) -> Content:
    """Contents under one another."""
    return Content("\n").join([part if isinstance(part, Content) else Content(part) for part in parts])


def marked(typed: str, spans: dict[str, Iterable[Sequence[int]]]) -> Content:
    """A turn as typed with its words marked. `spans`: kind of mark → code points of `typed`.

    Positions belong to the text as typed, so it is made plain only after it has been cut up.
    """
    kinds: list[str] = [""] * len(typed)
    for kind in reversed(MARKS):
        for start, end in spans.get(kind, ()):
            kinds[start:end] = [kind] * len(kinds[start:end])
    parts: list[Content] = []
    begin = 0
    for index in range(1, len(typed) + 1):
        if index == len(typed) or kinds[index] != kinds[begin]:
            parts.append(words(typed[begin:index], MARKS.get(kinds[begin], "")))
            begin = index
    return Content("").join(parts)


def quoted(typed: str, spans: Iterable[Sequence[int]], limit: int = 60) -> str:
    """The words of some spans, plain, for quoting."""
    said = " … ".join(" ".join(plain(typed[start:end]).split()) for start, end in spans)
    return said if len(said) <= limit else said[: limit - 1] + "…"


def after(mark: str, text: str, style: str = "") -> Content:
    """A bullet or arrow and its text. No space before Chinese: the line would be broken there."""
    shown = plain(text)
    space = "" if shown[:1] > "\u2e7f" else " "
    return Content.styled(f"{mark}{space}{shown}", style)


def aside(stage: str) -> Content:
    """A stage direction, in the brackets of its language."""
    return words(f"({stage})" if stage.isascii() else f"（{stage}）", "italic $text-muted")


def padded(text: str, width: int) -> str:
    """Text filled up with spaces to so many cells; Chinese characters are two cells wide."""
    return text + " " * max(0, width - cell_len(text))


def widest(texts: Iterable[str]) -> int:
    """Cells of the widest text."""
    return max((cell_len(text) for text in texts), default=0)


def bar(value: float, width: int, style: str) -> Content:
    """A bar for 0-100, readable without colour: filled part, then dots."""
    eighths = round(max(0.0, min(100.0, value)) / 100 * width * 8)
    full, rest = divmod(eighths, 8)
    filled = "█" * full + (_EIGHTHS[rest] if rest else "")
    return Content.assemble((filled, style), ("·" * (width - len(filled)), "$text-muted"))


def level(value: float) -> str:
    """One character for 0-100, eight levels high."""
    return _LEVELS[min(7, int(max(0.0, value) / 100 * 8))]


def signed(value: float) -> str:
    """A number with its sign, no needless decimals: +1, −0.5."""
    text = f"{abs(value):.2f}".rstrip("0").rstrip(".")
    return ("−" if value < 0 else "+") + text
