"""Personal data in what will hang on a board: found, and masked."""
