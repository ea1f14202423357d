"""The clipboard, held so that it may outlive Python: what Python made itself would crash the program at its end."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def put(text: str, html: str, more: Mapping[str, bytes] | None = None) -> None:
    """Lays ``text``, the same as a web page, and ``more`` (by its mime type) on the clipboard."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(text)  # Qt makes the object, and it is filled where it lies
    _fill(clipboard.mimeData(), html, more or {})
    if not held().hasHtml():  # a system that hands out copies
        data = QMimeData()
        data.setText(text)
        _fill(data, html, more or {})
        clipboard.setMimeData(data)


def held() -> QMimeData:
    """What lies on the clipboard; empty where nothing was copied."""
    found: QMimeData | None = QGuiApplication.clipboard().mimeData()
    return QMimeData() if found is None else found


def _fill(data: QMimeData, html: str, more: Mapping[str, bytes]) -> None:
    data.setHtml(html)
    for kind, content in more.items():
        data.setData(kind, content)
