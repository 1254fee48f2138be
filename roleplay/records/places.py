"""Where the records lie."""

from __future__ import annotations

import os
from pathlib import Path

#: The file in the data folder.
FILE = "rounds.sqlite3"


def data_folder() -> Path:
    """The user's data folder, or the one named by `ROLEPLAY_DATA`. It need not exist yet."""
    named = os.environ.get("ROLEPLAY_DATA")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("roleplay", appauthor=False)


def database_url() -> str:
    """The database named by `ROLEPLAY_DATABASE`, else the SQLite file in the data folder."""
    return os.environ.get("ROLEPLAY_DATABASE") or f"sqlite:///{data_folder().absolute() / FILE}"
