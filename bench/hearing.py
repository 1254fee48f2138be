"""How long hearing takes: `python bench/hearing.py`. Loading, an ordinary turn, its exact words, a phrase book, memory.

The budget of a turn of up to 64 word pieces is 60 ms at the 99th percentile on two cores, the customer's reply included.
Exact words are found after the reply. Give it a quiet machine: it looks at the clock on the wall.
"""

from __future__ import annotations

import resource
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
        started = time.perf_counter()
        turn = listener.hear(example.text, example.context, phrases=book)
        heard = time.perf_counter()
        listener.evidence(turn, example.context, book)
        took["turn"].append(1000 * (heard - started))
        took["exact words"].append(1000 * (time.perf_counter() - heard))
    for what, times in took.items():
        times.sort()
        for share in (0.5, 0.95, 0.99):
            print(f"{what + ',':12} {share:.0%} within  {times[int(share * (len(times) - 1))]:6.1f} ms")
    started = time.perf_counter()
    listener.hear("I'm sorry, but you should have read the manual. " * 2000)
    print(f"100 KB at once    {time.perf_counter() - started:6.2f} s")
    print(f"memory            {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MiB")


if __name__ == "__main__":
    main()
