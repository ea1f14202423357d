"""The kinds of rules on a report as a document; whoever imports this knows all of them."""

from __future__ import annotations

from app.checks.words import citing, contact, likeness, listing, naming, periods, times, whole

__all__ = ["citing", "contact", "likeness", "listing", "naming", "periods", "times", "whole"]
