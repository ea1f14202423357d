"""Tables on any paper: widths, words in cells, cuts between rows."""
