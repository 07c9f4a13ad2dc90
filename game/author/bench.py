"""A scenario file on the bench: read, played, changed on disk, read again.

What can no longer be played stays on the bench as it last could be, with what is wrong beside it.
Reads files and writes none; keeps no log. Knows no screen.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from game.author import preview
from game.author.preview import Moved, Preview
from game.author.ways import Look, TooFarError
from game.engine.program import Program, compile_script
from game.script.load import load_scenario
from game.script.problems import Problem, quoted, suggest
from game.script.reader import find_beside, full


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for when the file was laid on the bench; `at` is a scene or a witness."""

    seed: int
    truth: str | None = None
    at: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """A file and its preview: None until a version could be played for the first time.

    `problems` are those of the file as it stands; `stale` says that it cannot be played, so that
    the preview is of an earlier version. `says` is what the last thing done came to, in a sentence.
    `files` are all that it was read from.
    """

    path: Path
    shelves: tuple[Path, ...]
    wish: Wish
    title: str = ""
    preview: Preview | None = None
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    says: str = ""
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A file as it was read: a program where it can be played."""

    title: str
    program: Program | None
    problems: tuple[Problem, ...]
    files: tuple[Path, ...]


def read(path: Path, shelves: Sequence[Path]) -> Version:
    """The file as it stands. Never raises for anything that a file can hold, or be.

    Quick, because states are not looked at: what only a play can show is for the check.
    """
    loaded = load_scenario(path, shelves)
    beside = (find_beside(folder, name, path, shelves) for folder, name in loaded.sought)
    files = tuple(dict.fromkeys((full(path), *(full(file) for file in beside if file is not None))))
    program = None if loaded.script is None else compile_script(loaded.script)
    return Version(loaded.title, program, loaded.problems, files)


def lay(path: Path, shelves: Sequence[Path], wish: Wish) -> Bench:
    """A file on the bench, its first version not yet read."""
    return Bench(path, tuple(shelves), wish, files=(full(path),))


def take_up(bench: Bench, version: Version, look: Look | None = None) -> Bench:
    """The bench with another version of its file: the choices made so far are made again in it."""
    files = version.files if len(version.files) > 1 else (*version.files, *bench.files[1:])
    told = replace(
        bench, title=version.title or bench.title, problems=version.problems, files=files
    )
    if version.program is None:
        return replace(told, stale=True, says=_kept(bench.preview))
    if bench.preview is None:
        return _first(replace(told, stale=False), version.program, look)
    before = bench.preview
    moved = preview.reload(before, version.program)
    same = _sources(before.program) == _sources(version.program)
    says = moved.says or ("" if same and not bench.stale else _again(before, moved.preview))
    return replace(told, preview=moved.preview, stale=False, says=says)


def moved(bench: Bench, step: Callable[[Preview], Moved]) -> Bench:
    """The bench after something was done in its preview; where there is none yet, as it was."""
    if bench.preview is None:
        return bench
    try:
        after = step(bench.preview)
    except TooFarError as far:
        return replace(bench, says=str(far))
    return replace(bench, preview=after.preview, says=after.says)


def said(bench: Bench, sentence: str) -> Bench:
    """The bench with a sentence on what went wrong."""
    return replace(bench, says=sentence)


def _first(bench: Bench, program: Program, look: Look | None) -> Bench:
    wish, says = bench.wish, ""
    names = [row.id for row in program.truths if row.id is not None]
    truth = wish.truth
    if truth is not None and truth not in names:
        says = f"There is no truth {quoted(truth)}. {suggest(truth, names)}".strip()
        truth = None
    begun = replace(bench, preview=preview.begin(program, wish.seed, truth))
    there = moved(begun, lambda now: preview.at(now, wish.at, look))
    return replace(there, says=f"{says} {there.says}".strip())


def _sources(program: Program) -> tuple[str, str]:
    return program.script.scenario_digest, program.script.binder_digest


def _kept(shown: Preview | None) -> str:
    if shown is None:
        return "It cannot be played as it stands; it will be as soon as it is mended and saved."
    return "It cannot be played as it stands: this is the last version that could be."


def _again(before: Preview, after: Preview) -> str:
    count = len(after.picks)
    if not count:
        return "Read again."
    more = " again" if before.lost else ""
    held = "your choice holds" if count == 1 else f"all {count} choices hold"
    return f"Read again: {held}{more}."
