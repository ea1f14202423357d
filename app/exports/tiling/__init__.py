"""A poster on several sheets to be glued together."""
