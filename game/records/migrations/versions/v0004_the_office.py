"""The trainer's office: where its papers are (roles, comments, sign-offs, draws), and PINs."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column

from game.records.dialect import STRICT, whole, words

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper",
        Column("seq", whole(), primary_key=True, autoincrement=False),
        Column("kind", words(), nullable=False),
        Column("run", words()),
        Column("person", words()),
        Column("author", words()),
        **STRICT,
    )
    op.create_index("paper_by_run", "paper", ["run", "seq"])
    op.create_index("paper_by_kind", "paper", ["kind", "seq"])
    op.create_table(
        "pin",
        Column("person", words(), primary_key=True),
        Column("hash", words(), nullable=False),
        Column("recovery", words()),
        Column("tries", whole(), nullable=False),
        Column("last_ms", whole(), nullable=False),
        **STRICT,
    )


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
