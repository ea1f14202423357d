"""An invented next version, only for tests: many statements, a rebuilt table, moved data."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.storage.version import VERSION, revision_id

revision = revision_id(VERSION + 1)
down_revision = revision_id(VERSION)
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report", sa.Column("due", sa.Text(), nullable=True))
    op.execute("UPDATE report SET due = (year + 1) || '-01-31'")
    op.create_table("receipt", sa.Column("report", sa.Integer, sa.ForeignKey("report.id")), sa.Column("code", sa.Text))
    op.execute("INSERT INTO receipt SELECT id, 'none' FROM report")
    with op.batch_alter_table("organ", table_kwargs={"sqlite_strict": True}) as batch:  # drops and renames: a parent
        batch.add_column(sa.Column("code", sa.Text(), nullable=False, server_default=""))
    op.execute("CREATE INDEX cell_by_address ON cell (address)")
