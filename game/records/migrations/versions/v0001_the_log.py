"""The first tables: the hash chain, the sources, the people, and what is derived for reading."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, LargeBinary, Text

from game.records.dialect import STRICT, create_guards, whole

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False, unique=True),
        Column("run", Text),
        Column("kind", Text, nullable=False),
        Column("at_ms", whole(), nullable=False),
        Column("body", Text, nullable=False),
        Column("prev", Text, nullable=False, unique=True),
        Column("hash", Text, nullable=False),
        **STRICT,
    )
    op.create_index("event_by_run", "event", ["run", "seq"])
    op.create_table(
        "source",
        Column("digest", Text, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("text", LargeBinary, nullable=False),
        **STRICT,
    )
    op.create_table(
        "person",
        Column("pseudonym", Text, primary_key=True),
        Column("name", Text),
        Column("name_key", Text, unique=True),
        Column("turn", whole(), nullable=False),
        **STRICT,
    )
    op.create_table(
        "run",
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
        **STRICT,
    )
    op.create_index("run_by_person", "run", ["person", "scenario", "seq"])
    op.create_table(
        "decision",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("run", Text, nullable=False),
        Column("number", whole(), nullable=False),
        Column("scene", Text, nullable=False),
        Column("choice", Text, nullable=False),
        Column("minute", whole(), nullable=False),
        Column("offered", Text, nullable=False),
        Column("thinking_ms", whole(), nullable=False),
        Column("at_ms", whole(), nullable=False),
        **STRICT,
    )
    op.create_index("decision_by_run", "decision", ["run", "number"], unique=True)
    create_guards(
        op.get_bind(),
        "event_not_changed",
        "event_not_removed",
        "event_follows",
        "source_not_changed",
        "source_not_removed",
        "source_not_replaced",
    )


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
