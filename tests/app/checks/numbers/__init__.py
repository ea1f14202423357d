"""Tests of app/checks/numbers."""
