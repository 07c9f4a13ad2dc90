"""The first tables: the hash chain, the sources, the people, and what is derived for reading."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, LargeBinary

from game.records.dialect import STRICT, create_guards, whole, words

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("id", words(), nullable=False, unique=True),
        Column("run", words()),
        Column("kind", words(), nullable=False),
        Column("at_ms", whole(), nullable=False),
        Column("body", words(), nullable=False),
        Column("prev", words(), nullable=False, unique=True),
        Column("hash", words(), nullable=False),
        **STRICT,
    )
    op.create_index("event_by_run", "event", ["run", "seq"])
    op.create_table(
        "source",
        Column("digest", words(), primary_key=True),
        Column("kind", words(), nullable=False),
        Column("text", LargeBinary, nullable=False),
        **STRICT,
    )
    op.create_table(
        "person",
        Column("pseudonym", words(), primary_key=True),
        Column("name", words()),
        Column("name_key", words(), unique=True),
        Column("turn", whole(), nullable=False),
        **STRICT,
    )
    op.create_table(
        "run",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("run", words(), nullable=False, unique=True),
        Column("person", words(), nullable=False),
        Column("scenario", words(), nullable=False),
        Column("scenario_digest", words(), nullable=False),
        Column("binder", words(), nullable=False),
        Column("binder_digest", words(), nullable=False),
        Column("seed", whole(), nullable=False),
        Column("truth_given", words()),
        Column("seed_given", whole(), nullable=False),
        Column("front", words(), nullable=False),
        Column("bot", words()),
        Column("mode", words(), nullable=False),
        Column("branched_run", words()),
        Column("branched_index", whole()),
        Column("started_ms", whole(), nullable=False),
        Column("counts", whole(), nullable=False),
        Column("state", words(), nullable=False),
        Column("taken", whole(), nullable=False),
        Column("first", whole(), nullable=False),
        Column("closed_seq", whole(), unique=True),
        Column("closed_ms", whole()),
        Column("ending", words()),
        Column("ending_kind", words()),
        Column("minute", whole()),
        Column("process_earned", whole()),
        Column("process_possible", whole()),
        Column("sixty_earned", whole()),
        Column("sixty_possible", whole()),
        Column("fouls", words()),
        Column("passed", whole()),
        Column("cost", whole()),
        Column("today", whole()),
        Column("later", whole()),
        Column("truth", words()),
        Column("buys", words()),
        **STRICT,
    )
    op.create_index("run_by_person", "run", ["person", "scenario", "seq"])
    op.create_table(
        "decision",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("run", words(), nullable=False),
        Column("number", whole(), nullable=False),
        Column("scene", words(), nullable=False),
        Column("choice", words(), nullable=False),
        Column("minute", whole(), nullable=False),
        Column("offered", words(), nullable=False),
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
