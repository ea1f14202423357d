"""The cards of the home page: a big one for the year at work, small ones for the past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import ReportKey, State
from ui.kit import boxes
from ui.kit.icons import pixmap
from ui.kit.lamp import LampLabel, worst
from ui.kit.prose import Prose, Strong
from ui.kit.theme import REGULAR, SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Card, Chip, Label, Meter, PrimaryButton, Rule, SecondaryButton, TextButton, heading
from ui.kit.words import Deadline, full_day, when

if TYPE_CHECKING:
    from app.workbench.summary import SectionLamp, Summary

# How far a report can come, in order; later places add their own stages between.
STAGES = ((State.DRAFT, "草稿"), (State.HANDED_OVER, "交接到{}里"))
_STATES = {
    State.DRAFT: ("草稿", "pencil", "plain"),
    State.HANDED_OVER: ("已交接", "check", "ok"),
    State.CHANGED: ("交接后有改动", "pencil", "doubt"),
}
_COLUMNS = 3


def state_look(state: State) -> tuple[str, str, str]:
    """Word, icon and tone of the chip of a state."""
    return _STATES[state]


class SectionField(QWidget):
    """The lamps of all parts, three in a row; fewer where the words need the room."""

    def __init__(self, summary: Summary) -> None:
        super().__init__()
        self._cells = [self._cell(item) for item in summary.lamps]
        for cell in self._cells:
            cell.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themed(self, lambda _: self._follow())

    @staticmethod
    def _cell(item: SectionLamp) -> QWidget:
        lamp = LampLabel()
        lamp.show_lamp(item.lamp.kind, text=item.lamp.word, said=f"{item.name}，{item.lamp.spoken}")
        cell = QWidget()
        cell.setLayout(boxes.row(Label(item.name), None, lamp, gap=4, margins=(12, 0, 12, 0)))
        return cell

    def _widest(self) -> int:
        return max((cell.minimumSizeHint().width() for cell in self._cells), default=1)

    def _columns(self, width: int) -> int:
        return min(_COLUMNS, max(1, width // self._widest()))

    def _rows(self, width: int) -> int:
        return -(-len(self._cells) // self._columns(width))

    def hasHeightForWidth(self) -> bool:
        """Fewer columns are more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """46 px a row."""
        return self._rows(width) * theme().px(46) + 1

    def sizeHint(self) -> QSize:
        """All columns."""
        width = self._widest() * _COLUMNS
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One column at least."""
        return QSize(self._widest(), theme().px(46))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        self._lay_out()

    def _follow(self) -> None:
        self.updateGeometry()
        self._lay_out()

    def _lay_out(self) -> None:
        columns, rows = self._columns(self.width()), self._rows(self.width())
        for number, cell in enumerate(self._cells):
            row, column = divmod(number, columns)
            left, right = (round(self.width() * edge / columns) for edge in (column, column + 1))
            top, bottom = (round(self.height() * edge / max(1, rows)) for edge in (row, row + 1))
            cell.setGeometry(left, top, right - left, bottom - top)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame and the lines between."""
        frame = theme().colour("line")
        with QPainter(self) as painter:
            painter.setPen(frame)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            columns, rows = self._columns(self.width()), self._rows(self.width())
            for column in range(1, columns):
                painter.fillRect(round(self.width() * column / columns), 0, 1, self.height(), frame)
            for row in range(1, rows):
                painter.fillRect(0, round(self.height() * row / rows), self.width(), 1, frame)


