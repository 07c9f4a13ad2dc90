"""`sixty schema`: the published shapes of the documents and of the file formats."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from game.commands.writing import write_json

if TYPE_CHECKING:
    from typing import Any


def schema(call: argparse.Namespace) -> int:
    """Write the published JSON Schema of a document or a file format."""
    if call.name in ("scenario", "binder"):
        from game.script.schema import schema_text

        # To the letter what `scenarios/schema/` holds, and `make schema` writes.
        sys.stdout.write(schema_text(call.name))
        return 0
    write_json(_schema(call.name))
    return 0


_SHAPES = {
    "run": ("game.session.documents", "run_schema"),
    "solve": ("game.commands.shapes", "solve_schema"),
    "check": ("game.commands.shapes", "check_schema"),
    "library": ("game.commands.shapes", "library_schema"),
    "log": ("game.commands.shapes", "log_schema"),
    "export": ("game.commands.shapes", "export_schema"),
    "review": ("game.commands.office_shapes", "review_schema"),
    "evidence": ("game.commands.office_shapes", "evidence_schema"),
    "inspect": ("game.commands.office_shapes", "inspections_schema"),
    "people": ("game.commands.office_shapes", "people_schema"),
}
"""Where each shape is made: only the one that is asked for is imported."""


def _schema(name: str) -> dict[str, Any]:
    module, maker = _SHAPES[name]
    shape: dict[str, Any] = getattr(import_module(module), maker)()
    return shape
