"""For the trainer's review: the coach's figures beside the log, and an index for every question."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from game.records.dialect import STRICT, whole, words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judged",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("rules", words(), nullable=False),
        Column("loss", whole(), nullable=False),
        **STRICT,
    )
    op.create_table(
        "outcome",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("person", words(), nullable=False),
        Column("scenario", words(), nullable=False),
        Column("binder", words(), nullable=False),
        Column("mode", words(), nullable=False),
        Column("started_ms", whole(), nullable=False),
        Column("enters", whole(), nullable=False),
        Column("applied", words(), nullable=False),
        Column("done", words(), nullable=False),
        **STRICT,
    )
    op.create_table(
        "moment",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("run_seq", whole(), nullable=False),
        Column("person", words(), nullable=False),
        Column("scenario", words(), nullable=False),
        Column("binder", words(), nullable=False),
        Column("mode", words(), nullable=False),
        Column("started_ms", whole(), nullable=False),
        Column("enters", whole(), nullable=False),
        Column("number", whole(), nullable=False),
        Column("scene", words(), nullable=False),
        Column("choice", words(), nullable=False),
        Column("best", words(), nullable=False),
        Column("loss", whole(), nullable=False),
        **STRICT,
    )
    op.create_index("judged_by_loss", "judged", ["loss"])
    op.create_index("run_by_time", "run", ["started_ms"])
    op.create_index("run_by_person_time", "run", ["person", "started_ms"])
    op.create_index("run_by_scenario", "run", ["scenario", "started_ms"])
    op.create_index("run_by_binder", "run", ["binder", "started_ms"])
    op.create_index(
        "run_figures",
        "run",
        [
            "counts",
            "person",
            "state",
            "fouls",
            "buys",
            "first",
            "passed",
            "scenario",
            "binder",
            "mode",
            "started_ms",
            "process_earned",
            "process_possible",
            "sixty_earned",
            "sixty_possible",
        ],
    )
    op.create_index(
        "outcome_figures",
        "outcome",
        ["enters", "person", "applied", "done", "scenario", "binder", "mode", "started_ms"],
    )
    op.create_index("moment_by_run", "moment", ["run_seq", "number"])
    op.create_index("moment_by_loss", "moment", ["enters", "loss"])
    op.create_index("moment_by_person", "moment", ["person", "enters", "loss"])
    op.create_index("moment_by_scenario", "moment", ["scenario", "enters", "loss"])
    op.create_index(
        "moment_by_scene",
        "moment",
        ["scenario", "scene", "enters", "choice", "mode", "binder", "person", "started_ms"],
    )


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
