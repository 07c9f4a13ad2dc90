"""What both databases are asked for in the same words: types, table options, the writer's turn.

Knows no driver; how each database understands a term is said where the term is made.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Integer, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import NULLTYPE, TypeEngine

WRITES = "sixty_writes"
"""The execution option of a transaction that will write, which takes its turn at the start."""

STRICT: dict[str, Any] = {"sqlite_strict": True}
"""Table options: a number stays a number and text stays text, whoever writes."""


def whole() -> TypeEngine[int]:
    """A whole number of 64 bits. STRICT tables know no BIGINT; SQLite's INTEGER is as wide."""
    return BigInteger().with_variant(Integer(), "sqlite")


def words() -> TypeEngine[str]:
    """Text that is sorted and compared by its code points, whatever the server's language is."""
    return Text().with_variant(Text(collation="C"), "postgresql")


class raw(FunctionElement[bytes]):  # noqa: N801 - stands in a query as a function does
    """A text column's bytes as they lie in the file, whether or not they are text any longer."""

    name = "raw"
    type: Any = NULLTYPE  # the driver hands out bytes, and nothing has to be made of them
    inherit_cache = True


@compiles(raw, "sqlite")
def _raw_in_sqlite(element: raw, compiler: Any, **how: Any) -> str:
    return f"CAST({compiler.process(element.clauses, **how)} AS BLOB)"


@compiles(raw, "postgresql")
def _raw_in_postgres(element: raw, compiler: Any, **how: Any) -> str:
    # A cast to bytea would read backslashes as escapes.
    return f"convert_to({compiler.process(element.clauses, **how)}, 'UTF8')"
