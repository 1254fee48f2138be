"""Words of the records: what is wrong and what to do next, in English."""

from __future__ import annotations

TEXTS: dict[str, str] = {
    "records.folder": "The folder for the records cannot be used ({where}: {detail}). Make it writable, or name another folder in ROLEPLAY_DATA.",
    "records.readonly": "The records may only be read ({where}). Make the file and its folder writable, or name another folder in ROLEPLAY_DATA.",
    "records.damaged": "The records are damaged ({where}). Move the file away to begin new ones; keep it if you want to rescue old rounds.",
    "records.newer": "The records were made by a newer version of this program ({where}: {detail}). Update the program, or name another folder in ROLEPLAY_DATA.",
    "records.away": "The database server cannot be reached ({where}). Check that it runs, and the address in ROLEPLAY_DATABASE. It was said: “{detail}”",
    "records.driver": "The driver for this database is not installed ({where}). Install roleplay-trainer[postgres], or leave ROLEPLAY_DATABASE empty.",
    "records.url": "This is no address of a database that can be used: {where}. Write ROLEPLAY_DATABASE as sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.",
    "records.busy": "Another process is writing the records and does not let go ({where}). Close it and try again.",
    "records.full": "There is no room left for the records ({where}). Free some space on the disk.",
    "records.elsewhere": "This round is being played elsewhere as well ({where}). Go on in the other window, or start a new round.",
    "records.unknown": "There is no such round in the records ({where}): {detail}. `roleplay replay --list` names them.",
    "records.other": "The records cannot be used ({where}). Check the database, or name another folder in ROLEPLAY_DATA. It was said: “{detail}”",
    "records.gone": "The file of the records has been deleted, moved or replaced ({where}). Put it back, or start the program anew to begin new records.",
    "records.disk": "The disk reports an error with the records ({where}). Check the disk and its free space, or name another folder in ROLEPLAY_DATA.",
}
