"""The screen: the only place that knows Qt; it decides nothing."""
