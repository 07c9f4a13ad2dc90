"""What was found as SARIF 2.1.0, so that editors and code hosts show it on the lines it is about.

Plain values out; the shape is OASIS's (sarif-v2.1.0, errata 01). Knows no file and no terminal.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from game.author.check.found import Found
from game.script.codes import Code, codes
from game.script.problems import Mark, Problem, visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "advice": "note"}


def sarif(found: Iterable[Found], version: str) -> dict[str, Any]:
    """One run of `sixty check` as a SARIF log; `version` is Sixty's own."""
    listed = list(found)
    used = sorted({one.problem.code for one in listed})
    index = {code: at for at, code in enumerate(used)}
    driver = {
        "name": "sixty check",
        "version": version,
        "semanticVersion": version,
        "rules": [_rule(code, codes().get(code)) for code in used],
    }
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, index) for one in listed],
            }
        ],
    }


def _rule(name: str, code: Code | None) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": name}
    if code is not None:
        rule["shortDescription"] = _text(f"{code.title}.")
        rule["help"] = _text(f"Not so:\n{code.bad}\n\nBut so:\n{code.good}\n")
    return rule


def _result(one: Found, index: dict[str, int]) -> dict[str, Any]:
    problem = one.problem
    result: dict[str, Any] = {
        "ruleId": problem.code,
        "ruleIndex": index[problem.code],
        "level": _LEVELS[problem.severity],
        "message": _text(" ".join(filter(None, (problem.message, problem.suggestion)))),
        "locations": [{"physicalLocation": _place(_mark(problem))}],
    }
    if one.said:
        steps = [
            {"location": {"physicalLocation": _place(said.mark), "message": _text(said.words)}}
            for said in one.said
        ]
        result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
    if one.play:
        result["properties"] = {"witness": list(one.play)}
    return result


def _mark(problem: Problem) -> Mark:
    return Mark(problem.file, problem.line, problem.column)


def _place(mark: Mark) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": _uri(mark.file)}}
    if mark.line:
        place["region"] = {"startLine": mark.line, "startColumn": max(mark.column, 1)}
    return place


def _uri(file: str) -> str:
    """A path as a reference: relative as it is, absolute with its scheme."""
    path = PurePath(file)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix(), safe="/")


def _text(words: str) -> dict[str, str]:
    return {"text": "\n".join(visible(line) for line in words.split("\n"))}
