"""Events into the database: what each kind of event changes besides the list of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from roleplay.records.rows import RecordsError
from roleplay.records.schema import drafts, events, lines_seen, rounds, unheard

if TYPE_CHECKING:
    from roleplay.practice.events import Event


class RoundSink:
    """Hands a round's events on, and holds those that could not be kept until the next ones come."""

    def __init__(
        self, keep: Callable[[Sequence[Event]], None], on_error: Callable[[RecordsError], None] | None = None
    ) -> None:
        self._keep = keep
        self._on_error = on_error
        self._backlog: list[Event] = []
        self._lock = Lock()

    @property
    def behind(self) -> bool:
        """Whether events are waiting that could not be kept."""
        return bool(self._backlog)

    def __call__(self, batch: Sequence[Event]) -> None:
        """Keep these events, after any that are still waiting."""
        with self._lock:
            waiting = [*self._backlog, *batch]
            try:
                self._keep(waiting)
            except RecordsError as error:
                self._backlog = [event for event in waiting if event["type"] != "draft"]
                if self._on_error is None:
                    raise
                self._on_error(error)
            else:
                self._backlog = []


def append(connection: Connection, row: Any, batch: Sequence[Event], now: str) -> None:
    """Keep a batch of one round (`row` of `rounds`) in the transaction of `connection`."""
    listed = [event for event in batch if event["type"] != "draft"]
    if listed:
        connection.execute(events.insert(), [_event_row(row.id, event) for event in listed])
    changes: dict[str, Any] = {"updated_at": now}
    lines: Counter[str] = Counter()
    for event in batch:
        match event["type"]:
            case "draft":
                _keep_draft(connection, row.id, event)
            case "said":
                changes["turns"] = event["turn"]
                _drop_drafts(connection, row.id)
            case "heard":
                _note_unheard(connection, row.id, event)
            case "replied":
                lines.update(event["lines"])
            case "scored":
                changes["scores"] = _scores(event)
            case "ended":
                changes |= {"phase": "ended", "value": event["value"], "ending": event["ending"]}
                changes["scores"] = _scores(event)
                _drop_drafts(connection, row.id)  # another window may have kept one since the last turn
            case _:
                pass
    connection.execute(rounds.update().where(rounds.c.id == row.id).values(**changes))
    _count_lines(connection, row, lines)


def ensure(connection: Connection, table: Table, **values: Any) -> None:
    """Insert a row unless there is one with its key."""
    connection.execute(_insert(connection, table).values(**values).on_conflict_do_nothing())


def _insert(connection: Connection, table: Table) -> Any:
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(table)


def _event_row(round_id: str, event: Event) -> dict[str, Any]:
    return {"round": round_id, "seq": event["seq"], "turn": event["turn"], "type": event["type"], "body": event}


def _drop_drafts(connection: Connection, round_id: str) -> None:
    connection.execute(drafts.delete().where(drafts.c.round == round_id))


def _keep_draft(connection: Connection, round_id: str, event: Event) -> None:
    """A draft belongs to the turn to come, so that one that is kept late never outlives its turn."""
    draft = _insert(connection, drafts).values(round=round_id, turn=event["turn"] + 1, text=event["text"])
    connection.execute(
        draft.on_conflict_do_update(index_elements=["round", "turn"], set_={"text": draft.excluded.text})
    )


def _note_unheard(connection: Connection, round_id: str, event: Event) -> None:
    turn = event["heard"]
    if turn["acts"] or not any(char.isalnum() for char in turn["text"]):
        return
    guesses = {"possible": turn["possible"], "topics": turn["topics"]}
    ensure(
        connection,
        unheard,
        round=round_id,
        turn=event["turn"],
        text=turn["text"],
        lang=turn["lang"],
        guesses=guesses,
    )


def _scores(event: Event) -> dict[str, Any]:
    return {name: {"score": found["score"], "steps": found["steps"]} for name, found in event["rubrics"].items()}


def _count_lines(connection: Connection, row: Any, lines: Counter[str]) -> None:
    if not lines:
        return
    counted = _insert(connection, lines_seen)
    counted = counted.on_conflict_do_update(
        index_elements=["learner", "persona", "line"], set_={"times": lines_seen.c.times + counted.excluded.times}
    )
    found = [
        {"learner": row.learner, "persona": row.persona, "line": line, "times": times}
        for line, times in sorted(lines.items())
    ]
    connection.execute(counted, found)
