"""What the paper says, before any file type: blocks, Chinese numbering and dates, print styles."""
