"""The runs in which a choice was taken, the costliest first, from the index of its scene alone."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("moment_by_scene", "moment")
    op.create_index(
        "moment_by_scene",
        "moment",
        [
            "scenario",
            "scene",
            "enters",
            "choice",
            "loss",
            "started_ms",
            "mode",
            "binder",
            "person",
        ],
    )


def downgrade() -> None:
    raise NotImplementedError("a score log is evidence, and is never taken back")
