"""The start page: which reports there are, and what comes next."""
