"""Word pieces: a text cut the likeliest way into the pieces that the encoder knows (a unigram model, Viterbi)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

#: What stands for the white space before a word.
SPACE = "\u2581"
#: Marks around every text, and what stands for a character that no piece holds.
BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
_UNKNOWN_COST = 10.0


class Pieces:
    """Cuts tidied texts. `scores` are log probabilities, piece by piece; a piece's number is its place."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        self._known = {piece: (number, score) for number, (piece, score) in enumerate(scores.items())}
        self.begin, self.end, self.unknown = (self._known[mark][0] for mark in (BEGIN, END, UNKNOWN))
        for mark in (BEGIN, END, UNKNOWN):
            del self._known[mark]
        self._unlikely = min(scores.values()) - _UNKNOWN_COST
        self._beginnings = {piece[:size] for piece in self._known for size in range(1, len(piece) + 1)}

    def cut(self, text: str) -> list[int]:
        """The numbers of a text's pieces, without the marks around it."""
        line = SPACE + SPACE.join(text.split())
        best: list[float] = [0.0] + [float("-inf")] * len(line)
        came: list[tuple[int, int]] = [(0, 0)] * (len(line) + 1)
        for start in range(len(line)):
            before = best[start]
            for end in range(start + 1, len(line) + 1):
                known = self._known.get(line[start:end])
                if known is not None and before + known[1] > best[end]:
                    best[end], came[end] = before + known[1], (known[0], start)
                elif known is None and line[start:end] not in self._beginnings:
                    break
            if before + self._unlikely > best[start + 1]:
                best[start + 1], came[start + 1] = before + self._unlikely, (self.unknown, start)
        found, end = [], len(line)
        while end > 0:
            number, end = came[end]
            found.append(number)
        return found[::-1]
