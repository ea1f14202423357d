"""Every figure the project promises, each pair taken in the same run: ``python -m tests.benchmarks [--json]``."""
