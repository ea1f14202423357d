"""The steps of a report as Qt sees them: newest first, loaded as far as somebody looks, each unfolding its cells."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.domain.change import Entry, Standing
from app.editing import record
from app.editing.record import Move, StepLine
from app.editing.session import Session
from app.system import clock
from ui.kit import words
from ui.kit.tips import tip

Index = QModelIndex | QPersistentModelIndex
FIRST, MOST = 30, 240  # steps read at once: a page of the list, then ever more for whoever scrolls far back
BEGINNING = "最开始"
_BEGINNING_SAYS = "这份报告刚建好的时候"


class StepsModel(QAbstractItemModel):
    """One row per step, and one below the oldest for the beginning; below a step of many things one row for each."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._lines: list[StepLine] = []
        self._moves: dict[int, tuple[Move, ...]] = {}
        self._above: list[tuple[int, int]] = [(0, 0)]  # over each row: how many stand, how many are undone
        self._whole = False  # every step is loaded
        self._today = clock.today()
        self.now = session.position
        self._take(*self._page())

    # ------------------------------------------------------------------ what stands where

    def line(self, index: Index) -> StepLine | None:
        """The step of a row; None for the beginning and for the rows below a step."""
        return self._lines[index.row()] if index.internalId() == 0 and index.row() < len(self._lines) else None

    def move(self, index: Index) -> Move | None:
        """What a row below a step says; None for other rows."""
        return self._parts(int(index.internalId()) - 1)[index.row()] if index.internalId() else None

    def seq(self, index: Index) -> int:
        """Where a row leads: the place of its step in the log, 0 for the beginning."""
        row = int(index.internalId()) - 1 if index.internalId() else index.row()
        return self._lines[row].seq if row < len(self._lines) else 0

    def standing(self, index: Index) -> Standing:
        """How the step of a row stands; the beginning always does."""
        row = int(index.internalId()) - 1 if index.internalId() else index.row()
        return self._lines[row].standing if row < len(self._lines) else Standing.APPLIED

    def way(self, index: Index) -> tuple[int, int]:
        """How many steps must be undone until this one is the last that stands, or else redone."""
        row = min(int(index.internalId()) - 1 if index.internalId() else index.row(), len(self._lines))
        back, undone = self._above[row]
        return (back, 0) if back else (0, self._above[-1][1] - undone)  # what is undone lies over all that stands

    def is_now(self, index: Index) -> bool:
        """True for the last step that stands."""
        return not index.internalId() and self.seq(index) == self.now

    def now_index(self) -> QModelIndex:
        """The row of the last step that stands."""
        row = 0
        while (row == len(self._lines) and not self._whole) or row < len(self._lines):
            if row == len(self._lines):
                self.fetchMore()
            elif self._lines[row].seq == self.now:
                break
            else:
                row += 1
        return self.index(row, 0)

    def says(self, index: Index) -> str:
        """The second line of a row: when, by whom, and how it stands."""
        line = self.line(index)
        if line is None:
            return _BEGINNING_SAYS
        when = words.when(line.when, self._today)
        return "　".join(part for part in (when, line.who, line.state) if part)

    def _parts(self, row: int) -> tuple[Move, ...]:
        if row not in self._moves:
            unfolded = self._session.steps(self._lines[row].seq + 1, 1)[0]  # a page of steps holds every text in full
            self._moves[row] = record.moves(self._session.form, unfolded.step, self._session.values)
        return self._moves[row]

    # ------------------------------------------------------------------ loading

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """True while older steps are not loaded."""
        return not parent.isValid() and not self._whole

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's signature
        """Loads the next older ones; the beginning comes after the oldest."""
        if not self.canFetchMore(parent):
            return
        page, whole = self._page()
        first = len(self._lines)
        self.beginInsertRows(QModelIndex(), first, first + len(page) - (not whole))
        self._take(page, whole)
        self.endInsertRows()

    def _page(self) -> tuple[list[Entry], bool]:
        """The next older steps, and whether there are none beyond them."""
        most = min(max(len(self._lines), FIRST), MOST)
        page = self._session.steps(self._lines[-1].seq if self._lines else None, most)
        return page, len(page) < most

    def _take(self, page: list[Entry], whole: bool) -> None:
        self._lines += [record.line(self._session.form, entry, self._session.values) for entry in page]
        for line in self._lines[len(self._above) - 1 :]:
            stand, undone = self._above[-1]
            stands, is_undone = line.standing is Standing.APPLIED, line.standing is Standing.UNDONE
            self._above.append((stand + stands, undone + is_undone))
        self._whole = whole

    # ------------------------------------------------------------------ Qt's questions

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """A step, or one of the things it did: these carry their step's row + 1."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008 - Qt's signature
        """The step to which a row belongs."""
        row = int(index.internalId()) if index.isValid() else 0
        return self.createIndex(row - 1, 0, 0) if row else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Steps, and what each did where it did more than one thing."""
        if not parent.isValid():
            return len(self._lines) + self._whole
        return len(self._parts(parent.row())) if self.hasChildren(parent) else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One: the painter lays a row out."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's signature
        """Known without reading what the step did."""
        if not parent.isValid():
            return True
        line = self.line(parent)
        return line is not None and line.count > 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row; all of them for screen readers and on hover."""
        move, line = self.move(index), self.line(index)
        title = move.name if move else line.label if line else BEGINNING
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            parts = [title, line.change if line else "", self.says(index), "现在" if self.is_now(index) else ""]
            told = f"{move.name} {move.text}" if move is not None else "，".join(part for part in parts if part)
            return told if role == Qt.ItemDataRole.AccessibleTextRole else tip(told)
        return None
