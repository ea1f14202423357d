"""Making a new workspace, and bringing an older one up to date: all or nothing, whatever kills the program."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from app.storage import alchemy, troubles
from app.storage.tables import metadata, revision
from app.storage.version import APPLICATION, MIGRATIONS, VERSION, Plan, revision_id


def create(db: sqlite3.Connection, plan: Plan) -> None:
    """Fill an empty file. This version's tables are made at once (a test proves that the migrations give the same)."""
    with alchemy.over(db) as connection, connection.begin():
        metadata.create_all(connection, checkfirst=False)
        connection.execute(revision.insert().values(version_num=revision_id(VERSION)))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    if plan.version != VERSION:
        upgrade(db, plan)


def upgrade(db: sqlite3.Connection, plan: Plan) -> None:
    """Run the missing migrations in one transaction; raises, and nothing has changed, where any of them fails.

    Foreign keys rest meanwhile (rebuilding a table drops it, which would cascade) and are checked before the commit.
    """
    from alembic import command  # only here: importing it costs a tenth of a second at every start
    from alembic.config import Config
    from alembic.util import CommandError

    db.execute("PRAGMA foreign_keys=OFF")  # means nothing inside a transaction
    try:
        with alchemy.over(db) as connection, connection.begin():
            config = Config(attributes={"connection": connection})
            config.set_main_option("script_location", _escaped(MIGRATIONS))
            config.set_main_option("path_separator", "newline")
            config.set_main_option("version_locations", "\n".join(_escaped(folder) for folder in plan.folders))
            command.upgrade(config, plan.head)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version={plan.version}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise troubles.damaged()
    except CommandError as error:  # the revision kept in the file is none of ours
        raise troubles.damaged() from error
    finally:
        db.execute("PRAGMA foreign_keys=ON")


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # the configuration would read %( as a variable
