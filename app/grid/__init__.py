"""The shape of a table: heading trees become spans and widths, and places where a page may cut."""
