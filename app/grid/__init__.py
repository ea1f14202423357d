"""The shape of a table: heading trees to squares with spans."""
