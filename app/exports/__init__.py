"""Blocks become files: one thin writer for each file type."""
