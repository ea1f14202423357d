"""长图: the story of a year as one tall picture for telephones."""
