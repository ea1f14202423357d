"""The poster for the board, fitted to its sheet."""
