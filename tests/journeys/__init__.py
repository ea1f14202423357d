"""Whole days at the office, with real files and real programs."""
