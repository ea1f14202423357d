"""What is made of a report beside the board: ``kinds`` tells what there is, ``writing`` shows and writes it."""
