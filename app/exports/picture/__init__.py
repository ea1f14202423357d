"""一图读懂: the story of a year on one A4 page."""
