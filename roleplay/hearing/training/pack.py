"""The encoder's file: what of the published one is kept, as it is, and the tuned upper half in 8-bit rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from roleplay.hearing.encoder import REACH
from roleplay.hearing.training.published import Blocks, Published

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from roleplay.hearing.training.network import Head

#: Layers that stay as published.
FROZEN = 6
#: Pieces beside those of the text itself: the prefix and the marks around both.
_AROUND = 8


def lower(published: Published, kept: Sequence[str]) -> dict[str, Any]:
    """Arrays of vocabulary, embeddings and the lower half, and no labels yet."""
    numbers = {piece: number for number, piece in enumerate(published.pieces)}
    rows = [numbers[piece] for piece in kept]
    words = published.matrices["emb.word"]
    places = published.vectors["emb.pos"].reshape(-1, published.width)[: REACH + _AROUND]
    arrays: dict[str, Any] = {
        "pieces": text(kept),
        "piece_scores": np.array([published.pieces[piece] for piece in kept], dtype=np.float32),
        "labels": text(()),
        "layers": FROZEN,
        "frozen": FROZEN,
        "words.q4": words.numbers[rows],
        "words.scale": words.scales[rows],
        "places": (places + published.vectors["emb.type"][: published.width]).astype(np.float32),
        "norm.weight": published.vectors["emb.ln.w"],
        "norm.bias": published.vectors["emb.ln.b"],
        "head.weight": np.zeros((published.width, 0), dtype=np.float32),
        "head.bias": np.zeros(0, dtype=np.float32),
    }
    for number in range(FROZEN):
        arrays |= _published_layer(published, number)
    return arrays


def upper(head: Head, labels: Sequence[str]) -> dict[str, Any]:
    """Arrays of the tuned upper half; its scaling is folded into the head."""
    state = {name: tensor.numpy() for name, tensor in head.state_dict().items()}
    weight = state["linear.weight"].T / state["spread"]
    arrays: dict[str, Any] = {
        "labels": text(labels),
        "layers": FROZEN + len(head.layers),
        "head.weight": weight.astype(np.float32),
        "head.bias": (state["linear.bias"] - state["mean"] @ weight).astype(np.float32),
    }
    for place in range(len(head.layers)):
        name = f"layer{FROZEN + place}"
        for part in ("qkv", "out", "up", "down"):
            numbers, scale = eight_bit(state[f"layers.{place}.{part}.weight"])
            arrays |= {f"{name}.{part}.q8": numbers, f"{name}.{part}.scale": scale}
            arrays[f"{name}.{part}.bias"] = state[f"layers.{place}.{part}.bias"]
        for part in ("norm_in", "norm_out"):
            arrays |= {
                f"{name}.{part}.{kind}": state[f"layers.{place}.{part}.{kind}"] for kind in ("weight", "bias")
            }
    return arrays


def write(arrays: dict[str, Any], path: Path) -> None:
    """Save, uncompressed: the numbers hardly shrink, and the file loads faster."""
    with path.open("wb") as file:
        np.savez(file, **arrays)


def eight_bit(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as whole numbers of -127 to 127, and each row's scale."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-9) / 127
    return np.round(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def text(lines: Sequence[str]) -> NDArray[np.uint8]:
    """Lines as bytes."""
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


def _published_layer(published: Published, number: int) -> dict[str, Any]:
    theirs, mine = f"l{number}", f"layer{number}"
    qkv = [published.matrices[f"{theirs}.{part}.w"] for part in "qkv"]
    matrices = {
        "qkv": Blocks(np.concatenate([m.numbers for m in qkv]), np.concatenate([m.scales for m in qkv])),
        "out": published.matrices[f"{theirs}.ao.w"],
        "up": published.matrices[f"{theirs}.fi.w"],
        "down": published.matrices[f"{theirs}.fo.w"],
    }
    biases = {
        "qkv": np.concatenate([published.vectors[f"{theirs}.{part}.b"] for part in "qkv"]),
        "out": published.vectors[f"{theirs}.ao.b"],
        "up": published.vectors[f"{theirs}.fi.b"],
        "down": published.vectors[f"{theirs}.fo.b"],
    }
    arrays: dict[str, Any] = {}
    for part, blocks in matrices.items():
        arrays |= {f"{mine}.{part}.q4": blocks.numbers, f"{mine}.{part}.scale": blocks.scales}
        arrays[f"{mine}.{part}.bias"] = biases[part]
    for part, name in (("norm_in", "aln"), ("norm_out", "oln")):
        for kind, letter in (("weight", "w"), ("bias", "b")):
            arrays[f"{mine}.{part}.{kind}"] = published.vectors[f"{theirs}.{name}.{letter}"]
    return arrays
