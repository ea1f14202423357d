"""The line over the preview: which paper, how large on the screen, and what to do with it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.board import kinds
from ui.board.kinds import KINDS, Kind
from ui.kit import boxes
from ui.kit.choice import Choice
from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import Button, PrimaryButton, SecondaryButton

_TILES = "导出拼版"
CORRECTION_NAME = "更正条"


class ToolBar(QWidget):
    """``kind_chosen`` carries the id of what is to be shown; ``real_chosen`` whether real size is wanted."""

    kind_chosen = Signal(str)
    real_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.kind = Choice([kind.name for kind in KINDS], name="看哪一份")
        self.whole = SecondaryButton("整张看", "zoom-in")
        self.real = SecondaryButton("看实际大小")
        self.large = SecondaryButton("大字版", "a-large-small")
        self.long = SecondaryButton("长图", "image")
        self.tiles = SecondaryButton(_TILES, "grid-3x3")
        self.copy = SecondaryButton("复制", "copy")
        self.print = SecondaryButton("打印", "printer")
        self.export = PrimaryButton("导出 PDF", "file-down")
        self._zoom = QButtonGroup(self)
        for button in (self.whole, self.real):
            button.setCheckable(True)
            self._zoom.addButton(button)
        self.whole.setChecked(True)
        self.print.setCheckable(True)
        self._shortcuts = {kinds.LARGE: self.large, kinds.LONG: self.long}
        self._short: tuple[Button, ...] = (self.large, self.long)
        self._buttons: tuple[Button, ...] = (*self._short, self.tiles, self.copy, self.print, self.export)
        self._look, self._deeds = QHBoxLayout(), QHBoxLayout()
        self._lines = QVBoxLayout(self)
        self._two = self._is_brief = False
        self._kind: Kind | None = None  # None: the strips of a correction
        self._tile: str | None = None
        self._fill()
        self._connect()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, self._dress)

    def _fill(self) -> None:
        looks: tuple[QWidget, ...] = (self.kind, self.whole, self.real)
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for widget in looks:
            self._look.addWidget(widget)
        self._look.addStretch(1)
        self._deeds.addStretch(1)
        for button in self._buttons:
            self._deeds.addWidget(button)
        first = QHBoxLayout()
        first.addLayout(self._look)
        first.addLayout(self._deeds)
        self._lines.addLayout(first)
        self._first = first
        for layout in (self._look, self._deeds, first):
            boxes.scaled(layout, 8)
        boxes.scaled(self._lines, 8, (16, 11, 16, 11))

    def _connect(self) -> None:
        self.kind.activated.connect(lambda number: self.kind_chosen.emit(KINDS[number].id))
        self._zoom.buttonClicked.connect(self._zoomed)
        for kind_id, button in self._shortcuts.items():
            button.setCheckable(True)
            button.clicked.connect(lambda on, kind_id=kind_id: self.kind_chosen.emit(kind_id if on else kinds.BOARD))

    def _dress(self, current: Theme) -> None:
        self.updateGeometry()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one is too narrow (large type, small screen)."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider half: the rest goes to a second line."""
        margins = self._lines.contentsMargins()
        wide = max(self._look.minimumSize().width(), self._deeds_width(shortcuts=False))
        return QSize(wide + margins.left() + margins.right(), super().minimumSizeHint().height())

    def _deeds_width(self, *, shortcuts: bool) -> int:
        """What the deeds need side by side; the list leads to what the shortcuts lead to."""
        shown = [button for button in self._buttons if not button.isHidden() and button not in self._short]
        shown += self._short if shortcuts else ()
        return sum(button.sizeHint().width() + theme().px(8) for button in shown) - theme().px(8)

    def _fold(self) -> None:
        margins = self._lines.contentsMargins()
        inside = self.width() - margins.left() - margins.right()
        roomy = not self._is_brief and self._deeds_width(shortcuts=True) <= inside
        for button in self._short:
            button.setVisible(roomy)
        need = self._look.minimumSize().width() + theme().px(8) + self._deeds_width(shortcuts=roomy)
        if (need > inside) == self._two:
            return
        self._two = need > inside
        if self._two:
            self._first.removeItem(self._deeds)
            self._lines.addLayout(self._deeds)
        else:
            self._lines.removeItem(self._deeds)
            self._first.addLayout(self._deeds)
        self.updateGeometry()

    def show_kind(self, kind: Kind, tile: str | None = None, count: int | None = None) -> None:
        """The deeds of ``kind``; where the board is cut into sheets of ``tile``, how many once ``count`` is known."""
        self._kind, self._tile = kind, tile
        self.kind.setCurrentIndex(KINDS.index(kind))
        self.tiles.setText(f"{_TILES} {count} 张" if count else _TILES)
        self.tiles.setAccessibleName(f"{_TILES}，{f'{count} 张 ' if count else ''}{tile}")
        self.export.setText(kind.export)
        self._show_deeds()

    def show_correction(self) -> None:
        """The deeds of the strips that put right what hangs: none of the list."""
        self._kind = None
        self.kind.setPlaceholderText(CORRECTION_NAME)
        self.kind.setCurrentIndex(-1)
        self.export.setText(kinds.of(kinds.REPORT).export)
        self._show_deeds()

    def set_able(self, able: bool) -> None:
        """``able``: there is something to copy and to export."""
        for button in (self.copy, self.export):
            button.setEnabled(able)

    def set_brief(self, brief: bool) -> None:
        """``brief``: only what has no other door, on one line, where something above needs the room."""
        if brief != self._is_brief:
            self._is_brief = brief
            self._show_deeds()

    def _show_deeds(self) -> None:
        kind, on = self._kind, not self._is_brief
        for kind_id, button in self._shortcuts.items():
            button.setChecked(kind is not None and kind.id == kind_id)
        self.tiles.setVisible(on and kind is not None and kind.is_board and self._tile is not None)
        self.copy.setVisible(on and kind is not None and kind.look == "text")
        self.print.setVisible(kind is None or kind.prints)
        for button in (self.whole, self.real):
            button.setVisible(kind is None or kind.look == "pdf")
        self.tiles.updateGeometry()
        self.export.updateGeometry()
        self._fold()

    def _zoomed(self, button: QAbstractButton) -> None:
        self.real_chosen.emit(button is self.real)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
