"""The training turns: `corpus/*.jsonl` of a checkout. Users need not have them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "corpus"


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled turn. `source` is its file's name, whose writers appear in no other file."""

    id: str
    lang: str
    context: str
    text: str
    acts: frozenset[str]
    source: str = ""


def read(path: Path) -> list[Example]:
    """The labelled turns of one JSON-lines file."""
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Example(
            id=entry["id"],
            lang=entry.get("lang", "zh" if entry["id"].startswith("zh") else "en"),
            context=entry.get("context") or "",
            text=entry["text"],
            acts=frozenset(entry["acts"]),
            source=path.stem,
        )
        for entry in entries
    ]


def read_all(folder: Path = FOLDER) -> list[Example]:
    """All turns for training, file by file in order of name; `held-*` files are never among them."""
    return [example for path in sorted(folder.glob("[!h]*-*.jsonl")) for example in read(path)]


def read_held(folder: Path = FOLDER) -> list[Example]:
    """The held-out turns, by writers who wrote nothing else."""
    return [example for path in sorted(folder.glob("held-*.jsonl")) for example in read(path)]


def fingerprint(folder: Path = FOLDER) -> str:
    """A hash over texts, contexts and labels: what the weights depend on."""
    digest = hashlib.sha256()
    for example in read_all(folder):
        digest.update(
            f"{example.id}\t{example.context}\t{example.text}\t{' '.join(sorted(example.acts))}\n".encode()
        )
    return digest.hexdigest()[:16]
