"""Every kind of rule on the numbers in texts; loading this module makes them known."""

from app.checks.numbers import adding, agree, measures, missing, outcomes, results, shares, twice

__all__ = ["adding", "agree", "measures", "missing", "outcomes", "results", "shares", "twice"]
