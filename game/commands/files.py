"""`sixty schema`: the published shapes of the documents and of the file formats."""

from __future__ import annotations

import argparse
import sys
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


def _schema(name: str) -> dict[str, Any]:
    match name:
        case "run":
            from game.session.documents import run_schema

            return run_schema()
        case "export":
            from game.commands.shapes import export_schema

            return export_schema()
        case "log":
            from game.commands.shapes import log_schema

            return log_schema()
        case "check":
            from game.commands.shapes import check_schema

            return check_schema()
        case "library":
            from game.commands.shapes import library_schema

            return library_schema()
        case "solve":
            from game.commands.shapes import solve_schema

            return solve_schema()
        case _:
            raise KeyError(name)
