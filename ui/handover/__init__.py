"""Handing a report over on a USB stick."""
