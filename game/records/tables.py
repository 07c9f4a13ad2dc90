"""The tables as they are now. How they came to be is in `migrations`, which repeats none of this.

`event` and `source` are the truth and only ever added to; `person` can change; `run`, `decision`
and `aid` are made from the events for reading, and can be made again.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, MetaData, Table, Text

from game.records.dialect import STRICT, whole

metadata = MetaData()

event = Table(
    "event",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("run", Text),
    Column("kind", Text, nullable=False),
    Column("at_ms", whole(), nullable=False),
    Column("body", Text, nullable=False),
    # Unique, so that no database lets two events follow the same one.
    Column("prev", Text, nullable=False, unique=True),
    Column("hash", Text, nullable=False),
    Index("event_by_run", "run", "seq"),
    **STRICT,
)

source = Table(
    "source",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("text", LargeBinary, nullable=False),
    **STRICT,
)

person = Table(
    "person",
    metadata,
    Column("pseudonym", Text, primary_key=True),
    # Both none once the name was taken away.
    Column("name", Text),
    Column("name_key", Text, unique=True),
    # Grows each time somebody plays or says who they are: the greatest was here last.
    Column("turn", whole(), nullable=False),
    **STRICT,
)

run = Table(
    "run",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False),
    Column("scenario", Text, nullable=False),
    Column("scenario_digest", Text, nullable=False),
    Column("binder", Text, nullable=False),
    Column("binder_digest", Text, nullable=False),
    Column("seed", whole(), nullable=False),
    Column("truth_given", Text),
    Column("seed_given", whole(), nullable=False),
    Column("front", Text, nullable=False),
    Column("bot", Text),
    Column("mode", Text, nullable=False),
    Column("branched_run", Text),
    Column("branched_index", whole()),
    Column("started_ms", whole(), nullable=False),
    Column("counts", whole(), nullable=False),
    Column("state", Text, nullable=False),
    Column("taken", whole(), nullable=False),
    Column("first", whole(), nullable=False),
    Column("closed_seq", whole(), unique=True),
    Column("closed_ms", whole()),
    Column("ending", Text),
    Column("ending_kind", Text),
    Column("minute", whole()),
    Column("process_earned", whole()),
    Column("process_possible", whole()),
    Column("sixty_earned", whole()),
    Column("sixty_possible", whole()),
    Column("fouls", Text),
    Column("passed", whole()),
    Column("cost", whole()),
    Column("today", whole()),
    Column("later", whole()),
    Column("truth", Text),
    Column("buys", Text),
    Index("run_by_person", "person", "scenario", "seq"),
    **STRICT,
)

decision = Table(
    "decision",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", Text, nullable=False),
    Column("number", whole(), nullable=False),
    Column("scene", Text, nullable=False),
    Column("choice", Text, nullable=False),
    Column("minute", whole(), nullable=False),
    Column("offered", Text, nullable=False),
    Column("thinking_ms", whole(), nullable=False),
    Column("at_ms", whole(), nullable=False),
    # Not unique: one that was taken back keeps its row beside the one that took its place.
    Index("decision_by_run", "run", "number"),
    **STRICT,
)

aid = Table(
    "aid",
    metadata,
    Column("seq", whole(), primary_key=True, autoincrement=False),
    Column("run", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # Of the decision a hint was for, or of the one that was taken back.
    Column("number", whole(), nullable=False),
    Column("at_ms", whole(), nullable=False),
    Index("aid_by_run", "run", "seq"),
    **STRICT,
)

# Alembic keeps its place here, and would make it a loose table if it were not there already.
version = Table(
    "alembic_version",
    metadata,
    Column("version_num", Text, primary_key=True),
    **STRICT,
)
