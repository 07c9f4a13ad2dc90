"""What the tests of `sixty library` share: a shelf with one scenario."""

from __future__ import annotations

from pathlib import Path

from tests.author.check.kit import sound

START = "start: lot"


def shelf(folder: Path, exercises: str = "{S1: by-when, S12: [write-down, hatchback]}") -> Path:
    """A shelf with one scenario, `loft/second-visit`, for which every proof holds."""
    path = sound(folder / "loft")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(START, f"exercises: {exercises}\n{START}"), encoding="utf-8")
    path.rename(path.with_name("second-visit.yaml"))
    return folder
