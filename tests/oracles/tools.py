"""How much is asked of the oracles, and how ink's compiler is called. Imports no tool.

`SIXTY_ORACLES=full` asks for the whole count of everything. The tools are `tests/peers`'s.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, given, settings

from tests.coach.plainly import small_pairs
from tests.generate import Pair
from tests.peers import node_with


def count(quick: int, full: int) -> int:
    """How many: a sample, or all of them where the environment asks for it."""
    return full if os.environ.get("SIXTY_ORACLES") == "full" else quick


def drawn(number: int) -> list[Pair]:
    """So many generated scenarios, the same ones every time."""
    found: list[Pair] = []

    @settings(
        max_examples=number,
        database=None,
        derandomize=True,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(small_pairs())
    def collect(pair: Pair) -> None:
        found.append(pair)

    collect()
    return found[:number]


def ink_compiler() -> list[str]:
    """The call that compiles ink; skips the test where there is none."""
    there = node_with("inkjs")
    return ["node", str(there / "node_modules" / "inkjs" / "bin" / "inkjs-compiler.js")]
