"""What the tests of this room share: the format's own example, and files laid out in a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from game.script.document import Document, Reading, read_document
from game.script.load import Loaded, load_scenario
from game.script.problems import Problem
from game.script.reader import Source

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "scenarios"

LIBRARY_WORDS = (
    *("mapping", "scalar", "token", "pydantic", "dict", "tuple", "validat", "input should"),
    *("alias", "anchor", "parsing", "scanning", "document start", "simple key", "nonetype"),
)
"""Words of YAML's and pydantic's own that no mentor should meet."""


def reading(text: str | bytes) -> Reading:
    return read_document(
        Source("file.yaml", text if isinstance(text, bytes) else text.encode("utf-8"))
    )


def document(text: str) -> Document:
    found = reading(text)
    assert found.document is not None, found.problems
    return found.document


def codes_in(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


def example_in(folder: Path) -> Path:
    """The format's example with its binder, laid out to be changed."""
    shutil.copytree(FILES, folder, dirs_exist_ok=True)
    return folder / "just-looking.yaml"


def changed(folder: Path, change: Callable[[str], str], file: str = "just-looking.yaml") -> Loaded:
    """The example loaded after one of its files was changed; the change must change it."""
    path = example_in(folder)
    target = folder / file
    before = target.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    target.write_text(after, encoding="utf-8")
    return load_scenario(path, [folder])


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def the_one(loaded: Loaded, code: str) -> Problem:
    """The only problem of that code."""
    found = [p for p in loaded.problems if p.code == code]
    assert len(found) == 1, loaded.problems
    return found[0]
