"""Migrations of the workspace, one file per version of the tables; a published one never changes."""
