"""The official tables: what a cell shows, hands on the cells, blocks, the help line, noughts stated."""
