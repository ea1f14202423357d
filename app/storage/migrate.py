"""Making a new workspace, and bringing an older one up to date: all or nothing, whatever kills the program."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from app.storage import troubles
from app.storage.tables import APPLICATION, VERSION, metadata, revision

MIGRATIONS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Plan:
    """The version a program works with, and the folders of its migrations; revision ``0001`` leads to version 1."""

    version: int = VERSION
    folders: tuple[Path, ...] = (MIGRATIONS / "versions",)

    @property
    def head(self) -> str:
        """The revision id of ``version``."""
        return revision_id(self.version)


CURRENT = Plan()


def revision_id(version: int) -> str:
    """The name of the migration that leads to ``version``."""
    return f"{version:04d}"


def create(connection: Connection, plan: Plan) -> None:
    """Fill an empty file. This version's tables are made at once (a test proves that the migrations give the same)."""
    with connection.begin():
        metadata.create_all(connection, checkfirst=False)
        connection.execute(revision.insert().values(version_num=revision_id(VERSION)))
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    if plan.version != VERSION:
        upgrade(connection, plan)


def upgrade(connection: Connection, plan: Plan) -> None:
    """Run the missing migrations in one transaction; raises, and nothing has changed, where any of them fails.

    Foreign keys rest meanwhile (rebuilding a table drops it, which would cascade) and are checked before the commit.
    """
    from alembic import command  # only here: importing it costs a tenth of a second at every start
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", _escaped(MIGRATIONS))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(_escaped(folder) for folder in plan.folders))
    raw(connection).execute("PRAGMA foreign_keys=OFF")  # means nothing inside a transaction
    try:
        with connection.begin():
            command.upgrade(config, plan.head)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION}")
            connection.exec_driver_sql(f"PRAGMA user_version={plan.version}")
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise troubles.damaged()
    except CommandError as error:  # the revision kept in the file is none of ours
        raise troubles.damaged() from error
    finally:
        raw(connection).execute("PRAGMA foreign_keys=ON")


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, for what must stay outside a transaction."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def _escaped(path: Path) -> str:
    return str(path).replace("%", "%%")  # the configuration would read %( as a variable
