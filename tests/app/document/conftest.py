"""The forms as they stand, and a sample that says something in every part."""

from pathlib import Path

import pytest

from app.forms.catalogue import Catalogue, load_folder

FORMS = Path(__file__).resolve().parents[3] / "resources" / "forms"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_folder(FORMS)
