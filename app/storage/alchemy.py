"""SQLAlchemy over the one open connection: every change goes through it, reading needs only SQLite itself.

Importing it takes longer than all else before the first page stands, and half as much memory as Qt. So it is loaded
when the first report is opened or the first change is made, not when the program starts.
"""

from __future__ import annotations

import sqlite3

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool


def over(db: sqlite3.Connection) -> Connection:
    """SQLAlchemy's view of ``db``, which stays open when the view is closed; ``begin()`` takes the write lock."""
    engine = create_engine("sqlite://", creator=lambda: db, poolclass=StaticPool, pool_reset_on_return=None)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine.connect()


def raw(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection, for what must stay outside a transaction, and for reading inside one."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver
