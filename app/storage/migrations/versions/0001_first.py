"""The first tables."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# As text, and never touched again: what was published must come out the same whatever the program becomes.
_STATEMENTS = (
    "CREATE TABLE form ( id TEXT NOT NULL, source TEXT NOT NULL, added TEXT NOT NULL, "
    "CONSTRAINT pk_form PRIMARY KEY (id) ) WITHOUT ROWID, STRICT",
    'CREATE TABLE organ ( "key" TEXT NOT NULL, name TEXT NOT NULL, level TEXT NOT NULL, '
    "district TEXT NOT NULL, phone TEXT NOT NULL, office TEXT NOT NULL, "
    "own INTEGER NOT NULL CONSTRAINT ck_organ_own CHECK (own IN (0, 1)), "
    'CONSTRAINT pk_organ PRIMARY KEY ("key") ) STRICT',
    "CREATE UNIQUE INDEX one_own_organ ON organ (own) WHERE own = 1",
    'CREATE TABLE setting ( "key" TEXT NOT NULL, value TEXT NOT NULL, '
    'CONSTRAINT pk_setting PRIMARY KEY ("key") ) WITHOUT ROWID, STRICT',
    "CREATE TABLE report ( id INTEGER NOT NULL, organ TEXT NOT NULL, year INTEGER NOT NULL, "
    "form_id TEXT NOT NULL, state TEXT NOT NULL, made TEXT NOT NULL, saved TEXT NOT NULL, "
    "CONSTRAINT pk_report PRIMARY KEY (id), CONSTRAINT uq_report UNIQUE (organ, year), "
    'CONSTRAINT fk_report_organ FOREIGN KEY(organ) REFERENCES organ ("key") ON UPDATE CASCADE ) STRICT',
    "CREATE TABLE cell ( report INTEGER NOT NULL, address TEXT NOT NULL, "
    "type TEXT NOT NULL CONSTRAINT ck_cell_type CHECK (type IN ('int', 'decimal')), "
    "value TEXT NOT NULL, CONSTRAINT pk_cell PRIMARY KEY (report, address), "
    "CONSTRAINT fk_cell_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
    'CREATE TABLE change ( report INTEGER NOT NULL, seq INTEGER NOT NULL, "when" TEXT NOT NULL, '
    'who TEXT NOT NULL, label TEXT NOT NULL, "before" TEXT NOT NULL, "after" TEXT NOT NULL, '
    "standing INTEGER NOT NULL CONSTRAINT ck_change_standing CHECK (standing IN (-1, 0, 1)), "
    "CONSTRAINT pk_change PRIMARY KEY (report, seq), "
    "CONSTRAINT fk_change_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
    "CREATE INDEX change_undone ON change (report, seq) WHERE standing = 0",
    "CREATE TABLE passage ( report INTEGER NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, "
    "CONSTRAINT pk_passage PRIMARY KEY (report, id), "
    "CONSTRAINT fk_passage_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
    "CREATE TABLE reason ( report INTEGER NOT NULL, rule TEXT NOT NULL, place TEXT NOT NULL, "
    'text TEXT NOT NULL, who TEXT NOT NULL, "when" TEXT NOT NULL, '
    "CONSTRAINT pk_reason PRIMARY KEY (report, rule, place), "
    "CONSTRAINT fk_reason_report FOREIGN KEY(report) REFERENCES report (id) ) WITHOUT ROWID, STRICT",
)


def upgrade() -> None:
    for statement in _STATEMENTS:
        op.execute(statement)
