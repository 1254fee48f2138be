"""Scored transcripts as one self-contained page: no scripts, nothing loaded, everything escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from roleplay.cli.findings import finding_lines
from roleplay.cli.names import Names
from roleplay.hearing.tidy import plain
from roleplay.locales import Catalog
from roleplay.practice.transcript import Scored, ScoredTurn

#: Nothing but the style below may act; a browser that honours this would refuse even our own slip.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root{color-scheme:light dark}body{font:1rem/1.55 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25}table{border-collapse:collapse;margin:.75rem 0}td,th{padding:.15rem .8rem .15rem 0;text-align:left}
td:last-child{text-align:right}.turn{margin:1rem 0;padding-left:.9rem;border-left:4px solid #777}.agent{border-color:#2a6fb0}
.who{font-weight:600}.text{white-space:pre-wrap;overflow-wrap:anywhere}mark{background:#cdebc9;color:#111;padding:0 .1em}
mark.cost{background:#f6c9c2;text-decoration:underline wavy}ul{margin:.3rem 0;padding-left:1.2rem;font-size:.92rem}
.receipt{font-family:monospace;font-size:.85rem;overflow-wrap:anywhere}
"""


def page(done: Sequence[tuple[str, Scored]], names: Names, catalog: Catalog) -> str:
    """The whole page for these files."""
    title = _e(catalog("score.title"))
    body = "\n".join(line for file, scored in done for line in _file(file, scored, names, catalog))
    return (
        f'<!doctype html>\n<html lang="{catalog.lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>"
    )


def _e(text: str) -> str:
    """Text from people or files, harmless in HTML."""
    return escape(plain(text), quote=True)


def _file(file: str, scored: Scored, names: Names, catalog: Catalog) -> Iterator[str]:
    yield f"<section>\n<h2>{_e(file)}</h2>"
    for rubric, total in scored.rubrics.items():
        yield f"<h3>{_e(names.rubric(rubric))}: {total['score']} / 100</h3>\n<table>"
        for step, score in total["steps"].items():
            yield f'<tr><th scope="row">{_e(names.step(rubric, step))}</th><td>{score}</td></tr>'
        yield "</table>"
    if scored.critical:
        acts = catalog("feedback.join").join(names.act(debit.act) for debit in scored.critical)
        yield f"<p><strong>{_e(catalog('ended.critical', acts=acts))}</strong></p>"
    yield f"<h3>{_e(catalog('score.transcript'))}</h3>"
    turns = {turn.utterance: turn for turn in scored.turns}
    for place, said in enumerate(scored.utterances):
        turn = turns.get(place)
        who = catalog(f"play.{said.speaker}")
        text = _marked(turn) if turn else _e(said.text)
        yield f'<div class="turn {said.speaker}"><div class="who">{_e(who)}</div><div class="text">{text}</div>'
        if turn:
            found = finding_lines(turn, names, catalog)
            yield "<ul>" + "".join(f"<li>{_e(line.strip())}</li>" for line in found) + "</ul>" if found else ""
        yield "</div>"
    yield from _close(scored, names, catalog)


def _close(scored: Scored, names: Names, catalog: Catalog) -> Iterator[str]:
    heard = {act for turn in scored.turns for act in turn.heard.ids()}
    advice = names.advice(scored.rubrics, heard)
    if advice:
        yield f"<h3>{_e(catalog('score.practise'))}</h3>\n<ul>"
        yield from (f"<li>{_e(f'{name}: {text}')}</li>" for name, text in advice)
        yield "</ul>"
    if scored.not_checked:
        yield f"<p>{_e(catalog('score.not_checked', rules=', '.join(scored.not_checked)))}</p>"
    yield f'<p class="receipt">{_e(catalog("ended.receipt", receipt=scored.receipt))}</p>\n</section>'


def _marked(turn: ScoredTurn) -> str:
    """The turn's words, those that earned or cost something marked; cost goes before credit."""
    text = turn.heard.text
    kinds = [""] * len(text)
    for kind, found in (("earned", turn.credits), ("cost", turn.debits)):
        for item in found:
            for start, end in item.spans:
                kinds[start:end] = [kind] * len(kinds[start:end])
    pieces: list[str] = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or kinds[place] != kinds[start]:
            words = _e(text[start:place])
            pieces.append(f'<mark class="{kinds[start]}">{words}</mark>' if kinds[start] else words)
            start = place
    return "".join(pieces)
