"""The home page: years as cards, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import ReportKey, State
from ui.kit import boxes, icons
from ui.kit.lamp import kinds, paint_lamp
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme, themed
from ui.kit.widgets import Card, Rule, SecondaryButton, heading
from ui.start.card import BigCard, SmallCard
from ui.start.todo import Todo

if TYPE_CHECKING:
    from app.workbench.summary import Summary

_SMALL, _BIG = 100, 212  # shares of the width: three small cards, or a big one and two small ones


@dataclass(frozen=True)
class HomeView:
    """Everything the home page shows."""

    organ: str
    summaries: Sequence[Summary]
    today: date
    handed: Mapping[ReportKey, date]
    todos: Sequence[Todo]


class Mark(QWidget):
    """A lamp or an icon before a line."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themed(self, lambda _: self.updateGeometry())

    def sizeHint(self) -> QSize:
        """An icon's room."""
        side = theme().size("icon")
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws it."""
        painter = QPainter(self)
        if self._name in kinds():
            paint_lamp(painter, QRectF(self.rect()), self._name)
        else:
            painter.drawPixmap(0, 0, icons.pixmap(self._name, "ink2"))


class TodoLine(QWidget):
    """A sentence and the button that does it."""

    chosen = Signal(object)

    def __init__(self, todo: Todo) -> None:
        super().__init__()
        self.todo = todo
        self.button = SecondaryButton(todo.button, size="button_small")
        self.button.setAccessibleDescription(todo.text)
        self.button.clicked.connect(lambda: self.chosen.emit(todo))
        words = Prose(todo.before, Strong(todo.number), todo.after)
        line = boxes.row(Mark(todo.mark), gap=12, margins=(17, 0, 14, 0))
        line.addWidget(words, 1)
        line.addWidget(self.button)
        self.setLayout(line)
        themed(self, lambda current: self.setMinimumHeight(current.px(52)))


class Home(QWidget):
    """Wishes leave as signals; ``notice`` is the room above the cards where 新建 and 导入 ask and answer."""

    new_requested = Signal()
    import_requested = Signal()
    opened = Signal(object)  # ReportKey
    export_requested = Signal(object)  # ReportKey
    todo_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.new = SecondaryButton("新建年度报告", "plus")
        self.read_old = SecondaryButton("从旧报告导入", "file-input")
        self.new.clicked.connect(self.new_requested)
        self.read_old.clicked.connect(self.import_requested)
        head = boxes.row(heading("年度报告", 22), None, self.new, self.read_old, gap=10)
        self.notice = QVBoxLayout()
        self._cards = QVBoxLayout()
        self._todo_title = heading("等您办的事")
        self._todos = QVBoxLayout()
        for layout in (self._cards, self._todos):
            boxes.scaled(layout, 18 if layout is self._cards else 0)
        boxes.scaled(self.notice, 0)
        self._todo_card = Card()
        self._todo_card.setLayout(self._todos)
        self.setLayout(
            boxes.column(
                head,
                self.notice,
                self._cards,
                4,
                self._todo_title,
                self._todo_card,
                None,
                gap=18,
                margins=(24, 20, 24, 24),
            )
        )
        self.show_nothing()

    def show_nothing(self) -> None:
        """The page before the workspace has been read."""
        self._todo_title.hide()
        self._todo_card.hide()

    def show_view(self, view: HomeView) -> None:
        """Shows cards and lines anew."""
        boxes.empty(self._cards)
        boxes.empty(self._todos)
        present = _at_work([item for item in view.summaries if item.organ == view.organ] or view.summaries)
        rest = [summary for summary in view.summaries if summary is not present]
        if present is None:
            self._cards.addWidget(_invitation())
        else:
            self._first_row(present, rest[:2], view)
            for start in range(2, len(rest), 4):
                self._row_of_small(rest[start : start + 4], view)
        for number, todo in enumerate(view.todos):
            if number:
                self._todos.addWidget(Rule())
            line = TodoLine(todo)
            line.chosen.connect(self.todo_chosen)
            self._todos.addWidget(line)
        self._todo_title.setVisible(bool(view.todos))
        self._todo_card.setVisible(bool(view.todos))

    def cards(self) -> list[BigCard | SmallCard]:
        """The cards in view, first the big one."""
        return [*self.findChildren(BigCard), *self.findChildren(SmallCard)]

    def _first_row(self, present: Summary, beside: Sequence[Summary], view: HomeView) -> None:
        row = QGridLayout()
        boxes.scaled(row, 18)
        big = BigCard(present, view.today, view.handed.get(_key(present)))
        big.opened.connect(self.opened)
        themed(big, lambda current: big.setMinimumHeight(current.px(352)))
        row.addWidget(big, 0, 0)
        row.setColumnStretch(0, _BIG)
        for number in (1, 2):
            row.setColumnStretch(number, _SMALL)
            row.addWidget(self._small(beside[number - 1], view) if number <= len(beside) else _Gap(), 0, number)
        self._cards.addLayout(row)

    def _row_of_small(self, summaries: Sequence[Summary], view: HomeView) -> None:
        row = QGridLayout()
        boxes.scaled(row, 18)
        for number in range(4):
            row.setColumnStretch(number, 1)
            row.addWidget(self._small(summaries[number], view) if number < len(summaries) else _Gap(), 0, number)
        self._cards.addLayout(row)

    def _small(self, summary: Summary, view: HomeView) -> SmallCard:
        card = SmallCard(summary, view.handed.get(_key(summary)), name_organ=summary.organ != view.organ)
        card.opened.connect(self.opened)
        card.export_requested.connect(self.export_requested)
        return card


class _Gap(QWidget):
    """Holds the place of a card that is not there."""

    def sizeHint(self) -> QSize:
        return QSize(theme().px(200), 0)


def _at_work(summaries: Sequence[Summary]) -> Summary | None:
    """The newest draft; else the newest of all."""
    drafts = [summary for summary in summaries if summary.state is State.DRAFT]
    return max(drafts or summaries, key=lambda summary: summary.year, default=None)


def _key(summary: Summary) -> ReportKey:
    return ReportKey(summary.organ, summary.year)


def _invitation() -> Card:
    card = Card("accent")
    words = Prose("还没有报告。按“新建年度报告”开始填，或者先把去年的旧报告读进来。", colour="ink2")
    card.setLayout(boxes.column(heading("从哪一年开始", 22), words, gap=8, margins=(24, 24, 24, 24)))
    return card
