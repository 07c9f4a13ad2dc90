"""The arguments of what tells about this installation.

Names commands; does nothing.
"""

from __future__ import annotations

from game.arguments.kit import add

TYPE_CHECKING = False  # typing's own costs a help text a tenth of its time
if TYPE_CHECKING:
    from game.arguments.kit import Commands

NAMES = (
    "run",
    "solve",
    "check",
    "library",
    "log",
    "review",
    "evidence",
    "inspect",
    "people",
    "export",
    "scenario",
    "binder",
)
"""The documents and files whose shapes are published."""


def add_upkeep(commands: Commands) -> None:
    """schema, where, doctor"""
    schema = add(
        commands, "schema", "files.schema", "the published JSON Schemas", "sixty schema run"
    )
    schema.add_argument(
        "name",
        metavar="NAME",
        choices=NAMES,
        help=f"{', '.join(NAMES[:-1])} or {NAMES[-1]}",
    )
    add(commands, "where", "upkeep.where", "the folders and database in use", "sixty where")
    add(commands, "doctor", "upkeep.doctor", "what is wrong with this copy", "sixty doctor")
