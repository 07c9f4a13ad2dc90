"""The few things a person sets for this computer, in a small file that anyone may edit or delete.

Read before the first frame, so it is JSON and nothing more. Nothing in it is trusted.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

SETTINGS_FILE = "settings.json"
_LARGEST = 64 * 1024


def read_theme(home: Path) -> str:
    """The theme asked for: `light`, `dark`, or `auto` where nothing readable says so."""
    file = home / SETTINGS_FILE
    with suppress(OSError, ValueError, RecursionError):
        if file.stat().st_size <= _LARGEST:
            told = json.loads(file.read_bytes())
            if isinstance(told, dict) and told.get("theme") in ("light", "dark"):
                return str(told["theme"])
    return "auto"


def write_theme(home: Path, theme: str) -> None:
    """Remember the theme; a folder that cannot be written to is no reason to complain."""
    with suppress(OSError):
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        (home / SETTINGS_FILE).write_text(json.dumps({"theme": theme}) + "\n", encoding="utf-8")
