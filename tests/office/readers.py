"""Readers nobody here wrote, each in an environment of its own, named by SIXTY_TEST_READERS.

The folder holds `pm4py` and `ralph` (virtual environments with pm4py and ralph-malph in them) and
`npm` (a folder with @learninglocker/xapi-validation 3.0.0 installed). Where one is missing its test
is skipped with a loud word. None of them is a dependency: pm4py is AGPL.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

VARIABLE = "SIXTY_TEST_READERS"

_XES = """
import sys, warnings
warnings.simplefilter("ignore")
import pm4py
table = pm4py.read_xes(sys.argv[1], return_legacy_log_object=False)
print(len(table), table["case:concept:name"].nunique(), table["concept:name"].isna().sum())
"""
_RALPH = """
import json, sys
from ralph.models.xapi.base.statements import BaseXapiStatement
for line in open(sys.argv[1], encoding="utf-8"):
    BaseXapiStatement(**json.loads(line))
    print("fine")
"""
_NPM = """
const fs = require("fs");
const validate = require("@learninglocker/xapi-validation").default;
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\\n")) {
  if (!line) continue;
  const wrong = validate(JSON.parse(line));
  console.log(wrong.length ? JSON.stringify(wrong) : "fine");
}
"""


def xes(file: Path) -> list[str]:
    """What pm4py read: events, cases, events without a name."""
    return _python("pm4py", _XES, file)


def ralph(file: Path) -> list[str]:
    """A `fine` for each statement; raises where one is not."""
    return _python("ralph", _RALPH, file)


def learning_locker(file: Path) -> list[str]:
    """A `fine` for each statement, or what is wrong with it."""
    folder = _place("npm")
    node = shutil.which("node")
    if node is None:
        pytest.skip("NO NODE: xapi-validation needs it")
    script = file.with_suffix(".cjs")
    script.write_text(_NPM)
    return _said([node, str(script), str(file)], {"NODE_PATH": str(folder / "node_modules")})


def _python(name: str, script: str, file: Path) -> list[str]:
    return _said([str(_place(name) / "bin" / "python"), "-c", script, str(file)], {})


def _place(name: str) -> Path:
    there = os.environ.get(VARIABLE)
    if not there or not (Path(there) / name).is_dir():
        pytest.skip(f"NO READER: {VARIABLE} names no folder with {name} in it")
    return Path(there) / name


def _said(command: list[str], more: dict[str, str]) -> list[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | more
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()
