"""The notice board and the print preview."""
