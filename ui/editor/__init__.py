"""The tabs a clerk fills in."""
