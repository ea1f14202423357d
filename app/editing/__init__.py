"""One open report: the session every change passes through, its history, paste and carry-over."""
