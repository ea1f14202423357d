"""Lists of wording can be added as formats are, and both can be gone back on: every version is kept."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# As text, and never touched again: what was published must come out the same whatever the program becomes.
_STATEMENTS = (
    "CREATE TABLE pack ( kind TEXT NOT NULL CONSTRAINT ck_pack_kind CHECK (kind IN ('form', 'wording')), "
    "id TEXT NOT NULL, seq INTEGER NOT NULL, source TEXT NOT NULL, added TEXT NOT NULL, "
    "CONSTRAINT pk_pack PRIMARY KEY (kind, id, seq) ) WITHOUT ROWID, STRICT",
    "INSERT INTO pack SELECT 'form', id, 1, source, added FROM form",
    "DROP TABLE form",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
