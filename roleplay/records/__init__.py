"""Rounds kept: the database, its migrations, and what is read from it.

`Records` is imported when it is first asked for: SQLAlchemy alone takes about 200 ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from roleplay.records.rows import RecordsError, RoundRow

if TYPE_CHECKING:
    from roleplay.records.records import Records

__all__ = ["Records", "RecordsError", "RoundRow"]


def __getattr__(name: str) -> Any:
    if name == "Records":
        from roleplay.records.records import Records

        return Records
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