class Steps(QWidget):
    """The stages as a line of rings, the present one filled."""

    def __init__(self, words: Sequence[str], present: int) -> None:
        super().__init__()
        self._words, self._present = list(words), present
        self.setAccessibleName(f"第 {present + 1} 步，共 {len(self._words)} 步：{self._words[present]}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme().px(200), theme().px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws rings, words and the lines between."""
        current = theme()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ring, gap = current.px(14), current.px(7)
            faces = [current.font("body", SEMIBOLD if n == self._present else REGULAR) for n in range(len(self._words))]
            widths = [
                ring + gap + QFontMetrics(face).horizontalAdvance(word) + 1
                for face, word in zip(faces, self._words, strict=True)
            ]
            room = (self.width() - sum(widths)) / max(1, len(widths) - 1)
            left, middle = 0.0, self.height() / 2
            for number, (face, word, width) in enumerate(zip(faces, self._words, widths, strict=True)):
                now = number == self._present
                colour = current.colour("accent" if now else "edge")
                painter.setPen(QPen(colour, 2))
                painter.setBrush(colour if now else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QRectF(left + 1, middle - ring / 2 + 1, ring - 2, ring - 2))
                if now:
                    painter.setBrush(current.colour("on_accent"))
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.drawEllipse(QPointF(left + ring / 2, middle), ring / 5, ring / 5)
                painter.setFont(face)
                painter.setPen(current.colour("accent" if now else "ink2"))
                place = QRectF(left + ring + gap, 0, width - ring - gap + 2, self.height() - 1)
                painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, word)
                if number < len(widths) - 1:
                    start, end = left + width + current.px(10), left + width + room - current.px(10)
                    painter.setPen(QPen(current.colour("line"), 2))
                    painter.drawLine(QPointF(start, middle), QPointF(end, middle))
                left += width + room


def _go_button(summary: Summary, gone: SignalInstance) -> TextButton | None:
    """删除这一年, for a year that was begun by mistake."""
    if not summary.may_go:
        return None
    button = TextButton("删除这一年", "x")
    button.setAccessibleDescription(f"{summary.year} 年度，里面还没有填过数，删了可以恢复")
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    button.clicked.connect(lambda: gone.emit(ReportKey(summary.organ, summary.year)))
    return button


def _blank(summary: Summary) -> Prose:
    """还空 150 格，另有 2 个数: the tables' blanks are counted as where the report is handed over."""
    cells, beside = summary.blank_cells, summary.beside
    if cells:
        return Prose("还空 ", Strong(str(cells)), f" 格，另有 {beside} 个数" if beside else " 格", wrap=False)
    return Prose("还空 ", Strong(str(beside)), " 个数", wrap=False) if beside else Prose("格子都填好了", wrap=False)


class BigCard(Card):
    """The year at work."""

    opened = Signal(object)  # ReportKey
    gone = Signal(object)  # ReportKey: to be taken away

    def __init__(self, summary: Summary, today: date, handed: date | None, upper: str = "区县") -> None:
        super().__init__("accent")
        self.key = ReportKey(summary.organ, summary.year)
        self.go_on = PrimaryButton("接着编" if summary.filled else "开始编", "arrow-right", size="button_big")
        self.go_on.setAccessibleDescription(f"{summary.year} 年度")
        self.go_on.clicked.connect(lambda: self.opened.emit(self.key))
        self._calendar = Label()
        chip = Chip(*state_look(summary.state))
        done = summary.state is not State.DRAFT
        deadline = Deadline(summary.due, today, handed, done=done)
        before, number, after = deadline.card()
        due = Prose(before, Strong(number), after, colour="doubt" if deadline.late else "ink2", wrap=False)
        head = boxes.row(heading(f"{summary.year} 年度", "display"), chip, None, self._calendar, due, gap=12)
        meter = Meter(summary.filled / summary.total if summary.total else 0)
        meter.setAccessibleName(f"已填 {summary.filled} 格，共 {summary.total} 格")
        rest = _blank(summary)
        fill = boxes.row(
            Prose("已填 ", Strong(str(summary.filled)), f" / {summary.total} 格", wrap=False), meter, rest, gap=12
        )
        stages = [word.format(upper) for _, word in STAGES]
        reached = [state for state, _ in STAGES if state is summary.state] or [State.DRAFT]  # changed: once more
        steps = Steps(stages, [state for state, _ in STAGES].index(reached[0]))
        form = Prose(f"{summary.form_name}（{summary.authority}）", role="small", colour="ink2")
        last = Prose(self._last(summary, today), colour="ink2")
        foot = boxes.row(gap=12)
        foot.addWidget(last, 1)
        self.remove = _go_button(summary, self.gone)
        if self.remove is not None:
            foot.addWidget(self.remove)
        foot.addWidget(self.go_on)
        self.setLayout(
            boxes.column(head, fill, SectionField(summary), steps, None, form, foot, gap=14, margins=(19, 17, 19, 16))
        )
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        self.setMinimumHeight(current.px(352))
        self._calendar.setPixmap(pixmap("calendar-clock", "ink2"))

    @staticmethod
    def _last(summary: Summary, today: date) -> str:
        if summary.edited is None:
            return "还没有动笔"
        return f"上次：{summary.edit_label}，{when(summary.edited, today)}"


