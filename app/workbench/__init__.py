"""The door: short functions, one deed each, used by the desktop and by the command line."""
