"""Tests of app/forms."""
