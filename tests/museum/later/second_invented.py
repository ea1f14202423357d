"""And one more."""

from __future__ import annotations

from alembic import op

from app.storage.version import VERSION, revision_id

revision = revision_id(VERSION + 2)
down_revision = revision_id(VERSION + 1)
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE organ SET code = 'x' || key")
    op.execute("UPDATE cell SET value = value || '0' WHERE type = 'int' AND value <> '0'")
    op.execute("CREATE TABLE last (id INTEGER PRIMARY KEY) STRICT")
