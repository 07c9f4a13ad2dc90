"""Everything that is PostgreSQL's own: the address, turns by an advisory lock, guards, errors.

Nothing outside this package may know which database the log is in. No sentence tells a password.
"""

from __future__ import annotations

import math
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from game.records.chain import START
from game.records.dialect.terms import WRITES
from game.records.errors import RecordsError

if TYPE_CHECKING:
    import psycopg

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
"""How an address of PostgreSQL may begin; the first is libpq's own."""

LOCK = 0x5133_7459
"""The advisory lock that writers take in turn. Such locks are each database's own."""

_NO_DRIVER = (
    "SIXTY_DATABASE names a PostgreSQL database, and what speaks to one is not installed here: "
    "pip install 'sixty[postgres]' brings it."
)


def shown(url: URL) -> str:
    """An address without user and password, and without the options that may hold one."""
    host = url.host or str(url.query.get("host", "localhost"))
    port = f":{url.port}" if url.port else ""
    return f"postgresql://{host}{port}/{url.database}"


def open_engine(url: URL, patience_ms: int) -> Engine:
    """An engine on a database that exists; whoever is writing there is waited for that long."""
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise RecordsError(_NO_DRIVER) from error
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_pre_ping=True,  # a server that was started anew is no reason to start Sixty anew
        connect_args={
            "connect_timeout": max(1, math.ceil(patience_ms / 1000)),
            "application_name": "sixty",
        }
        | dict(url.query),
    )

    def prepare(connection: psycopg.Connection[Any], _record: object) -> None:
        try:
            _prepare(connection, patience_ms)
        except BaseException:
            connection.close()
            raise

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: psycopg.Connection[Any], patience_ms: int) -> None:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise RecordsError(
            f"The PostgreSQL database {connection.info.dbname} keeps its text as {encoding}, and "
            "the score log needs UTF8: make one with CREATE DATABASE … ENCODING 'UTF8'."
        )
    connection.execute("SELECT set_config('lock_timeout', %s, false)", [str(max(1, patience_ms))])
    # A commit that is answered before it is on the disk is no commit; stronger settings stay.
    connection.execute(
        "SELECT set_config('synchronous_commit', 'on', false) "
        "WHERE current_setting('synchronous_commit') = 'off'"
    )
    connection.commit()


def _begin(connection: Connection) -> None:
    # The lock comes before the head is read: two writers cannot follow one event. It is let go of
    # by the commit itself, so the next writer's statements see what this one wrote.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def describe() -> str:
    """What speaks to the server, and its version."""
    try:
        return f"PostgreSQL, by psycopg {version('psycopg')}"
    except PackageNotFoundError:
        return "PostgreSQL, by psycopg, which is not installed"


_REFUSE = (
    "RAISE EXCEPTION 'the score log is only ever added to' "
    "USING ERRCODE = 'integrity_constraint_violation';"
)
_BODIES = {
    "sixty_only_added_to": f"BEGIN {_REFUSE} END",
    "sixty_event_follows": (
        "BEGIN "  # noqa: S608 - START is a constant
        "IF NEW.seq IS DISTINCT FROM (SELECT coalesce(max(seq), 0) + 1 FROM event) "
        "OR NEW.prev IS DISTINCT FROM "
        f"coalesce((SELECT hash FROM event ORDER BY seq DESC LIMIT 1), '{START}') "
        f"THEN {_REFUSE} END IF; RETURN NEW; END"
    ),
    "sixty_source_is_new": (
        "BEGIN IF EXISTS (SELECT 1 FROM source WHERE digest = NEW.digest) "  # noqa: S608
        f"THEN {_REFUSE} END IF; RETURN NEW; END"
    ),
}
# A statement is refused even where it would touch no row; TRUNCATE knows no rows at all.
_GUARDS = {
    "event_not_changed": ("BEFORE UPDATE ON event FOR EACH STATEMENT", "sixty_only_added_to"),
    "event_not_removed": (
        "BEFORE DELETE OR TRUNCATE ON event FOR EACH STATEMENT",
        "sixty_only_added_to",
    ),
    "event_follows": ("BEFORE INSERT ON event FOR EACH ROW", "sixty_event_follows"),
    "source_not_changed": ("BEFORE UPDATE ON source FOR EACH STATEMENT", "sixty_only_added_to"),
    "source_not_removed": (
        "BEFORE DELETE OR TRUNCATE ON source FOR EACH STATEMENT",
        "sixty_only_added_to",
    ),
    "source_not_replaced": ("BEFORE INSERT ON source FOR EACH ROW", "sixty_source_is_new"),
}


def create_guards(connection: Connection, *names: str) -> None:
    """Put these guards in place; their tables must exist."""
    for name in names:
        when, function = _GUARDS[name]
        connection.exec_driver_sql(
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql "
            f"AS $${_BODIES[function]}$$"
        )
        connection.exec_driver_sql(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()")


_FOUND = (
    "SELECT t.tgname, pg_get_triggerdef(t.oid, true), t.tgenabled, p.prosrc "
    "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
    "WHERE NOT t.tgisinternal AND t.tgrelid IN ('event'::regclass, 'source'::regclass)"
)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that are gone, switched off, or no longer say what they said."""
    found = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_FOUND)}
    return [
        name
        for name, (when, function) in _GUARDS.items()
        if found.get(name)
        != (f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {function}()", "O", _BODIES[function])
    ]


_UNREACHED = (
    "The score log at {where} cannot be reached: see that the server runs, that SIXTY_DATABASE "
    "names its host and port, and that the network lets you through. What was kept before is safe."
)
_SENTENCES = {
    "53100": (
        "The disk of the server is full, so the score log at {where} could not be written: free "
        "some space there and try again. What was kept before is safe."
    ),
    "55P03": ("Somebody else is holding the score log at {where}: wait for them, and try again."),
    "53300": (
        "The server of the score log at {where} takes no more connections: try again later, or let "
        "it take more (max_connections)."
    ),
    "42501": (
        "The score log at {where} may not be written by this user: let the database's owner grant "
        "it, or name another user in SIXTY_DATABASE."
    ),
    "25006": (
        "The score log at {where} may only be read, not written: the server is a copy or is set to "
        "read only; name the server that is written to in SIXTY_DATABASE."
    ),
    "3D000": (
        "There is no such database at {where}: make it with createdb, or name another in "
        "SIXTY_DATABASE."
    ),
    "23": "The score log at {where} refused a change: it is only ever added to.",
    "28": (
        "The server of the score log at {where} let nobody in under this user and password: see "
        "what SIXTY_DATABASE and the server's pg_hba.conf say."
    ),
    "XX": "The score log at {where} is damaged: put it away and bring back the last good copy.",
}
# What the server says before it has let anybody in comes without a code.
_SAID = {
    'role "': "28",
    "password authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "does not exist": "3D000",
    "too many clients": "53300",
}


def is_ours(error: BaseException) -> bool:
    """Whether an error is this driver's."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def sentence(error: BaseException) -> str:
    """A driver's error in one sentence, with a place for `where`.

    The server's own words are never repeated whole: they may quote what was sent.
    """
    code: str | None = getattr(error, "sqlstate", None)
    if code is None:
        said = str(error)
        code = next((known for words, known in _SAID.items() if words in said), "08")
    if code[:2] in ("08", "57"):
        return _UNREACHED
    told = _SENTENCES.get(code) or _SENTENCES.get(code[:2])
    return told or (
        "The score log at {where} could not be used: the database reports error "
        f"{code} ({type(error).__name__}); its own log says more."
    )
