"""How long hearing takes: `python bench/hearing.py`. Loading, an ordinary turn with evidence, a phrase book, memory.

The budget of a turn of up to 64 word pieces is 60 ms at the 99th percentile on one core, the customer's reply included.
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
    took = []
    for example in examples:
        started = time.process_time()  # other work on the machine must not count
        listener.hear(example.text, example.context, phrases=book)
        took.append(1000 * (time.process_time() - started))
    took.sort()
    for share in (0.5, 0.95, 0.99):
        print(f"turn, {share:.0%} within  {took[int(share * (len(took) - 1))]:6.1f} ms")
    started = time.perf_counter()
    listener.hear("I'm sorry, but you should have read the manual. " * 2000)
    print(f"100 KB at once    {time.perf_counter() - started:6.2f} s")
    print(f"memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


if __name__ == "__main__":
    if os.environ.get("OPENBLAS_NUM_THREADS") != "1":  # one core; must be set before numpy is imported
        threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
        sys.exit(subprocess.call([sys.executable, __file__], env=os.environ | threads))
    main()
