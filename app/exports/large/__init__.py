"""大字版: the report for older readers, in 22 pt type; tables become lists."""
