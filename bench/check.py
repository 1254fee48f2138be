"""How long `roleplay check` takes for a course of many scenarios.

    python -m bench.check [FILES] [BUDGET]

Budget: 1,000 scenario files of 37 KB in 10 seconds on one core; exit code 1 if it took longer.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from roleplay.content.library import shipped_root


def main(files: int = 1000, budget: float = 10.0) -> int:
    text = (shipped_root() / "scenarios" / "dead_cooker.yaml").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for n in range(files):
            made = text.replace("\nid: dead_cooker\n", f"\nid: copy_{n}\n", 1)
            (Path(folder) / f"copy_{n}.yaml").write_text(made, "utf-8")
        start = time.perf_counter()
        subprocess.run([sys.executable, "-m", "roleplay", "check", folder], check=True)
        spent = time.perf_counter() - start
    print(
        f"{files:,} files of {len(text.encode()) / 1000:.0f} KB: {spent:.1f} s ({spent / files * 1000:.1f} ms each)"
    )
    return 0 if spent <= budget else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
