"""The wheel is complete: whoever installs it finds the resources, the migrations and the two doors."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.house.source import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, as pip would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        timeout=240,
    )
    [wheel] = folder.glob("gongkailan-*-py3-none-any.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_resources_are_found_when_installed(installed: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-P", "-c", "from app.system.paths import resources; print(ascii(str(resources())))"],
        cwd=installed,
        env={**os.environ, "PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert found.stdout.strip() == ascii(str(installed / "app" / "_resources"))
    for folder in ("forms", "fonts"):
        there = {path.name for path in (installed / "app" / "_resources" / folder).iterdir()}
        assert there == {path.name for path in (ROOT / "resources" / folder).iterdir()}


def test_every_module_and_migration_is_inside(installed: Path) -> None:
    for package in ("app", "ui"):
        expected = {
            path.relative_to(ROOT).as_posix()
            for path in (ROOT / package).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc"
        }
        assert expected - {path.relative_to(installed).as_posix() for path in installed.rglob("*")} == set()
    assert not (installed / "tests").exists()


def test_the_launcher_points_at_the_desktop(installed: Path) -> None:
    [entry_points] = installed.glob("*.dist-info/entry_points.txt")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    for name, target in scripts.items():
        assert f"{name} = {target}" in entry_points.read_text(encoding="utf-8")
