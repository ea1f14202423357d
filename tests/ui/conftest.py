"""What tests of the whole window begin with."""

from pathlib import Path

import pytest

from tests.ui import two_years


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Last year's report handed over, this year's with something wrong in it."""
    return two_years.make(tmp_path)
