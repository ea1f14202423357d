"""What hung where, from which day to which, with a photo: kept with its report."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# As text, and never touched again: what was published must come out the same whatever the program becomes.
_STATEMENTS = (
    "CREATE TABLE posting ( report INTEGER NOT NULL, seq INTEGER NOT NULL, day TEXT NOT NULL, place TEXT NOT NULL, "
    "board TEXT NOT NULL, note TEXT NOT NULL, check_code TEXT NOT NULL, content TEXT NOT NULL, taken_down TEXT, "
    "photo_name TEXT NOT NULL, photo BLOB NOT NULL, "
    "withdrawn INTEGER NOT NULL CONSTRAINT ck_posting_withdrawn CHECK (withdrawn IN (0, 1)), "
    "CONSTRAINT pk_posting PRIMARY KEY (report, seq), "
    "CONSTRAINT fk_posting_report FOREIGN KEY(report) REFERENCES report (id) ) STRICT",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
