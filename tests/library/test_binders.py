"""Every line of the store's binders says why, what it is worth, and where its figures are from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

BINDERS = sorted((Path(__file__).parents[2] / "scenarios" / "binders").glob("*.yaml"))
FIGURE = re.compile(
    r"\d|\bone (?:\w+ )?in\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|half|third|quarter|hundred|most)\b",
    re.IGNORECASE,
)
STEP = re.compile(r"^  ([\w-]+):\s*$", re.MULTILINE)
COMMENT = re.compile(r"^ {4,}#|\S\s+# ", re.MULTILINE)


def lines_of(text: str) -> dict[str, str]:
    """What stands in the file under each step, without the headings between steps."""
    steps = re.split(r"^\S", text.partition("\nsteps:\n")[2], flags=re.MULTILINE)[0]
    parts = STEP.split(steps)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.mark.parametrize("path", BINDERS, ids=lambda path: path.stem)
def test_a_line_has_its_why_its_points_and_a_comment_with_the_source_of_any_figure(
    path: Path,
) -> None:
    text = path.read_text(encoding="utf-8")
    steps: dict[str, dict[str, Any]] = yaml.safe_load(text)["steps"]
    written = lines_of(text)
    assert list(written) == list(steps)
    assert [id for id, step in steps.items() if not (step.get("why") and step["points"])] == []
    with_figures = [
        id
        for id, step in steps.items()
        if "within" in step or "apart" in step or FIGURE.search(f"{step['label']} {step['why']}")
    ]
    assert [id for id in with_figures if not COMMENT.search(written[id])] == []
