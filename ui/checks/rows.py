"""The rows of the list as the page lays them out: headings of groups, findings, rules that passed or had to wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.checks.engine import CheckResult
from app.workbench import checking_rules
from app.workbench.checking import GROUPS, NOTES, TITLES, Item, Page
from app.workbench.checking_deeds import Deed

Index = QModelIndex | QPersistentModelIndex
Filter = Literal["all", "error", "warning", "info", "passed"]
_LAMPS = {"error": "must", "warning": "doubt", "info": "tip"}


@dataclass(frozen=True, slots=True)
class Heading:
    """Over a group: lamp, title, and a quiet note."""

    lamp: str
    title: str
    note: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(part for part in (self.title, self.note) if part)


@dataclass(frozen=True, slots=True)
class Found:
    """One finding; ``offer`` is the deed of a sure way to balance, once it is known. ``first``/``last`` of its box."""

    item: Item
    first: bool
    last: bool
    offer: str = ""
    note: str = ""

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """Its buttons from left to right."""
        more = (Deed("fix", self.offer),) if self.offer and self.item.deed("fix") is None else ()
        return (*more, *self.item.deeds)

    @property
    def below(self) -> str:
        """The line under the sentence."""
        return "　".join(part for part in (self.item.below, self.note) if part)

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(part for part in (self.item.spoken, self.note) if part)


@dataclass(frozen=True, slots=True)
class Told:
    """A quiet line about rules."""

    title: str
    told: str
    lamp: str
    first: bool
    last: bool

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return "，".join(part for part in (self.title, self.told) if part)


Row = Heading | Found | Told


def rows_of(page: Page, result: CheckResult, wanted: Filter) -> tuple[Row, ...]:
    """The rows that ``wanted`` lets through; never none: what is all clear is said."""
    if wanted == "passed":
        return tuple(_passed(result, page))
    found = tuple(_found(page, wanted))
    if not found:
        title = page.closing if wanted == "all" else f"没有“{TITLES[wanted]}”的"
        found = (Heading("ok", title),)
    elif wanted == "all" and page.is_clear:
        found = (Heading("ok", page.closing), *found)
    return found + (tuple(_waiting(result)) if wanted == "all" else ())


def _found(page: Page, wanted: Filter) -> Iterator[Row]:
    for group in GROUPS:
        items = page.of(group) if wanted in ("all", group) else ()
        if items:
            many = page.count(group)
            title = f"{TITLES[group]} {many} 处" if many else f"{TITLES[group]}，都看过了"
            yield Heading(_LAMPS[group], title, NOTES[group] if many else "")
        for place, item in enumerate(items):
            yield Found(item, place == 0, place == len(items) - 1)


def _passed(result: CheckResult, page: Page) -> Iterator[Row]:
    for group in checking_rules.passed(result):
        yield Heading("ok", group.title, f"{group.many} 条通过")
        last = len(group.lines) - 1
        for place, line in enumerate(group.lines):
            yield Told(line.title, line.told, "ok", place == 0, place == last)
    yield from _waiting(result)
    if not page.passed:
        yield Heading("todo", "还没有通过的规则")


def _waiting(result: CheckResult) -> Iterator[Row]:
    lines = checking_rules.waiting(result)
    if lines:
        yield Heading("todo", f"没法执行 {sum(line.many for line in lines)} 条", "有了要比的东西，就自己执行")
    for place, line in enumerate(lines):
        yield Told(line.title, line.told, "", place == 0, place == len(lines) - 1)


class RowModel(QAbstractListModel):
    """The rows in view. Headings cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """One row each."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is said of a row."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings are passed by."""
        if isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Other rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def change(self, place: int, row: Row) -> None:
        """One row says something else."""
        self.rows = (*self.rows[:place], row, *self.rows[place + 1 :])
        self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, key: str) -> int:
        """Where the finding ``key`` stands; -1 where it is not in view."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, Found) and row.item.key == key), -1)

    def found(self, place: int) -> Found | None:
        """The finding in a row."""
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, Found) else None

    def items(self) -> Sequence[Item]:
        """The findings in view."""
        return [row.item for row in self.rows if isinstance(row, Found)]
