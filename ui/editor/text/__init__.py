"""The text parts: the page, live numbers, aspects, figures beside, last year's words."""
