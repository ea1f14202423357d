"""Tests of app/checks/printed."""
