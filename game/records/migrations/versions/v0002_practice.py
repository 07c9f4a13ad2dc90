"""Practice: hints and what was taken back, and a decision's number no longer its own in a run."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from game.records.dialect import STRICT, whole, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aid",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("run", words(), nullable=False),
        Column("kind", words(), nullable=False),
        Column("number", whole(), nullable=False),
        Column("at_ms", whole(), nullable=False),
        **STRICT,
    )
    op.create_index("aid_by_run", "aid", ["run", "seq"])
    op.drop_index("decision_by_run", "decision")
    op.create_index("decision_by_run", "decision", ["run", "number"])


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
