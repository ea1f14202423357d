"""The bundled faces, opened once for all tests of this folder."""

from pathlib import Path

import pytest

from app.exports.fonts import FontBook

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


@pytest.fixture(scope="session")
def fonts() -> FontBook:
    return FontBook(RESOURCES / "fonts")
