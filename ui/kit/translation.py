"""Qt's own words (context menus, file dialogs) in Chinese; the translation comes with Qt."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

_FILE = "qtbase_zh_CN"


class _Words(QTranslator):
    """Qt writes 撤消 where the program, and the dictionary, write 撤销."""

    def translate(  # type: ignore[override]  # None, and not "", is how Qt is told that there is no translation
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        said = super().translate(context, source, disambiguation, n)
        return said.replace("撤消", "撤销") if said else None


def install() -> None:
    """Installs the translation once; where Qt came without it the program runs on, its own words are Chinese anyway."""
    app = QApplication.instance()
    if app is None or app.findChild(QTranslator, _FILE) is not None:
        return
    translator = _Words(app)
    translator.setObjectName(_FILE)
    if translator.load(_FILE, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
