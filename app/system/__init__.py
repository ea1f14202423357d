"""The outside world: paths, atomic files, log, clock."""
