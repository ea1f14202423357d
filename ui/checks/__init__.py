"""校核: every finding in one list, its figures beside it, and what can be done about it."""
