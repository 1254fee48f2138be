"""Turn drafts as writers type them into the corpus: `python corpus/from_drafts.py DRAFT.txt…`.

A draft holds rounds: a header `## writer: … | channel: … | matter: …`, then `C:` (customer), `A:`
(agent, one turn a line) and `=` (all labels of that turn) lines. `!label` there marks a hard negative: the turn
holds the obvious words of that label and is not it. Each draft becomes one JSON-lines file of the same name.
Unknown labels stop the conversion; turns that stand twice, here or in another file, are left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from roleplay.hearing.labels import KINDS
from roleplay.hearing.tidy import tidied
from roleplay.hearing.tongue import variety

HERE = Path(__file__).parent


def rounds(lines: list[str]) -> Iterator[dict[str, Any]]:
    """One entry for each labelled agent turn."""
    header: dict[str, str] = {}
    context, text = "", ""
    for line in map(str.strip, lines):
        if line.startswith("## "):
            parts = (part.partition(":") for part in line[3:].split("|"))
            header = {key.strip(): value.strip() for key, _, value in parts}
            context = ""
        elif line.startswith("C:"):
            context = line[2:].strip()
        elif line.startswith("A:"):
            text = line[2:].strip()
        elif line.startswith("=") and text:
            marks = line[1:].split()
            yield {
                "context": context,
                "text": text,
                "acts": [mark for mark in marks if not mark.startswith("!")],
                "near": [mark[1:] for mark in marks if mark.startswith("!")],
                **header,
            }
            context, text = "", ""


def convert(draft: Path, seen: set[str]) -> list[dict[str, Any]]:
    """The entries of one draft, with ids; `seen` are tidied texts that must not come again."""
    entries = []
    for entry in rounds(draft.read_text(encoding="utf-8").splitlines()):
        unknown = [act for act in entry["acts"] + entry["near"] if act not in KINDS]
        if unknown:
            raise SystemExit(f"{draft.name}: unknown {unknown} at {entry['text']!r}")
        if (print_ := tidied(entry["text"])) in seen:
            continue
        seen.add(print_)
        order = list(KINDS)
        entries.append(
            {
                "id": f"{draft.stem}-{len(entries) + 1:04}",
                "lang": variety(entry["text"], "zh" if "zh" in draft.stem else "en"),
                "context": entry["context"],
                "text": entry["text"],
                "acts": sorted(set(entry["acts"]), key=order.index),
                "near": sorted(set(entry["near"]) - set(entry["acts"]), key=order.index),
                "writer": entry.get("writer", ""),
                "channel": entry.get("channel", ""),
                "matter": entry.get("matter", ""),
            }
        )
    return entries


def known(drafts: list[Path]) -> set[str]:
    """The tidied turns of all corpus files that are not made anew."""
    made = {draft.stem for draft in drafts}
    lines = (
        line for path in HERE.glob("*-*.jsonl") if path.stem not in made for line in path.open(encoding="utf-8")
    )
    return {tidied(json.loads(line)["text"]) for line in lines}


def main() -> None:
    """Convert the drafts given on the command line."""
    drafts = list(map(Path, sys.argv[1:]))
    seen = known(drafts)
    for draft in drafts:
        entries = convert(draft, seen)
        lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
        (HERE / f"{draft.stem}.jsonl").write_text(lines, encoding="utf-8")
        print(draft.stem, len(entries))


if __name__ == "__main__":
    main()
