"""The verbs of the door without a screen, by family."""
