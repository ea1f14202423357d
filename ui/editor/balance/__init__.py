"""勾稽关系: the panel beside the table, its card, the ways to balance, the folded strips."""
