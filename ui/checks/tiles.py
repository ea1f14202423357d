"""The counts over the list, each a filter; how many rules ran; the slip."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app.workbench.checking import Page
from ui.checks.rows import Filter
from ui.kit import boxes
from ui.kit.draw import draw_box
from ui.kit.lamp import paint_lamp
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed
from ui.kit.tips import tip
from ui.kit.widgets import Label, SecondaryButton

FILTERS: tuple[tuple[Filter, str, str], ...] = (
    ("all", "全部", ""),
    ("error", "必须改正", "must"),
    ("warning", "请说明", "doubt"),
    ("info", "提示", "tip"),
    ("passed", "通过", "ok"),
)
_ALWAYS = "随改随核，不用另按"
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_HIGH, _LOW, _PAD, _GAP = 60, 46, 15, 9


class Tile(QAbstractButton):
    """A count with its word; a second quiet line where there is more to say of it."""

    def __init__(self, word: str, lamp: str, key: str) -> None:
        super().__init__()
        self._word, self._lamp, self._count, self._more = word, lamp, 0, ""
        self._low = False
        self.setCheckable(True)
        self.setToolTip(tip(f"只看{word}（{key}）" if lamp else f"全部都看（{key}）"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themed(self, lambda _: self.updateGeometry())

    def show_count(self, count: int, more: str = "") -> None:
        """Another count."""
        before, self._count, self._more = self.sizeHint(), count, more
        self.setAccessibleName("，".join(part for part in (f"{self._word} {count} 处", more) if part))
        if self.sizeHint() != before:
            self.updateGeometry()
        self.update()

    def set_low(self, *, low: bool) -> None:
        """Less high where a second line needs the room."""
        self._low = low
        self.updateGeometry()

    @property
    def count(self) -> int:
        """The count that is shown."""
        return self._count

    def sizeHint(self) -> QSize:
        """Lamp, count, words."""
        now = theme()
        words = max(
            QFontMetrics(now.font("body")).horizontalAdvance(self._word),
            QFontMetrics(now.font("small")).horizontalAdvance(self._more),
        )
        lamp = now.px(24 + _GAP) if self._lamp else 0
        return QSize(
            2 * now.px(_PAD) + lamp + self._number_width() + now.px(_GAP + 2) + words,
            now.px(_LOW if self._low else _HIGH),
        )

    def _number_width(self) -> int:
        return QFontMetrics(theme().font("display", SEMIBOLD)).horizontalAdvance(str(self._count))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it; the chosen one has the blue frame."""
        now = theme()
        with QPainter(self) as painter:
            chosen = self.isChecked()
            fill = "sheet" if chosen or not self.underMouse() else "head"
            frame = now.colour("accent" if chosen else "frame")
            draw_box(painter, QRectF(self.rect()), now.colour(fill), frame, now.px(4), 2 if chosen else 1)
            left, side, high = now.px(_PAD), now.px(24), self.height()
            if self._lamp:
                paint_lamp(painter, QRectF(left, (high - side) / 2, side, side), self._lamp)
                left += side + now.px(_GAP)
            painter.setPen(now.colour("ink"))
            painter.setFont(now.font("display", SEMIBOLD))
            painter.drawText(QRectF(left, -1, self._number_width() + 2, high), _LEFT, str(self._count))
            left += self._number_width() + now.px(_GAP + 2)
            painter.setFont(now.font("body", REGULAR))
            half = now.px(10) if self._more else 0
            painter.drawText(QRectF(left, -half - (1 if half else 0), self.width(), high), _LEFT, self._word)
            if self._more:
                painter.setPen(now.colour("ink2"))
                painter.setFont(now.font("small"))
                painter.drawText(QRectF(left, half, self.width(), high), _LEFT, self._more)


class Quiet(Label):
    """One line that is cut where there is no room for it; whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__("", "small", "ink2")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str) -> None:
        """Other words."""
        self.setText(text)
        self.setToolTip(tip("" if text == _ALWAYS else text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws as much as fits."""
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().windowText().color())
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            painter.drawText(self.rect(), self.alignment(), shown)


class Tiles(QWidget):
    """``chosen`` says what is to be listed. ``print`` and ``export`` are the deeds of the slip."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.tiles = [Tile(word, lamp, str(number)) for number, (_, word, lamp) in enumerate(FILTERS, 1)]
        for number, tile in enumerate(self.tiles):
            self._group.addButton(tile, number)
        self.tiles[0].setChecked(True)
        self._headline = Label("", weight=SEMIBOLD)
        self._headline.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._note = Quiet()
        self.print = SecondaryButton("打印校核单", "printer")
        self.print.setToolTip("排成一份 PDF 打开，在那里打印")
        self.export = SecondaryButton("导出", "file-down")
        self.export.setAccessibleName("导出校核单")
        self.export.setToolTip("把校核单存成 PDF 文件")
        counts = boxes.row(*self.tiles, None, gap=10)
        told = boxes.column(self._headline, self._note, gap=1)
        self._told = boxes.row(gap=8)
        self._told.addLayout(told, 1)
        self._told.addWidget(self.export)
        self._told.addWidget(self.print)
        self._first = boxes.row(gap=16)
        self._first.addLayout(counts)
        self._first.addLayout(self._told, 1)
        self._lines = QVBoxLayout(self)
        self._lines.addLayout(self._first)
        boxes.scaled(self._lines, 10, (16, 12, 16, 11))
        self._two = False
        self._group.idClicked.connect(lambda number: self.chosen.emit(FILTERS[number][0]))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, self._dress)

    def show_page(self, page: Page) -> None:
        """Other counts."""
        for (name, _, _), tile in zip(FILTERS, self.tiles, strict=True):
            count = page.passed if name == "passed" else page.count() if name == "all" else page.count(name)
            answered = page.answered(name) if name in ("warning", "info") else 0
            tile.show_count(count, f"已说明 {answered}" if answered else "")
        self._headline.setText(page.headline)
        self._note.say(page.note or _ALWAYS)
        self._fold()

    def choose(self, number: int) -> None:
        """Chooses a filter by its place."""
        self.tiles[number].click()

    def show_only(self, group: Filter) -> None:
        """Chooses a filter by its name."""
        self.choose([known for known, _, _ in FILTERS].index(group))

    @property
    def filter(self) -> Filter:
        """What is to be listed."""
        return FILTERS[self._group.checkedId()][0]

    def _dress(self, now: Theme) -> None:
        self.updateGeometry()
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lines where one is too narrow (large type, small screen)."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As wide as the tiles."""
        return QSize(self._tiles_width() + 2 * theme().px(16), super().minimumSizeHint().height())

    def _tiles_width(self) -> int:
        return sum(tile.sizeHint().width() for tile in self.tiles) + theme().px(10) * (len(self.tiles) - 1)

    def _fold(self) -> None:
        inside = self.width() - 2 * theme().px(16)
        words = self._headline.sizeHint().width()
        deeds = self.print.sizeHint().width() + self.export.sizeHint().width() + 2 * theme().px(8)
        two = self._tiles_width() + theme().px(16) + words + deeds > inside
        if two == self._two:
            return
        self._two = two
        for tile in self.tiles:
            tile.set_low(low=two)
        if two:
            self._first.removeItem(self._told)
            self._lines.addLayout(self._told)
        else:
            self._lines.removeItem(self._told)
            self._first.addLayout(self._told, 1)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the line below."""
        with QPainter(self) as painter:
            painter.fillRect(0, self.height() - 1, self.width(), 1, theme().colour("line"))
