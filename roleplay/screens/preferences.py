"""What a user has set, kept as a small JSON file in the user's configuration folder."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

#: Allowed values by name; the first is the default. An empty `lang` means: as the environment says.
CHOICES: dict[str, tuple[str, ...]] = {
    "lang": ("", "en", "zh"),
    "theme": ("dark", "light", "plain"),
    "mode": ("coached", "exam"),
}


@dataclass(frozen=True)
class Preferences:
    """`lang` of the interface, `theme` (plain: without colours) and the `mode` that is offered first."""

    lang: str = CHOICES["lang"][0]
    theme: str = CHOICES["theme"][0]
    mode: str = CHOICES["mode"][0]

    def changed(self, **values: str) -> Preferences:
        """These preferences with some values changed."""
        return replace(self, **values)


def settings_file() -> Path:
    """Where preferences lie: the folder named by `ROLEPLAY_CONFIG`, else the user's own."""
    named = os.environ.get("ROLEPLAY_CONFIG")
    if named:
        return Path(named).expanduser() / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("roleplay", appauthor=False) / "settings.json"


def load(path: Path) -> Preferences:
    """Read preferences; what is missing, damaged or unknown is as if it had never been set."""
    try:
        found: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    return Preferences(**{name: found[name] for name, allowed in CHOICES.items() if found.get(name) in allowed})


def save(preferences: Preferences, path: Path) -> None:
    """Write preferences; a crash leaves the old file or the new one. Raises `OSError`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(preferences), indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)
