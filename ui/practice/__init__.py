"""The strip over the report of the practice township."""
