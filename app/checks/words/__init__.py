"""Checks on words: what a text must say, must not say, and says wrongly."""
