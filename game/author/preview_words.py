"""What stands behind a scene, and what was found, as sentences that both front ends say alike.

Plain text in, plain text out; nothing is made safe or set here. Knows no screen and no stream.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.author.bench import Bench
    from game.author.insight import Inside
    from game.script.problems import Problem


def count(number: int, what: str) -> str:
    """`1 error`, `3 errors`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def problem_count(problems: Iterable[Problem]) -> str:
    """How many problems there are, by how much they matter: `2 errors, 1 warning`."""
    told = [one for one in problems if one.severity != "advice"]
    errors = sum(one.severity == "error" for one in told)
    parts = [count(errors, "error")] if errors else []
    if len(told) > errors:
        parts.append(count(len(told) - errors, "warning"))
    return ", ".join(parts) or "no problems"


def proof_count(failing: int, of: int) -> str:
    """How many proofs hold, and how many fail: `5 hold, 1 fails`."""
    holding = of - failing
    parts = [f"{holding} hold{'s' if holding == 1 else ''}"]
    if failing:
        parts.append(f"{failing} fail{'s' if failing == 1 else ''}")
    return ", ".join(parts)


def truth_words(inside: Inside) -> str:
    """What is true of the customer, and who said so: `shopper (drawn)`."""
    if inside.truth is None:
        return "nothing hidden"
    return f"{inside.truth} ({'drawn' if inside.drawn else 'chosen'})"


def leads_words(to: Iterable[tuple[int, str]]) -> str:
    """Where a choice may lead: `30 % partner-calls, 70 % shortlist`."""
    ways = list(to)
    if len(ways) == 1:
        return ways[0][1]
    return ", ".join(f"{share} % {scene}" for share, scene in ways) or "its odds do not come to 100"


def place_words(bench: Bench) -> Iterator[str]:
    """What one would type to come here again, as options of `sixty preview`."""
    now = bench.preview
    if now is None:
        return
    if now.picks:
        yield f"--at {','.join((*(one.choice for one in now.picks), now.run.scene.id))}"
    if now.truth is not None:
        yield f"--truth {now.truth}"
    yield f"--seed {now.seed}"
