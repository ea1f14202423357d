"""The official form as data: what a form file says, how it is loaded, linted and chosen by year."""
