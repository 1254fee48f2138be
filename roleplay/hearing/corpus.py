"""The training turns: `corpus/*.jsonl` of a checkout. Users need not have them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = Path(__file__).parents[2] / "corpus"
#: Scores that the tuned encoder gave each turn when it had not read its writers.
SCORES = "encoder-scores.npz"


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


def read_second(folder: Path = FOLDER) -> dict[str, frozenset[str]]:
    """Turn id → labels of a second, blind labelling of held-out turns."""
    lines = (folder / "second.jsonl").read_text(encoding="utf-8").splitlines()
    return {(entry := json.loads(line))["id"]: frozenset(entry["acts"]) for line in lines}


def fingerprint(folder: Path = FOLDER) -> str:
    """A hash over texts, contexts and labels: what the weights depend on."""
    digest = hashlib.sha256()
    for example in read_all(folder):
        digest.update(
            f"{example.id}\t{example.context}\t{example.text}\t{' '.join(sorted(example.acts))}\n".encode()
        )
    return digest.hexdigest()[:16]


def write_scores(examples: list[Example], scores: NDArray[np.float32], folder: Path = FOLDER) -> None:
    """Keep the encoder's scores out of fold, (N, L), with the turns they belong to."""
    import numpy as np

    ids = np.frombuffer("\n".join(example.id for example in examples).encode(), dtype=np.uint8)
    with (folder / SCORES).open("wb") as file:
        np.savez_compressed(file, ids=ids, scores=scores.astype(np.float16))


def read_scores(examples: list[Example], folder: Path = FOLDER) -> NDArray[np.float32]:
    """The kept scores in the order of `examples`. Raises `ValueError` if they are of other turns."""
    import numpy as np

    with np.load(folder / SCORES) as file:
        ids, scores = file["ids"].tobytes().decode().split("\n"), file["scores"].astype(np.float32)
    if ids != [example.id for example in examples]:
        raise ValueError(f"{SCORES} is of another corpus: train the encoder anew")
    return np.asarray(scores, dtype=np.float32)
