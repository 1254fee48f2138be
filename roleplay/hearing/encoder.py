"""The sentence encoder: a small multilingual transformer in numpy, its lower half as published, its upper half tuned.

Made by `roleplay.hearing.training` from multilingual-e5-small (MIT). A text is read once. The mean of the states
after the lower half says what it is about, and feeds the ridge and a scenario's phrases; the mean of the last states
says what is done in it, and gives a score for each label. Weights are small integers on disk, float32 in memory.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from threadpoolctl import ThreadpoolController

from roleplay.hearing.pieces import Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PATH = Path(__file__).parent / "data" / "encoder.npz"
#: Pieces of a text that are read; of a longer one the first two thirds and the last third of as many.
REACH = 64
#: What multilingual-e5 is used to seeing before a text.
PREFIX = "query:"
HEADS = 12
_KEPT = 1024
#: Texts that are read together: more are no faster, and take memory.
_TOGETHER = 16
_EPSILON = np.float32(1e-12)
#: Digits to which results are rounded, so that the company in which a text is read makes no difference.
_DIGITS = 4

#: A matrix or a scale, with what is added after it.
Affine: TypeAlias = "tuple[NDArray[np.float32], NDArray[np.float32]]"

_Kept: TypeAlias = "OrderedDict[str, NDArray[np.float32]]"


@dataclass(frozen=True, slots=True)
class Layer:
    """One transformer layer: matrices (in, out) with their biases, and two layer norms."""

    qkv: Affine
    out: Affine
    up: Affine
    down: Affine
    norm_in: Affine
    norm_out: Affine

    def run(self, states: NDArray[np.float32], ends: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
        """States of texts laid end to end, (T, H), one layer further. `ends`: where each text begins and ends."""
        projected = states @ self.qkv[0] + self.qkv[1]
        mixed = np.concatenate([_attend(projected[start:end]) for start, end in ends])
        mixed = np.asarray(mixed @ self.out[0] + self.out[1], dtype=np.float32)
        states = _norm(states + mixed, self.norm_in)
        fed = _gelu(states @ self.up[0] + self.up[1])
        return _norm(states + fed @ self.down[0] + self.down[1], self.norm_out)


class Encoder:
    """Reads tidied texts. Results of the last thousand texts are kept."""

    def __init__(self, path: Path | None = None) -> None:
        """Raises `OSError` or `ValueError` if the file is not there or not whole."""
        path = path or PATH
        with np.load(path, allow_pickle=False) as file:
            data = {name: file[name] for name in file.files}
        try:
            names = data["pieces"].tobytes().decode().split("\n")
            self.pieces = Pieces(dict(zip(names, map(float, data["piece_scores"]), strict=True)))
            self.labels = tuple(data["labels"].tobytes().decode().split("\n")) if data["labels"].size else ()
            self.frozen = int(data["frozen"])
            self._words = data["words.q4"], data["words.scale"]
            self._places = data["places"].astype(np.float32)
            self._norm = data["norm.weight"], data["norm.bias"]
            self._layers = tuple(_layer(data, number) for number in range(int(data["layers"])))
            self._head = data["head.weight"], data["head.bias"]
        except KeyError as error:
            raise ValueError(f"{path.name} lacks {error}") from error
        self._prefix = self.pieces.cut(PREFIX)
        self._threads = ThreadpoolController()
        self._about: _Kept = OrderedDict()
        self._acts: _Kept = OrderedDict()

    def about(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """What texts are about, (n, H): the means of their states after the lower half."""
        self.read(about=texts)
        return self._recall(texts, self._about)

    def acts(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Scores of what is done in texts, (n, L), as logits."""
        self.read(acts=texts)
        return self._recall(texts, self._acts)

    def read(self, acts: Sequence[str] = (), about: Sequence[str] = ()) -> None:
        """Read texts together, for what is done in them and for what they are about: faster than one after the
        other. Results are kept for `acts` and `about`."""
        wanted = [text for text in dict.fromkeys(acts) if text not in self._acts]
        other = [text for text in dict.fromkeys(about) if text not in self._about and text not in wanted]
        texts = wanted + other
        with self._threads.limit(limits=1, user_api="blas"):
            for start in range(0, len(texts), _TOGETHER):
                self._read(texts[start : start + _TOGETHER], max(0, min(_TOGETHER, len(wanted) - start)))

    def lower(self, text: str) -> NDArray[np.float32]:
        """The states of one text after the lower half, (T, H)."""
        states = self.embed(text)
        for layer in self._layers[: self.frozen]:
            states = layer.run(states, [(0, len(states))])
        return states

    def embed(self, text: str) -> NDArray[np.float32]:
        """The states of one text before the first layer, (T, H)."""
        q4, scale = self._words
        rows = self.numbers(text)
        return _norm(unpacked(q4[rows], scale[rows]) + self._places[: len(rows)], self._norm)

    def numbers(self, text: str) -> list[int]:
        """The piece numbers that are read for a text."""
        cut = self.pieces.cut(text)
        if len(cut) > REACH:
            cut = cut[: REACH * 2 // 3] + cut[len(cut) - (REACH - REACH * 2 // 3) :]
        return [self.pieces.begin, *self._prefix, *cut, self.pieces.end]

    def _recall(self, texts: Sequence[str], kept: _Kept) -> NDArray[np.float32]:
        rows = np.stack([kept[text] for text in texts])
        for results in (self._about, self._acts):
            while len(results) > _KEPT:
                results.popitem(last=False)
        return rows

    def _read(self, texts: Sequence[str], upper: int) -> None:
        """Read texts that differ; keep what they are about and, of the first `upper` ones, what is done in them."""
        embedded = [self.embed(text) for text in texts]
        stops = np.cumsum([0, *map(len, embedded)]).tolist()
        ends = list(pairwise(stops))
        states = np.concatenate(embedded)
        for layer in self._layers[: self.frozen]:
            states = layer.run(states, ends)
        _keep(self._about, texts, [states[a:b].mean(axis=0) for a, b in ends])
        if upper:
            ends = ends[:upper]
            states = states[: ends[-1][1]]
            for layer in self._layers[self.frozen :]:
                states = layer.run(states, ends)
            weight, bias = self._head
            _keep(self._acts, texts[:upper], [states[a:b].mean(axis=0) @ weight + bias for a, b in ends])


def unpacked(numbers: NDArray[np.uint8], scales: NDArray[np.float16]) -> NDArray[np.float32]:
    """4-bit blocks, (rows, blocks, 16) two to a byte, as floats, (rows, 32 x blocks)."""
    both = np.concatenate([numbers & 15, numbers >> 4], axis=-1).astype(np.float32)
    both -= 8
    both *= scales[..., None].astype(np.float32)
    return both.reshape(len(both), -1)


def _layer(data: dict[str, NDArray[Any]], number: int) -> Layer:
    def affine(part: str) -> Affine:
        name = f"layer{number}.{part}"
        if f"{name}.q8" in data:
            matrix = data[f"{name}.q8"].astype(np.float32) * data[f"{name}.scale"][:, None]
        else:
            matrix = unpacked(data[f"{name}.q4"], data[f"{name}.scale"])
        return np.ascontiguousarray(matrix.T), data[f"{name}.bias"]

    def norm(part: str) -> Affine:
        return data[f"layer{number}.{part}.weight"], data[f"layer{number}.{part}.bias"]

    return Layer(affine("qkv"), affine("out"), affine("up"), affine("down"), norm("norm_in"), norm("norm_out"))


def _attend(projected: NDArray[np.float32]) -> NDArray[np.float32]:
    """Queries, keys and values of one text, (T, 3H), to what each piece takes from the others, (T, H)."""
    length, width = len(projected), projected.shape[1] // 3
    queries, keys, values = projected.reshape(length, 3, HEADS, -1).transpose(1, 2, 0, 3)
    weights = queries @ keys.transpose(0, 2, 1)
    weights *= np.float32((width // HEADS) ** -0.5)
    weights -= weights.max(axis=2, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=2, keepdims=True)
    return np.asarray((weights @ values).transpose(1, 0, 2).reshape(length, width))


def _norm(states: NDArray[np.float32], by: Affine) -> NDArray[np.float32]:
    states = np.asarray(states - states.mean(axis=1, keepdims=True), dtype=np.float32)
    states *= (1 / np.sqrt(np.einsum("ij,ij->i", states, states) / states.shape[1] + _EPSILON))[:, None]
    states *= by[0]
    states += by[1]
    return states


def _gelu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """x times the normal distribution function (Abramowitz and Stegun 7.1.26; error below 2e-7)."""
    z = np.asarray(np.abs(x), dtype=np.float32)
    z *= np.float32(0.5**0.5)
    t = np.asarray(1 / (1 + np.float32(0.3275911) * z), dtype=np.float32)
    series = np.asarray(np.float32(1.061405429) * t, dtype=np.float32)
    for term in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        series += np.float32(term)
        series *= t
    z *= z
    series *= np.exp(-z)
    np.subtract(1, series, out=series)
    np.copysign(series, x, out=series)
    series += 1
    series *= x
    series *= np.float32(0.5)
    return series


def _keep(kept: _Kept, texts: Sequence[str], rows: Sequence[NDArray[np.float32]]) -> None:
    kept.update((text, np.round(row, _DIGITS)) for text, row in zip(texts, rows, strict=True))
