"""The follow-up of somebody who wrote is the follow-up of somebody who walked in, day for day."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

BINDERS = Path(__file__).parents[2] / "scenarios" / "binders"
FOLLOW_UP = ("call-next-day", "third-day", "seventh-day", "stay-in-touch")


def steps(binder: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((BINDERS / f"{binder}.yaml").read_bytes())["steps"]
    return found


def days(step: dict[str, Any]) -> str:
    """How long the step has, without the moment it is counted from, which is each binder's own."""
    return str(step["within"]).partition(" of ")[0]


@pytest.mark.parametrize("step", FOLLOW_UP)
def test_who_wrote_is_followed_up_as_who_walked_in(step: str) -> None:
    walked_in, wrote = steps("showroom")[step], steps("internet")[step]
    assert days(wrote) == days(walked_in)
    for rule in ("points", "apart", "unless"):
        assert wrote.get(rule) == walked_in.get(rule)


def test_the_follow_up_stands_in_both_binders_in_the_same_order() -> None:
    for binder in ("showroom", "internet"):
        assert [step for step in steps(binder) if step in FOLLOW_UP] == list(FOLLOW_UP)
