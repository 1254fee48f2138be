"""The trained numbers: how they are kept on disk, and in memory."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PATH = Path(__file__).parent / "data" / "weights.npz"
MANIFEST = Path(__file__).parent / "data" / "weights.json"


@dataclass(frozen=True, slots=True)
class Table:
    """Weights of n-grams, (N, L), as whole numbers of -127 to 127 with one scale a label: a turn uses few rows."""

    numbers: NDArray[np.int8]
    scale: NDArray[np.float32]

    @classmethod
    def of(cls, matrix: NDArray[np.float32]) -> Table:
        """The nearest table to a matrix."""
        scale = np.maximum(np.abs(matrix).max(axis=0, initial=0.0), 1e-9) / 127
        return cls(np.round(matrix / scale).astype(np.int8), scale.astype(np.float32))

    def matrix(self) -> NDArray[np.float32]:
        """The table as a matrix."""
        return np.asarray(self.numbers * self.scale, dtype=np.float32)

    def sum(self, rows: NDArray[np.int64], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """The sum of some rows, each times its value, (L,)."""
        return np.asarray((values @ self.numbers[rows].astype(np.float32)) * self.scale, dtype=np.float32)


@dataclass(frozen=True)
class Variant:
    """One ridge: scores = features @ weights + bias, for L labels.

    `chars` (C, L), `words` (W, L), `marks` (M, L), `turn` and `before` (H, L; empty without the encoder),
    `bias` (L,). `slope` on the ridge's score, `pull` on the tuned encoder's and `offset`, (L,), make a confidence by a
    logistic. `threshold`: on the confidence.
    """

    chars: Table
    words: Table
    marks: NDArray[np.float32]
    turn: NDArray[np.float32]
    before: NDArray[np.float32]
    bias: NDArray[np.float32]
    slope: NDArray[np.float32]
    pull: NDArray[np.float32]
    offset: NDArray[np.float32]
    threshold: NDArray[np.float32]


@dataclass(frozen=True)
class Weights:
    """Vocabulary and both variants: `full` with the encoder, `text` without it.

    `turn_mean`, `before_mean` (H,) centre the encoder's vectors. `trust`: rule id → share of its hits in the
    corpus that were right.
    """

    labels: tuple[str, ...]
    char_index: dict[str, int]
    word_index: dict[str, int]
    char_idf: NDArray[np.float32]
    word_idf: NDArray[np.float32]
    mark_index: dict[str, int]
    turn_mean: NDArray[np.float32]
    before_mean: NDArray[np.float32]
    full: Variant
    text: Variant
    trust: dict[str, float]


_TABLES = ("chars", "words")
_MATRICES = ("marks", "turn", "before")
_ROWS = ("bias", "slope", "pull", "offset", "threshold")


def save(weights: Weights, path: Path = PATH) -> None:
    """Write weights: matrices as bytes with one scale a label, vocabularies as joined text."""
    out: dict[str, Any] = {
        "labels": _pack(weights.labels),
        "char_grams": _pack(weights.char_index),
        "word_grams": _pack(weights.word_index),
        "mark_names": _pack(weights.mark_index),
        "char_idf": weights.char_idf.astype(np.float16),
        "word_idf": weights.word_idf.astype(np.float16),
        "turn_mean": weights.turn_mean.astype(np.float32),
        "before_mean": weights.before_mean.astype(np.float32),
        "trust": _pack(f"{rule} {share:.3f}" for rule, share in weights.trust.items()),
    }
    for name in ("full", "text"):
        variant = getattr(weights, name)
        for field in (*_TABLES, *_MATRICES):
            table = getattr(variant, field) if field in _TABLES else Table.of(getattr(variant, field))
            out[f"{name}.{field}"], out[f"{name}.{field}.scale"] = table.numbers, table.scale
        for field in _ROWS:
            out[f"{name}.{field}"] = getattr(variant, field).astype(np.float32)
    with path.open("wb") as file:
        np.savez_compressed(file, **out)


def load(path: Path = PATH) -> Weights:
    """Read weights. Raises `OSError` or `ValueError` if they are not there or not whole."""
    with np.load(path, allow_pickle=False) as file:
        data = {name: file[name] for name in file.files}
    try:
        trust = dict(line.rsplit(" ", 1) for line in _unpack(data["trust"]))
        return Weights(
            labels=tuple(_unpack(data["labels"])),
            char_index={gram: i for i, gram in enumerate(_unpack(data["char_grams"]))},
            word_index={gram: i for i, gram in enumerate(_unpack(data["word_grams"]))},
            mark_index={name: i for i, name in enumerate(_unpack(data["mark_names"]))},
            char_idf=data["char_idf"].astype(np.float32),
            word_idf=data["word_idf"].astype(np.float32),
            turn_mean=data["turn_mean"],
            before_mean=data["before_mean"],
            full=_variant(data, "full"),
            text=_variant(data, "text"),
            trust={rule: float(share) for rule, share in trust.items()},
        )
    except KeyError as error:
        raise ValueError(f"{path.name} lacks {error}") from error


def fingerprint(path: Path = PATH) -> str:
    """A hash of the weights file; empty if there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def manifest(path: Path = MANIFEST) -> dict[str, Any]:
    """What the weights were made from: hashes, seed, versions."""
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _variant(data: dict[str, NDArray[Any]], name: str) -> Variant:
    tables = {
        field: Table(data[f"{name}.{field}"], data[f"{name}.{field}.scale"]) for field in (*_TABLES, *_MATRICES)
    }
    whole: dict[str, Any] = {field: tables[field] for field in _TABLES}
    whole |= {field: tables[field].matrix() for field in _MATRICES}
    whole |= {field: data[f"{name}.{field}"] for field in _ROWS}
    return Variant(**whole)


def _pack(lines: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _unpack(packed: NDArray[Any]) -> list[str]:
    return packed.tobytes().decode().split("\n")
