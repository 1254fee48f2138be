"""Make `roleplay/hearing/data/fold.txt`: Traditional to Simplified Chinese, character by character.

Run by hand when the `opencc` package (PyPI, Apache-2.0 data) brings better tables:
`python corpus/make_fold_table.py`. The program itself needs only the table.
"""

from __future__ import annotations

from pathlib import Path

import opencc

TABLE = Path(__file__).parent.parent / "roleplay" / "hearing" / "data" / "fold.txt"
NOTE = "# Traditional then Simplified, in pairs. Made from OpenCC's t2s tables (Apache-2.0) by corpus/make_fold_table.py.\n"
BLOCKS = ((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF))
WIDTH = 50


def pairs() -> list[str]:
    """Every character of the blocks that has one other character as its simplified form."""
    convert = opencc.OpenCC("t2s").convert
    found = []
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            simple = convert(chr(code))
            if simple != chr(code) and len(simple) == 1 and ord(simple) <= 0xFFFF:
                found.append(chr(code) + simple)
    return found


if __name__ == "__main__":
    found = pairs()
    lines = ["".join(found[i : i + WIDTH]) for i in range(0, len(found), WIDTH)]
    TABLE.write_text(NOTE + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} pairs")
