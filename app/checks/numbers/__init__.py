"""Checks on numbers in texts: against the tables, and against each other."""
