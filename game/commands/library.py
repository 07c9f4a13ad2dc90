"""`sixty library`: all scenarios in one table, or what they exercise of the floor's systems."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from game.author.check.memory import Memory
from game.commands.loading import no_interrupt_lost
from game.commands.setting import setting
from game.commands.writing import write_json, write_lines
from game.library.shelves import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from game.commands.setting import Setting


def library(call: argparse.Namespace) -> int:
    """Write the table or the coverage; 1 where a scenario is not right."""
    place = setting()
    scenarios: dict[str, Path] = {}
    for shelf in place.shelves:
        for id, path in files(shelf):
            scenarios.setdefault(id, path)
    if call.coverage:
        return _coverage(call.format, scenarios, place.shelves)
    return _table(call.format, scenarios, place)


def _table(to: str, scenarios: dict[str, Path], place: Setting) -> int:
    with no_interrupt_lost():
        from game.author.overview.rows import row
        from game.commands.proving import looked_through

    memory = Memory.read(place.proofs)
    try:
        looked = looked_through(list(scenarios.values()), place.shelves, memory)
    finally:
        memory.write(place.proofs)
    rows = [row(id, one, memory) for id, one in zip(scenarios, looked, strict=True)]
    if to == "json":
        from game.author.overview.documents import table_document

        write_json(table_document(rows))
    elif to == "markdown":
        from game.author.overview.markdown import library_page

        write_lines(library_page(rows))
    else:
        from game.author.overview.text import table

        write_lines(table(rows))
    return 1 if any(each.problems for each in rows) else 0


def _coverage(to: str, scenarios: dict[str, Path], shelves: Sequence[Path]) -> int:
    with no_interrupt_lost():
        from game.author.overview.coverage import coverage
        from game.script.load import load_scenario

    loaded = {id: load_scenario(path, shelves).script for id, path in scenarios.items()}
    systems = coverage((id, script) for id, script in loaded.items() if script is not None)
    if to == "json":
        from game.author.overview.documents import coverage_document

        write_json(coverage_document(systems))
    elif to == "markdown":
        from game.author.overview.markdown import coverage_page

        write_lines(coverage_page(systems))
    else:
        from game.author.overview.text import covered

        write_lines(covered(systems))
    return 0 if all(loaded.values()) else 1
