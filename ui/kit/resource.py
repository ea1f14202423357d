"""Files under resources/ that the screen needs before the first paint. Plain strings: pathlib would cost time there."""

from __future__ import annotations

import os

_HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120


def resource(*parts: str) -> str:
    """The path of a file under resources/: beside app/ in a checkout, inside the package once installed."""
    installed = os.path.join(_HERE, "app", "_resources")  # noqa: PTH118
    folder = installed if os.path.isdir(installed) else os.path.join(_HERE, "resources")  # noqa: PTH112, PTH118
    return os.path.join(folder, *parts)  # noqa: PTH118


def read_text(*parts: str) -> str:
    """The text of a file under resources/."""
    with open(resource(*parts), encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
