"""How long hearing takes: `python bench/hearing.py`. Loading, an ordinary turn, its exact words, a phrase book, memory.

The budget of a turn of up to 64 word pieces is 60 ms at the 99th percentile on one core, the customer's reply included.
Exact words are found after the reply.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time

from roleplay.content.library import Library
from roleplay.hearing import corpus
from roleplay.hearing.listener import load_listener

TURNS = 600


def main() -> None:
    started = time.perf_counter()
    listener = load_listener()
    print(f"load              {time.perf_counter() - started:6.2f} s {listener.degraded}")
    library = Library()
    scenario = library.scenario(library.ids("scenarios")[0])
    started = time.perf_counter()
    book = listener.phrases(scenario)
    print(f"phrase book       {time.perf_counter() - started:6.2f} s")
    examples = [e for e in corpus.read_held() if len(e.text) <= 240][:TURNS]
    took: dict[str, list[float]] = {"turn": [], "exact words": []}
    for example in examples:
        listener.read_ahead(example.context)  # as the app does while the agent types
        started = time.process_time()  # other work on the machine must not count
        turn = listener.hear(example.text, example.context, phrases=book)
        heard = time.process_time()
        listener.evidence(turn, example.context, book)
        took["turn"].append(1000 * (heard - started))
        took["exact words"].append(1000 * (time.process_time() - heard))
    for what, times in took.items():
        times.sort()
        for share in (0.5, 0.95, 0.99):
            print(f"{what + ',':12} {share:.0%} within  {times[int(share * (len(times) - 1))]:6.1f} ms")
    started = time.perf_counter()
    listener.hear("I'm sorry, but you should have read the manual. " * 2000)
    print(f"100 KB at once    {time.perf_counter() - started:6.2f} s")
    print(f"memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # one core; must be set before numpy is imported
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        sys.exit(subprocess.call([sys.executable, __file__], env=os.environ | threads))
    main()
