"""The arguments of what tells about this installation.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import add

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands


def add_upkeep(commands: Commands) -> None:
    """schema, where, doctor"""
    schema = add(
        commands, "schema", "files.schema", "the published JSON Schemas", "sixty schema run"
    )
    schema.add_argument(
        "name",
        metavar="NAME",
        choices=("run", "solve", "check", "library", "log", "export", "scenario", "binder"),
        help="run, solve, check, library, log, export, scenario or binder",
    )
    add(commands, "where", "upkeep.where", "the folders and database in use", "sixty where")
    add(commands, "doctor", "upkeep.doctor", "what is wrong with this copy", "sixty doctor")
