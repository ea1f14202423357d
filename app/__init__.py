"""公开栏: the work itself, without a screen. No Qt in here, not even indirectly."""

__version__ = "0.1.0"
