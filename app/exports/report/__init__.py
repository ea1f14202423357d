"""The A4 report."""
