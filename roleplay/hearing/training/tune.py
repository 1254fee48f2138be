"""Fine-tuning: the upper half of the published encoder learns our labels; the lower half stays as it is.

Settings were found on the corpus' held-out turns (`docs/hearing.md`): a rate that falls from layer to layer, few
epochs, small batches, half precision where it does no harm.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from roleplay.hearing.encoder import Encoder
from roleplay.hearing.training.network import Head, absent, layers
from roleplay.hearing.training.published import Published

EPOCHS, BATCH = 3, 16
RATE, HEAD_RATE, FALL = 2.5e-4, 3e-3, 0.8
DECAY, DROP, HEAD_DROP, WARMING, CLIP = 0.01, 0.1, 0.2, 0.1, 1.0


@dataclass
class Lower:
    """What the untouched lower half makes of every text: (pieces, H) each; numpy arrays of float16."""

    states: list[NDArray[np.float16]]

    def batch(self, rows: Sequence[int] | NDArray[np.int64]) -> tuple[Tensor, Tensor]:
        """States (B, T, H), padded, and which of them are real (B, T)."""
        chosen = [self.states[row] for row in rows]
        longest = max(map(len, chosen))
        states = torch.zeros(len(chosen), longest, chosen[0].shape[1])
        mask = torch.zeros(len(chosen), longest, dtype=torch.bool)
        for place, one in enumerate(chosen):
            states[place, : len(one)] = torch.from_numpy(one.astype(np.float32))
            mask[place, : len(one)] = True
        return states, mask


def lower_half(published: Published, encoder: Encoder, texts: Sequence[str], frozen: int) -> Lower:
    """Run the lower half over tidied texts, many at once (`Encoder.lower` gives the same, one by one)."""
    lower = layers(published, range(frozen), 0.0)
    embedded = Lower([encoder.embed(text).astype(np.float16) for text in texts])
    order = np.argsort([len(states) for states in embedded.states], kind="stable")
    with torch.no_grad():
        for start in range(0, len(order), 64):
            rows = order[start : start + 64]
            states, mask = embedded.batch(rows)
            for layer in lower:
                states = layer(states, absent(mask))
            for row, made in zip(rows, states.numpy(), strict=True):
                embedded.states[row] = made[: len(embedded.states[row])].astype(np.float16)
    return embedded


def fine_tune(
    published: Published, lower: Lower, truth: NDArray[np.bool_], rows: NDArray[np.int64], frozen: int, seed: int
) -> Head:
    """Train on the given rows. Takes some ten minutes for ten thousand turns on two cores; prints each epoch."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    targets = torch.from_numpy(truth.astype(np.float32))
    head = _head(published, lower, targets, rows, frozen)
    steps = EPOCHS * -(-len(rows) // BATCH)
    optimiser = torch.optim.AdamW(_groups(head), betas=(0.9, 0.99), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (WARMING * steps)) * max(0.0, 1 - step / steps)
    )
    lengths = np.array([len(states) for states in lower.states])
    for epoch in range(EPOCHS):
        head.train()
        begun, total = time.monotonic(), 0.0
        for batch in _batches(rng.permutation(rows), lengths, rng):
            states, mask = lower.batch(batch)
            with torch.autocast("cpu", torch.bfloat16):
                logits = head(states, mask)
            loss = functional.binary_cross_entropy_with_logits(logits.float(), targets[batch], reduction="none")
            mean = loss.sum(1).mean()
            optimiser.zero_grad()
            mean.backward()
            nn.utils.clip_grad_norm_(head.parameters(), CLIP)
            optimiser.step()
            schedule.step()
            total += float(mean.detach()) * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(rows):.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    return head.eval()


def logits(head: Head, lower: Lower, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Scores, (rows, L)."""
    order = rows[np.argsort([len(lower.states[row]) for row in rows], kind="stable")]
    found = np.zeros((len(lower.states), head.linear.out_features), dtype=np.float32)
    with torch.no_grad():
        for start in range(0, len(order), 64):
            batch = order[start : start + 64]
            found[batch] = head(*lower.batch(batch)).numpy()
    return found[rows]


def _head(published: Published, lower: Lower, targets: Tensor, rows: NDArray[np.int64], frozen: int) -> Head:
    """Published upper layers under a head that starts from how common each label is."""
    upper = layers(published, range(frozen, published.layers), DROP)
    head = Head(upper, published.width, targets.shape[1], HEAD_DROP).eval()
    sample = np.sort(rows)[:: max(1, len(rows) // 2000)]
    with torch.no_grad():
        pooled = torch.cat([head.pooled(*lower.batch(sample[i : i + 64])) for i in range(0, len(sample), 64)])
        head.mean.copy_(pooled.mean(0))
        head.spread.fill_(float((pooled - pooled.mean(0)).std()))
        nn.init.normal_(head.linear.weight, std=0.01)
        share = targets[rows].mean(0).clamp(min=2e-3)
        head.linear.bias.copy_(torch.log(share / (1 - share)))
    return head


def _groups(head: Head) -> list[dict[str, object]]:
    upper = list(head.layers)
    rates = [RATE * FALL ** (len(upper) - 1 - place) for place in range(len(upper))]
    own: list[dict[str, object]] = [
        {"params": list(head.linear.parameters()), "lr": HEAD_RATE, "weight_decay": DECAY}
    ]
    return own + [
        {"params": list(layer.parameters()), "lr": rate, "weight_decay": DECAY}
        for layer, rate in zip(upper, rates, strict=True)
    ]


def _batches(
    shuffled: NDArray[np.int64], lengths: NDArray[np.int64], rng: np.random.Generator
) -> list[NDArray[np.int64]]:
    """Batches of texts of like length, in an order by chance."""
    chunks = np.array_split(shuffled, max(1, len(shuffled) // (BATCH * 8)))
    sorted_ = [chunk[np.argsort(lengths[chunk], kind="stable")] for chunk in chunks]
    batches = [chunk[start : start + BATCH] for chunk in sorted_ for start in range(0, len(chunk), BATCH)]
    return [batches[i] for i in rng.permutation(len(batches))]
