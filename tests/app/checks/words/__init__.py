"""Tests of app/checks/words."""
