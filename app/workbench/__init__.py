"""The door to the work: short functions, one deed each, for ui and for the command line."""
