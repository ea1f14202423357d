"""The program and its package state the same version."""

import tomllib
from pathlib import Path

import app


def test_version_is_the_one_of_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    assert app.__version__ == project["project"]["version"]
