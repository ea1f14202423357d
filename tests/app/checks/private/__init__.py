"""Tests of app/checks/private."""
