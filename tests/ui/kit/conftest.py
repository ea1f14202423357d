"""The kit in its own faces and colours, whatever another test put in force."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.reports import dress


@pytest.fixture(autouse=True)
def dressed(qtbot: QtBot) -> Iterator[None]:
    dress()
    yield
    dress()
