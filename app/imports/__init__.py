"""Old papers become cells with doubts: one reader per file type, one matcher."""
