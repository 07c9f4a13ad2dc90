"""The table of all scenarios and the coverage as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from game.author.overview.coverage import Covered
from game.author.overview.rows import Row
from game.session.figures import PLACES, figure


def table_document(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The scenarios, as `sixty library --format json` has them."""
    return [_row(row) for row in rows]


def _row(row: Row) -> dict[str, Any]:
    known = row.figures
    return {
        "scenario": row.id,
        "title": row.title,
        "minutes": row.minutes,
        "scenes": row.scenes,
        "endings": row.endings,
        "systems": list(row.systems),
        "preset": row.preset,
        "overturned": list(row.overturned),
        "problems": list(row.problems),
        "states": None if known is None else known.states,
        "best": None if known is None or known.best is None else figure(known.best),
        "random": None if known is None else _about(known.random),
        "margin": None if known is None or known.margin is None else figure(known.margin),
        "asking": None if row.asking is None else figure(row.asking),
        "passes": {bot: _about(chance) for bot, chance in row.passes},
    }


def _about(figure: Fraction) -> dict[str, float]:
    """A figure of a player without judgement, which need not be settled exactly."""
    return {"about": round(float(figure), PLACES)}


def coverage_document(systems: Sequence[Covered]) -> list[dict[str, Any]]:
    """The systems, as `sixty library --coverage --format json` has them."""
    return [
        {
            "system": each.system.id,
            "name": each.system.name,
            "does": each.system.does,
            "not_yet": each.system.beyond or None,
            "scenarios": [
                {
                    "scenario": use.scenario,
                    "title": use.title,
                    "decisions": [
                        {"id": one.id, "kind": one.kind, "words": one.words}
                        for one in use.decisions
                    ],
                }
                for use in each.uses
            ],
        }
        for each in systems
    ]
