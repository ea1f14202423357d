"""The shelf: the only room that knows SQLAlchemy and SQLite."""