class SmallCard(Card):
    """A year of the past."""

    opened = Signal(object)  # ReportKey
    export_requested = Signal(object)  # ReportKey
    gone = Signal(object)  # ReportKey: to be taken away

    def __init__(self, summary: Summary, handed: date | None, *, name_organ: bool = False) -> None:
        super().__init__()
        self.key = ReportKey(summary.organ, summary.year)
        self.open = SecondaryButton("打开", "book-open")
        self.export = SecondaryButton("导出", "file-down")
        for button, signal in ((self.open, self.opened), (self.export, self.export_requested)):
            button.setAccessibleDescription(f"{summary.year} 年度")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _=False, out=signal: out.emit(self.key))
            button.setEnabled(not summary.trouble)
        head = boxes.row(heading(f"{summary.year} 年度", 22), None, Chip(*state_look(summary.state)))
        rows = QVBoxLayout()
        boxes.scaled(rows, 0)
        for label, value in self._rows(summary, handed):
            rows.addWidget(_Row(label, value))
        self.remove = _go_button(summary, self.gone)
        deeds = boxes.row(self.open, *((self.export,) if self.remove is None else (self.remove,)), None)
        if self.remove is not None:  # shown before it has a parent it would be a window for a moment
            self.export.hide()
        whose = (Prose(Strong(summary.organ)),) if name_organ else ()
        self.setLayout(boxes.column(*whose, head, rows, None, deeds, gap=10, margins=(19, 16, 19, 16)))

    @staticmethod
    def _rows(summary: Summary, handed: date | None) -> list[tuple[str, QWidget]]:
        if summary.trouble:
            return [("格式", Label(summary.form_name)), ("期限", Label(full_day(summary.due)))]
        lamp = LampLabel()
        kinds = [item.lamp.kind for item in summary.lamps]
        kind = "must" if summary.errors else worst(kinds)
        open_still = summary.warnings + summary.doubts
        words = {"must": f"要改正 {summary.errors}", "doubt": f"要说明 {open_still}", "ok": "全平"}
        word = words.get(kind, "")
        lamp.show_lamp(kind, text=word)
        rows: list[tuple[str, QWidget]] = [
            ("已填", Label(f"{summary.filled} / {summary.total} 格")),
            ("校核", lamp),
            ("期限", Label(full_day(summary.due))),
        ]
        if handed is not None:
            rows.append(("交接", Label(full_day(handed))))
        rows.append(("格式", Label(summary.form_name.removesuffix("格式"))))
        return rows


class _Row(QWidget):
    def __init__(self, label: str, value: QWidget) -> None:
        super().__init__()
        column = boxes.column(gap=0)
        column.addLayout(boxes.row(Label(label, colour="ink2"), None, value), 1)
        column.addWidget(Rule())
        self.setLayout(column)
        themed(self, lambda current: self.setFixedHeight(current.px(34)))
