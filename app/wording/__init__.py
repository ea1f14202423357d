"""Words that a report is checked against: lists of data that a non-programmer can read and correct."""
