"""What readers that nobody here wrote make of our exports, each asked in a place of its own.

Which they are, and how they come to be there, is `tests/peers`'s.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.peers import node_with, python_with

_PANDAS = """
import json, sys
import pandas
for file in sys.argv[1:]:
    if file.endswith(".csv"):
        table = pandas.read_csv(file, dtype=str, keep_default_na=False)
    else:
        table = pandas.read_json(file, lines=True, dtype=False, convert_dates=False)
    print(table.to_json(orient="records"))
"""
_PM4PY = """
import sys, warnings
warnings.simplefilter("ignore")
import pm4py
table = pm4py.read_xes(sys.argv[1], return_legacy_log_object=False)
print(len(table), table["case:concept:name"].nunique(), table["concept:name"].isna().sum())
"""
_R4PM = """
import json, sys
import r4pm
from pathlib import Path
read = Path(sys.argv[1]).with_suffix(".json")
r4pm.export_item(r4pm.import_item("EventLog", sys.argv[1]), str(read))
def plain(thing):
    return {each["key"]: each["value"].get("content") for each in thing["attributes"]}
log = json.loads(read.read_text(encoding="utf-8"))
traces = [[plain(trace), [plain(each) for each in trace["events"]]] for trace in log["traces"]]
print(json.dumps([plain(log), traces]))
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

Plain = dict[str, Any]
"""The attributes of a log, a trace or an event, by key."""


def pandas(*files: Path) -> list[list[dict[str, Any]]]:
    """The rows of each file: every cell of a CSV file as text, every line of a JSON Lines file with
    all columns."""
    return [json.loads(line) for line in _python("pm4py", _PANDAS, *files)]


def pm4py(file: Path) -> list[str]:
    """What pm4py read of a XES file: events, cases, events without a name."""
    return _python("pm4py", _PM4PY, file)


def r4pm(file: Path) -> tuple[Plain, list[tuple[Plain, list[Plain]]]]:
    """All that r4pm read of a XES file: the log, and each trace with its events."""
    log, traces = json.loads(_python("r4pm", _R4PM, file)[-1])
    return log, [(trace, events) for trace, events in traces]


def ralph(file: Path) -> list[str]:
    """A `fine` for each statement; raises where one is not."""
    return _python("ralph", _RALPH, file)


def learning_locker(file: Path) -> list[str]:
    """A `fine` for each statement, or what is wrong with it."""
    modules = node_with("xapi") / "node_modules"
    script = file.with_suffix(".cjs")
    script.write_text(_NPM)
    return _said(
        [shutil.which("node") or "node", str(script), str(file)], {"NODE_PATH": str(modules)}
    )


def _python(name: str, script: str, *files: Path) -> list[str]:
    return _said([python_with(name), "-c", script, *map(str, files)], {})


def _said(command: list[str], more: dict[str, str]) -> list[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | more
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()
