"""And one more."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE organ SET code = 'x' || key")
    op.execute("UPDATE cell SET value = value || '0' WHERE type = 'int' AND value <> '0'")
    op.execute("CREATE TABLE last (id INTEGER PRIMARY KEY) STRICT")
