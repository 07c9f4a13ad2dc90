"""`sixty` as a person or a script calls it, for the tests; and a small story to play.

Not a test itself.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import jsonschema

from game import cli
from tests.conftest import ROOT

SHELF = Path(__file__).parent / "plain" / "shelf"
"""A shelf of its own: `corner`, short, with a foul, a truth and chance."""

CORNER = str(SHELF / "corner.yaml")


@dataclass(frozen=True)
class Ended:
    """How a command ended: its code, what it wrote, and what it said went wrong."""

    returncode: int
    stdout: str
    stderr: str


def sixty(*arguments: str | Path, typed: str = "", env: Mapping[str, str] | None = None) -> Ended:
    """The command called in this process, which spares the start of a process.

    What nobody expected comes through as it is.
    """
    out, err = io.StringIO(newline=""), io.StringIO()
    with (
        mock.patch.dict(os.environ, env or {}),
        mock.patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.run([str(argument) for argument in arguments])
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
    return Ended(code, out.getvalue(), err.getvalue())


def process(
    *arguments: str | Path,
    typed: str = "",
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    limit: float = 180,
) -> Ended:
    """The command in a process of its own, started as `python -m game`."""
    ended = subprocess.run(
        [sys.executable, "-m", "game", *map(str, arguments)],
        cwd=cwd,
        input=typed,
        timeout=limit,  # only so that a hang ends
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def one_sentence(ended: Ended) -> str:
    """What was said on standard error, having seen that it is one line and no traceback."""
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("sixty: ")
    assert "Traceback" not in ended.stderr
    return lines[0].removeprefix("sixty: ")


def document(*arguments: str) -> Any:
    """The JSON document that a command writes, and nothing else."""
    ended = sixty(*arguments)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr == ""
    return json.loads(ended.stdout)


def valid(instance: Any, name: str) -> None:
    """Hold a document to the schema that `sixty schema` publishes."""
    schema = document("schema", name)
    jsonschema.Draft202012Validator.check_schema(schema)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(instance)
