"""What the screens need and must not wait for: content, records and hearing, each loaded once, in a thread.

Nothing of Textual is in here. Every getter blocks until its part is there, so it is called from worker
threads only; `warm` starts loading without waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from roleplay.content.scenario import Scenario
    from roleplay.hearing.heard import HeardTurn
    from roleplay.practice.theatre import Ears, Theatre
    from roleplay.records.records import Records

Part = Literal["theatre", "records", "ears"]


class KeptEars:
    """A listener that prepares each scenario's phrases once: half a second that only the first asker waits."""

    def __init__(self, ears: Ears) -> None:
        from roleplay.practice.evidence import finder

        self._ears = ears
        self.evidence = finder(ears)
        self.read_ahead = getattr(ears, "read_ahead", lambda context: None)
        self.id = ears.id
        self.degraded = str(getattr(ears, "degraded", "") or "")
        self._phrases: dict[str, tuple[Scenario, Any]] = {}
        self._ideals: dict[tuple[str, str], tuple[Scenario, tuple[HeardTurn, ...]]] = {}
        self._lock = Lock()

    def phrases(self, scenario: Scenario) -> Any:
        """The scenario's own phrases, prepared."""
        with self._lock:
            known = self._phrases.get(scenario.id)
            if known is None or known[0] is not scenario:
                known = self._phrases[scenario.id] = (scenario, self._ears.phrases(scenario))
            return known[1]

    def ideal(self, scenario: Scenario, lang: str) -> tuple[HeardTurn, ...]:
        """What is heard in the scenario's ideal version, in one language."""
        from roleplay.practice.ideal import hear_ideal

        known = self._ideals.get((scenario.id, lang))
        if known is None or known[0] is not scenario:
            known = self._ideals[scenario.id, lang] = (scenario, hear_ideal(self, scenario, lang))
        return known[1]

    def hear(self, text: str, context: str = "", lang: str | None = None, phrases: Any = None) -> HeardTurn:
        """What is heard in one turn."""
        return self._ears.hear(text, context, lang, phrases)


class Backstage:
    """Loads content, records and hearing when they are first asked for.

    `open_records` None: rounds are played without being kept.
    """

    def __init__(
        self,
        courses: Sequence[Path] = (),
        *,
        load_theatre: Callable[[], Theatre] | None = None,
        load_ears: Callable[[], Ears] | None = None,
        open_records: Callable[[], Records] | None = None,
    ) -> None:
        self._loaders: dict[Part, Callable[[], Any]] = {
            "theatre": load_theatre or (lambda: _load_theatre(courses)),
            "ears": lambda: KeptEars((load_ears or _load_ears)()),
            "records": open_records or (lambda: None),
        }
        self._futures: dict[Part, Future[Any]] = {}
        self._lock = Lock()

    def warm(self, part: Part) -> Future[Any]:
        """Begin to load a part, if nobody has yet."""
        with self._lock:
            if part not in self._futures:
                future: Future[Any] = Future()
                self._futures[part] = future
                Thread(target=_fulfil, args=(future, self._loaders[part]), name=f"load {part}", daemon=True).start()
            return self._futures[part]

    def theatre(self) -> Theatre:
        """Content ready to be played. Raises `ContentError` if what all rounds share is broken."""
        theatre: Theatre = self.warm("theatre").result()
        return theatre

    def ears(self) -> KeptEars:
        """The listener, with its encoder where that can be had."""
        ears: KeptEars = self.warm("ears").result()
        return ears

    def records(self) -> Records | None:
        """The records, or None where none are kept. Raises `RecordsError` if they cannot be opened."""
        records: Records | None = self.warm("records").result()
        return records

    def close(self) -> None:
        """Let go of the database, if it was opened."""
        future = self._futures.get("records")
        if future is not None and future.done() and future.exception() is None and future.result() is not None:
            future.result().close()


def _fulfil(future: Future[Any], load: Callable[[], Any]) -> None:
    try:
        future.set_result(load())
    except BaseException as error:  # handed to whoever asks for the part
        future.set_exception(error)


def _load_theatre(courses: Sequence[Path]) -> Theatre:
    from roleplay.content.library import Library
    from roleplay.practice.theatre import Theatre

    theatre = Theatre(Library(courses))
    _ = theatre.rules  # acts, patterns and rubrics, which every screen words
    return theatre


def _load_ears() -> Ears:
    from roleplay.hearing.listener import load_listener

    ears: Ears = load_listener(encoder=True)
    return ears
