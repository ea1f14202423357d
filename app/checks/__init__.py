"""Findings: one small function per rule kind, totals, and the engine that runs them all."""
