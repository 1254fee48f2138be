"""The encoder in PyTorch, for training only: the same arithmetic as `roleplay.hearing.encoder`, with gradients."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from roleplay.hearing.encoder import HEADS
from roleplay.hearing.training.published import Published

EPSILON = 1e-12


class Layer(nn.Module):
    """One transformer layer. Nothing is dropped inside the attention: that costs most and gained nothing."""

    def __init__(self, width: int, inner: int, drop: float) -> None:
        super().__init__()
        self.drop = drop
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_in, self.norm_out = nn.LayerNorm(width, EPSILON), nn.LayerNorm(width, EPSILON)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """States (B, T, H) to states; `bias` (B, 1, 1, T) is far below zero where there is no piece."""
        batch, length, width = states.shape
        split = self.qkv(states).view(batch, length, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        queries, keys, values = split
        mixed = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=bias.to(split.dtype))
        joined = mixed.transpose(1, 2).reshape(batch, length, width)
        states = self.norm_in(states + functional.dropout(self.out(joined), self.drop, self.training))
        fed = self.down(functional.gelu(self.up(states)))
        result: Tensor = self.norm_out(states + functional.dropout(fed, self.drop, self.training))
        return result


class Head(nn.Module):
    """Upper layers, mean over the pieces, one logit a label."""

    def __init__(self, layers: list[Layer], width: int, labels: int, drop: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.linear = nn.Linear(width, labels)
        self.drop = drop
        self.register_buffer("mean", torch.zeros(width))
        self.register_buffer("spread", torch.ones(1))

    def pooled(self, states: Tensor, mask: Tensor) -> Tensor:
        """Mean of the last states, (B, H)."""
        bias = absent(mask)
        for layer in self.layers:
            states = layer(states, bias)
        return (states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Logits, (B, L), from the states of the lower half, (B, T, H)."""
        scaled = (self.pooled(states, mask) - self.mean) / self.spread
        logits: Tensor = self.linear(functional.dropout(scaled, self.drop, self.training))
        return logits


def absent(mask: Tensor) -> Tensor:
    """What is added to attention where there is no piece, (B, 1, 1, T)."""
    return torch.zeros(mask.shape).masked_fill(~mask, -1e4)[:, None, None, :]


def layers(published: Published, which: range, drop: float) -> list[Layer]:
    """Published layers, ready to be run or tuned."""
    inner = len(published.matrices["l0.fi.w"].numbers)
    made = []
    for number in which:
        layer = Layer(published.width, inner, drop)
        name = f"l{number}"
        qkv = [published.matrices[f"{name}.{part}.w"].floats() for part in "qkv"]
        biases = [published.vectors[f"{name}.{part}.b"] for part in "qkv"]
        _set(layer.qkv, np.concatenate(qkv), np.concatenate(biases))
        for mine, theirs in (("out", "ao"), ("up", "fi"), ("down", "fo")):
            _set(
                getattr(layer, mine),
                published.matrices[f"{name}.{theirs}.w"].floats(),
                published.vectors[f"{name}.{theirs}.b"],
            )
        for mine, theirs in (("norm_in", "aln"), ("norm_out", "oln")):
            weight, shift = (published.vectors[f"{name}.{theirs}.{part}"] for part in "wb")
            _set(getattr(layer, mine), weight, shift)
        made.append(layer)
    return made


def _set(module: nn.Linear | nn.LayerNorm, weight: np.ndarray, bias: np.ndarray) -> None:
    with torch.no_grad():
        module.weight.copy_(torch.from_numpy(weight))
        module.bias.copy_(torch.from_numpy(bias))
