"""公开栏: the work itself, without a screen. No Qt in here, not even indirectly."""
