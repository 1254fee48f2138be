"""`roleplay acts`: the behaviours that exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from roleplay.cli.options import format_option, lang_option

if TYPE_CHECKING:
    from roleplay.content.act import Act


@click.command()
@lang_option("The language of names and examples; else that of the system.")
@format_option
def acts(lang: str | None, form: str) -> None:
    """List the behaviours that can be heard, with an example each."""
    from roleplay.cli import streams
    from roleplay.cli.loading import load_library
    from roleplay.locales import Catalog, preferred

    streams.prepare()
    tongue = lang or preferred()
    catalog, kind = Catalog(tongue), ""
    for act in load_library(()).acts.acts:
        data = to_dict(act, tongue)
        if form == "json":
            streams.emit(data)
            continue
        if act.kind != kind:
            kind = act.kind
            streams.say(catalog(f"acts.kind.{kind}"))
        streams.say(catalog("acts.line", id=act.id, name=data["name"], means=act.means))
        streams.say(catalog("acts.example", example=data["example"]))


def to_dict(act: Act, lang: str) -> dict[str, Any]:
    """The machine format of one act, in one language."""
    from roleplay.content.text import choose

    return {
        "id": act.id,
        "kind": act.kind,
        "name": choose(act.name, lang, "en"),
        "means": act.means,
        "unless": act.unless,
        "serves": list(act.serves),
        "example": choose(act.example, lang, "en")[0],
    }
