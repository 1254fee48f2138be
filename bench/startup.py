"""How long `roleplay --help` takes, as a multiple of importing click alone.

python bench/startup.py [--runs N] [--budget 1.5]: exit code 1 if the median ratio is over the budget. The
two are run in turns, so that a busy machine slows both.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

CLICK = [sys.executable, "-c", "import click"]
HELP = [sys.executable, "-c", "from roleplay.cli.main import main; main()", "--help"]


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30)
    parser.add_argument("--budget", type=float, default=1.5)
    chosen = parser.parse_args()
    for command in (CLICK, HELP):  # the files into the cache, bytecode written
        seconds(command)
    pairs = [(seconds(CLICK), seconds(HELP)) for _ in range(chosen.runs)]
    click, help_text = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    print(f"import click {click * 1000:.0f} ms, roleplay --help {help_text * 1000:.0f} ms, ratio {ratio:.2f}")
    return 0 if ratio <= chosen.budget else 1


if __name__ == "__main__":
    sys.exit(main())
