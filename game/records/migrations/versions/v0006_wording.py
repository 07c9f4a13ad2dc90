"""What scenarios and choices are called, so that a review need not read their files again."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from game.records.dialect import STRICT, whole, words

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wording",
        Column("scenario_digest", words(), primary_key=True),
        Column("binder_digest", words(), primary_key=True),
        Column("choice", words(), primary_key=True),
        Column("words", words(), nullable=False),
        Column("spoken", whole(), nullable=False),
        **STRICT,
    )


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
