"""What the tests of `check` share: files laid out in a folder, and checked without a process."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from game.author.check.desk import Looked, look, proved, remember, task
from game.author.check.found import Found
from game.author.check.memory import Memory
from game.author.check.proving import Task, work
from game.engine.program import compile_script
from game.script.codes import codes, example
from game.script.load import load_sources


def lay_out(folder: Path, files: Mapping[str, bytes]) -> Path:
    """The files in the folder; the scenario's path."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / "scenario.yaml"


def sound(folder: Path) -> Path:
    """A scenario for which every proof holds, laid out to be changed."""
    return lay_out(folder, example(codes()["SX100"], "good"))


def a_task(code: str) -> Task:
    """All that is to be proved of a code's bad example."""
    files = example(codes()[code], "bad")
    binder = files["binders/store.yaml"]
    script = load_sources("scenario", files["scenario.yaml"], "store", binder).script
    assert script is not None
    return Task(compile_script(script))


def checked(path: Path, memory: Memory | None = None, *, deep: bool = False) -> tuple[Found, ...]:
    """Everything found of a file."""
    return proved(looked(path, memory := memory or Memory(), deep=deep), memory)


def looked(path: Path, memory: Memory, *, deep: bool = False) -> Looked:
    """A file looked through, and proved as far as memory does not have it."""
    found = look(path, [path.parent], deep=deep)
    wanted = task(found, memory)
    if wanted is not None:
        remember(found, work(wanted), memory)
    return found


def failing(found: tuple[Found, ...]) -> list[str]:
    """The codes of what is no advice."""
    return [one.problem.code for one in found if one.problem.severity != "advice"]
