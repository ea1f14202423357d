"""A reason says on what it stands, so that it lapses when the cell or the sentence becomes another."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE reason ADD COLUMN ground TEXT DEFAULT '' NOT NULL")
