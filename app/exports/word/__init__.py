"""The report as a Word file."""
