"""The home page: years as cards, and what is to be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import ReportKey, State
from ui.kit import boxes, icons
from ui.kit.lamp import kinds, paint_lamp
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme, themed
from ui.kit.widgets import Card, Rule, SecondaryButton, TextButton, heading
from ui.start.card import BigCard, SmallCard
from ui.start.todo import Todo

if TYPE_CHECKING:
    from app.workbench.summary import Summary

_GAP = 18
_UNITS = 4  # a small card takes one share of the width, the big one two; fewer shares where the type is large


class HomeView(NamedTuple):
    """Everything the home page shows."""

    organ: str
    summaries: Sequence[Summary]
    today: date
    handed: Mapping[ReportKey, date]
    todos: Sequence[Todo]
    upper: str = "区县"  # where reports go
    practising: bool = False  # nothing here is real work


class _Big(NamedTuple):
    """All that the big card shows."""

    summary: Summary
    today: date
    handed: date | None
    upper: str


class _Small(NamedTuple):
    """All that a small one shows."""

    summary: Summary
    handed: date | None
    name_organ: bool


_Wish = _Big | _Small | None  # None: the invitation to begin


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
        with QPainter(self) as painter:
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


class CardShelf(QWidget):
    """The cards, the big one first, in as many columns as fit."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self.cards: list[QWidget] = []
        self._columns = 0
        boxes.scaled(self._grid, _GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        themed(self, lambda _: self._fold())

    def show_cards(self, cards: Sequence[QWidget]) -> None:
        """Shows these instead of those before; one that was there already stays as it is."""
        if self.cards == list(cards):
            return
        for card in self.cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                card.deleteLater()
        self.cards = list(cards)
        self._columns = 0
        self._fold()

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest card."""
        width = max((card.minimumSizeHint().width() for card in self.cards), default=0)
        return QSize(width, self._grid.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, perhaps other columns."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        gap = theme().px(_GAP)
        least = max((card.minimumSizeHint().width() for card in self.cards[1:]), default=theme().px(240))
        columns = min(_UNITS, max(1, (self.width() + gap) // (least + gap)))
        if self.cards and columns == 3 and len(self.cards) != 2:
            columns = 2  # a big card and one small one beside leave holes below
        if columns != self._columns:
            self._columns = columns
            self._place(columns)

    def _place(self, columns: int) -> None:
        place = 0
        for number, card in enumerate(self.cards):
            span = min(2, columns) if number == 0 else 1
            self._grid.addWidget(card, place // columns, place % columns, 1, span)
            place += span
        for column in range(_UNITS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
            self._grid.setColumnMinimumWidth(column, 1 if column < columns else 0)


class Home(QWidget):
    """Wishes leave as signals; ``notice`` is the room above the cards where 新建 and 导入 ask and answer."""

    new_requested = Signal()
    import_requested = Signal()
    practice_requested = Signal()
    opened = Signal(object)  # ReportKey
    export_requested = Signal(object)  # ReportKey
    todo_chosen = Signal(object)
    gone = Signal(object)  # ReportKey: to be taken away

    def __init__(self) -> None:
        super().__init__()
        self.new = SecondaryButton("新建年度报告", "plus")
        self.read_old = SecondaryButton("从旧报告导入", "file-input")
        self.practise = TextButton("去练习乡", "sprout")
        self.practise.setToolTip("十道小题，一刻钟练练手；有自己的数据，不会混进正式报告")
        self.practise.clicked.connect(self.practice_requested)
        self.new.clicked.connect(self.new_requested)
        self.read_old.clicked.connect(self.import_requested)
        head = boxes.row(heading("年度报告", 22), None, self.practise, self.new, self.read_old, gap=10)
        self.notice = QVBoxLayout()
        self._shelf = CardShelf()
        self._made: dict[_Wish, QWidget] = {}  # the cards in view, by all that they show
        self._lines: Sequence[Todo] = ()
        self._todo_title = heading("等您办的事")
        self._todos = QVBoxLayout()
        for layout in (self.notice, self._todos):
            boxes.scaled(layout, 0)
        self._todo_card = Card()
        self._todo_card.setLayout(self._todos)
        self.setLayout(
            boxes.column(
                head,
                self.notice,
                self._shelf,
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
        """Shows cards and lines; those that say the same as before stay as they are."""
        self.practise.setVisible(not view.practising)
        open_ones = [item for item in view.summaries if not item.trouble]
        present = _at_work([item for item in open_ones if item.organ == view.organ] or open_ones, view.today)
        rest = [summary for summary in view.summaries if summary is not present]
        first: _Wish = None
        if present is not None:
            first = _Big(present, view.today, view.handed.get(_key(present)), view.upper)
        others = (_Small(item, view.handed.get(_key(item)), item.organ != view.organ) for item in rest)
        self._made = {wish: self._made.get(wish) or self._card(wish) for wish in (first, *others)}
        self._shelf.show_cards(list(self._made.values()))
        self._show_todos(view.todos)

    def _show_todos(self, todos: Sequence[Todo]) -> None:
        self._todo_title.setVisible(bool(todos))
        self._todo_card.setVisible(bool(todos))
        if todos == self._lines:
            return
        self._lines = todos
        boxes.empty(self._todos)
        for number, todo in enumerate(todos):
            if number:
                self._todos.addWidget(Rule())
            line = TodoLine(todo)
            line.chosen.connect(self.todo_chosen)
            self._todos.addWidget(line)

    def show_again(self, view: HomeView) -> None:
        """The same with other words: the keyboard stays on the button where it is."""
        before = QApplication.focusWidget()
        sign = _sign(before) if isinstance(before, QPushButton) and self.isAncestorOf(before) else None
        self.show_view(view)
        if before is not None and before.isVisible():  # what says the same stayed
            return
        for button in self.findChildren(QPushButton) if sign is not None else ():
            if button is not before and _sign(button) == sign:
                QTimer.singleShot(0, button, button.setFocus)  # what is new is shown in the next turn
                return

    def first(self) -> QPushButton:
        """Where the keyboard begins: on the year at work, or on beginning one."""
        cards = self.cards()
        return cards[0].go_on if cards and isinstance(cards[0], BigCard) else self.new

    def cards(self) -> list[BigCard | SmallCard]:
        """The cards in view, first the big one."""
        return [card for card in self._shelf.cards if isinstance(card, (BigCard, SmallCard))]

    def _card(self, wish: _Wish) -> QWidget:
        if wish is None:
            return _invitation()
        card: BigCard | SmallCard
        if isinstance(wish, _Big):
            card = BigCard(*wish)
        else:
            card = small = SmallCard(wish.summary, wish.handed, name_organ=wish.name_organ)
            small.export_requested.connect(self.export_requested)
        card.opened.connect(self.opened)
        card.gone.connect(self.gone)
        return card


def _sign(button: QPushButton) -> tuple[str, str]:
    return button.text(), button.accessibleDescription()


def _at_work(summaries: Sequence[Summary], today: date) -> Summary | None:
    """The newest draft, or one changed since it was handed over; else the newest. Years that are not over come last."""
    over = [summary for summary in summaries if summary.year < today.year] or summaries
    drafts = [summary for summary in over if summary.state is not State.HANDED_OVER]
    return max(drafts or over, key=lambda summary: summary.year, default=None)


def _key(summary: Summary) -> ReportKey:
    return ReportKey(summary.organ, summary.year)


def _invitation() -> Card:
    card = Card("accent")
    words = Prose("还没有报告。按“新建年度报告”开始填，或者先把去年的旧报告读进来。", colour="ink2")
    card.setLayout(boxes.column(heading("从哪一年开始", 22), words, gap=8, margins=(24, 24, 24, 24)))
    return card
