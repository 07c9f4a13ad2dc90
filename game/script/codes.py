"""The table of problem codes: what each is called and means, and a bad and a good example of it.

The table itself is `codes.toml`, for whoever writes words rather than code. Must not know how a
problem is found.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from game.script.reader import LARGEST, packed

Inside = Literal["scenario", "binder", "piece"]
_FILES: dict[Inside, str] = {
    "scenario": "scenario.yaml",
    "binder": "binders/store.yaml",
    "piece": "pieces/parking.yaml",
}


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `means` says in a mentor's words what it is and why it matters; `bad` and `good`
    are the few lines that a person is shown."""

    code: str
    title: str
    means: str
    bad: str
    good: str
    inside: Inside = "scenario"
    replaces: str = ""
    made: str = ""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(packed("codes.toml").decode("utf-8"))


@cache
def codes() -> dict[str, Code]:
    """Every code in its order."""
    return {
        name: Code(
            code=name,
            title=row["title"],
            means=" ".join(row["means"].split()),
            bad=row["bad"].strip("\n"),
            good=row["good"].strip("\n"),
            inside=row.get("inside", "scenario"),
            replaces=row.get("replaces", "").strip("\n"),
            made=row.get("made", ""),
        )
        for name, row in _table().items()
        if name != "base"
    }


def example(code: Code, which: Literal["bad", "good"]) -> dict[str, bytes]:
    """The files of an example by their paths; `scenario.yaml` is the one to load."""
    base: dict[Inside, str] = {kind: _table()["base"][kind].lstrip("\n") for kind in _FILES}
    if code.inside == "piece":
        base["scenario"] = base["scenario"].replace("start: lot", "use: parking\nstart: lot")
    snippet = code.bad if which == "bad" else code.good
    if code.made and which == "bad":
        return _made(code, base)
    if code.replaces == "*":
        base[code.inside] = base[code.inside] if snippet == "*" else f"{snippet}\n"
    elif code.replaces:
        base[code.inside] = base[code.inside].replace(code.replaces, snippet, 1)
    return {_FILES[kind]: text.encode() for kind, text in base.items()}


def _made(code: Code, base: dict[Inside, str]) -> dict[str, bytes]:
    """The examples that no table of words can hold."""
    files = {_FILES[kind]: text.encode() for kind, text in base.items()}
    scenario = base["scenario"]
    if code.made == "missing":
        del files["scenario.yaml"]
    elif code.made == "large":
        files["scenario.yaml"] = scenario.encode() + b"# more\n" * (LARGEST // 7 + 1)
    elif code.made == "long":
        files["scenario.yaml"] = scenario.replace("A first visit", "A first visit " * 20).encode()
    else:
        text = scenario.replace(code.replaces, code.bad, 1)
        files["scenario.yaml"] = text.encode(code.made)
    return files
