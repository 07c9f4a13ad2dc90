"""The table of problem codes: what each is called and means, and a bad and a good example of it.

The table itself is `codes.toml` and, for what the proofs find, `proofs.toml`: for whoever writes
words rather than code. Must not know how a problem is found.
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
_CODES, _PROOFS = "codes.toml", "proofs.toml"


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `means` says in a mentor's words what it is and why it matters; `bad` and `good`
    are the few lines that a person is shown. A `proof` takes every state of a scenario to find."""

    code: str
    title: str
    means: str
    bad: str
    good: str
    inside: Inside = "scenario"
    replaces: str = ""
    made: str = ""
    proof: bool = False


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(packed(name).decode("utf-8"))


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
            proof=table == _PROOFS,
        )
        for table in (_CODES, _PROOFS)
        for name, row in _table(table).items()
        if name != "base"
    }


def example(code: Code, which: Literal["bad", "good"]) -> dict[str, bytes]:
    """The files of an example by their paths; `scenario.yaml` is the one to load."""
    table = _table(_PROOFS if code.proof else _CODES)["base"]
    base: dict[Inside, str] = {kind: table[kind].lstrip("\n") for kind in _FILES if kind in table}
    if code.inside == "piece":
        base["scenario"] = base["scenario"].replace("start: lot", "use: parking\nstart: lot")
    snippet = code.bad if which == "bad" else code.good
    if code.made and which == "bad":
        return _made(code, base)
    if code.replaces == "*":
        base[code.inside] = base[code.inside] if snippet == "*" else f"{snippet}\n"
    elif code.replaces:
        base[code.inside] = base[code.inside].replace(code.replaces, snippet, 1)
    return _files(base)


def _files(base: dict[Inside, str]) -> dict[str, bytes]:
    return {_FILES[kind]: text.encode() for kind, text in base.items()}


def _made(code: Code, base: dict[Inside, str]) -> dict[str, bytes]:
    """The examples that no table of words can hold."""
    files = _files(base)
    scenario = base["scenario"]
    if code.made == "missing":
        del files["scenario.yaml"]
    elif code.made == "large":
        files["scenario.yaml"] = scenario.encode() + b"# more\n" * (LARGEST // 7 + 1)
    elif code.made == "many":
        back = "      - {do: Ask again, id: again-N, takes: N min, to: lot}\n"
        more = "".join(back.replace("N", str(number)) for number in range(1, 23))
        opens = scenario.index("    choices:\n") + len("    choices:\n")
        files["scenario.yaml"] = f"{scenario[:opens]}{more}{scenario[opens:]}".encode()
    elif code.made == "long":
        files["scenario.yaml"] = scenario.replace("A first visit", "A first visit " * 20).encode()
    else:
        text = scenario.replace(code.replaces, code.bad, 1)
        files["scenario.yaml"] = text.encode(code.made)
    return files
