"""The turns of the corpus that lie nearest to a text: shown to explain what was heard, never used to hear."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from roleplay.hearing.corpus import Example

PATH = Path(__file__).parent / "data" / "examples.npz"
#: Directions of the encoder's space that are kept, those in which the corpus differs most.
DIRECTIONS = 64


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A turn of the corpus. `likeness`: cosine, up to 1."""

    text: str
    acts: tuple[str, ...]
    likeness: float


class Neighbours:
    """All turns of the corpus with their directions, about a megabyte."""

    def __init__(self, path: Path | None = None) -> None:
        """Raises `OSError` or `ValueError` if the file is not there or not whole."""
        with np.load(path or PATH, allow_pickle=False) as file:
            data = {name: file[name] for name in file.files}
        try:
            self._texts = _lines(data["texts"])
            self._acts = [tuple(line.split()) for line in _lines(data["acts"])]
            self._rows = data["rows"].astype(np.float32)
            self._mean = data["mean"].astype(np.float32)
            self._axes = data["axes"].astype(np.float32)
        except KeyError as error:
            raise ValueError(f"it lacks {error}") from error
        self._rows /= np.linalg.norm(self._rows, axis=1, keepdims=True) + 1e-6

    def nearest(self, about: NDArray[np.float32], count: int) -> list[Neighbour]:
        """The nearest turns to a vector of the encoder, (H,), nearest first."""
        point = (about - self._mean) @ self._axes
        likeness = self._rows @ (point / (np.linalg.norm(point) + 1e-6))
        best = np.argsort(-likeness, kind="stable")[:count]
        return [Neighbour(self._texts[i], self._acts[i], round(float(likeness[i]), 2)) for i in map(int, best)]


def write(examples: Sequence[Example], about: NDArray[np.float32], path: Path | None = None) -> None:
    """Keep turns with their directions; `about` are the encoder's vectors of them, (N, H)."""
    mean = about.mean(axis=0)
    moved = about - mean
    _, axes = np.linalg.eigh(moved.T @ moved)
    kept = axes[:, ::-1][:, :DIRECTIONS]
    rows = moved @ kept
    scale = np.abs(rows).max(axis=1, keepdims=True) / 127
    with (path or PATH).open("wb") as file:
        np.savez_compressed(
            file,
            texts=_bytes(" ".join(example.text.split()) for example in examples),
            acts=_bytes(" ".join(sorted(example.acts)) for example in examples),
            rows=np.round(rows / scale).astype(np.int8),
            mean=mean.astype(np.float16),
            axes=kept.astype(np.float16),
        )


def _bytes(lines: Any) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _lines(packed: NDArray[Any]) -> list[str]:
    return packed.tobytes().decode().split("\n")
