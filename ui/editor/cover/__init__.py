"""封面: title, the paragraph before part one and what it is made of."""
