"""Tests of app/grid."""
