"""Checks on the paper that a report was read from."""
