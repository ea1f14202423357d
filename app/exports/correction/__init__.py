"""The strip that corrects what hangs on the board."""
