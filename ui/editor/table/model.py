"""One table section as Qt sees it: figures from the session, looks for the painter, words for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from app.checks import places
from app.checks.model import Finding
from app.checks.totals import total_addresses
from app.checks.years import large_change
from app.domain.address import Address
from app.domain.errors import Refused, Trouble
from app.domain.values import Value, ValueSpec, plain, write, write_with_unit
from app.editing.session import Session
from app.forms.model import Section
from app.grid.layout import Square
from app.workbench.pasting import Preview
from ui.editor.table.shape import Shape, shape_of

_HEADING = Qt.ItemFlag.ItemIsEnabled
_CELL = _HEADING | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
Index = QModelIndex | QPersistentModelIndex
_CHANGED = {0: "", 1: "，多了不少", -1: "，少了不少"}


@dataclass(frozen=True, slots=True)
class Wrong:
    """What was typed and could not be read: it stays visible until it is answered."""

    text: str
    sentence: str
    proposal: str | None = None


class Look(NamedTuple):
    """All that the painter needs to know of one cell.

    ``last`` is last year's figure ("" where it is not shown), ``change`` is 1 where the figure grew a lot since, -1
    where it fell a lot; ``mark`` tells of a failed relation (bad, doubt), ``doubt`` of a figure that a person must see.
    """

    text: str
    last: str = ""
    struck: str = ""
    mark: str = ""
    change: int = 0
    doubt: bool = False
    is_total: bool = False
    is_blank: bool = False
    is_wrong: bool = False

    @property
    def is_signed(self) -> bool:
        """True where something is drawn over the grid lines."""
        return bool(self.mark) or self.doubt or self.is_wrong


class TableModel(QAbstractTableModel):
    """Rows and columns of ``shape``'s body; a figure is committed through the session the moment it is set."""

    wrong_changed = Signal()  # a text was refused, or answered

    def __init__(self, session: Session, section: Section, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.shape: Shape = shape_of(section)
        self.wrong: dict[Address, Wrong] = {}
        self.show_last = True
        self._totals = total_addresses(session.form)
        self._section = section.id
        self.marks: Mapping[Address, str] = {}
        self.notes: Mapping[Address, tuple[Finding, ...]] = {}  # what rules found at a cell, relations apart
        self.doubts: Mapping[Address, str] = {}  # the sentence for each figure that a person must look at
        self._preview: Preview | None = None

    # ------------------------------------------------------------------ Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows of the body."""
        return 0 if parent.isValid() else self.shape.rows

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Value columns."""
        return 0 if parent.isValid() else self.shape.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only value squares can be entered."""
        return _CELL if self.shape.square(index.row(), index.column()).kind == "value" else _HEADING

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The figure as text; for screen readers its name and state."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            square = self.shape.square(index.row(), index.column())
            return self.text(square.address) if square.kind == "value" else square.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(self.shape.square(index.row(), index.column()))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Commits ``value`` (text) and tells whether it was read; a refused text is kept in ``wrong``."""
        square = self.shape.square(index.row(), index.column())
        if role != Qt.ItemDataRole.EditRole or square.kind != "value":
            return False
        return self.state(square.address, str(value))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The heading, for screen readers; the headers draw themselves."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        return (
            self.shape.column_name(section)
            if orientation == Qt.Orientation.Horizontal
            else self.shape.row_name(section)
        )

    # ------------------------------------------------------------------ figures

    def text(self, address: Address) -> str:
        """The figure as it stands in the cell; a blank is the empty string."""
        return write(self.session.values.get(address), self._spec(address))

    def state(self, address: Address, text: str) -> bool:
        """States ``text`` for the cell through the session; False where it cannot be read (see ``wrong``)."""
        before = self.wrong.pop(address, None)
        try:
            changed = self.session.set_cell(address, text)
        except Refused as refused:
            self.wrong[address] = Wrong(text, refused.sentence, refused.proposal)
        except Trouble as trouble:  # the disk refused: what was typed must not be lost from sight
            self.wrong[address] = Wrong(text, str(trouble))
        else:
            if before is not None:
                self.wrong_changed.emit()
                if changed is None:
                    self._repaint([address])
            return True
        self._repaint([address])
        self.wrong_changed.emit()
        return False

    def forget_wrong(self, address: Address) -> None:
        """Throws away a refused text; the figure that stands shows again."""
        if self.wrong.pop(address, None) is not None:
            self._repaint([address])
            self.wrong_changed.emit()

    def is_total(self, address: Address) -> bool:
        """True where the figure computes itself."""
        return address in self._totals

    def is_filled(self, square: Square) -> bool:
        """True where a figure stands."""
        return self.session.values.get(square.address) is not None

    def last_value(self, address: Address) -> Value:
        """Last year's figure of the same name, also from another format; None where there is none."""
        return self.session.result.context.last_same.get(address)

    def has_last(self) -> bool:
        """True where last year's report is there."""
        return self.session.last is not None

    # ------------------------------------------------------------------ looks

    def look(self, square: Square) -> Look:
        """How the cell looks now."""
        address = square.address
        if self._preview is not None:
            return self._to_be(square, self._preview)
        value = self.session.values.get(address)
        wrong = self.wrong.get(address)
        total = address in self._totals
        struck, last, change = "", "", 0
        if total and self.session.overridden(address):
            struck = write(self.session.computed(address), square.spec) or "空"
        if self.show_last and (before := self.last_value(address)) is not None:
            change = self.change(value, before) if wrong is None else 0
            last = plain(before) if before or change else ""  # a nought carries no warning, unless much became of it
        return Look(
            wrong.text if wrong else self._shown(square, value),
            last,
            struck,
            self.marks.get(address, ""),
            change,
            address in self.doubts,
            total,
            value is None and wrong is None,
            wrong is not None,
        )

    def _to_be(self, square: Square, wanted: Preview) -> Look:
        """How the cell looks while a paste is asked about: with the figure that will stand, without marks."""
        address, value = square.address, wanted.values.get(square.address)
        wrong = None if address in wanted.pasted else self.wrong.get(address)
        return Look(
            wrong.text if wrong else self._shown(square, value),
            struck=(write(wanted.struck[address], square.spec) or "空") if address in wanted.struck else "",
            is_total=address in self._totals,
            is_blank=value is None and wrong is None,
            is_wrong=wrong is not None,
        )

    @property
    def shown(self) -> Mapping[Address, Value]:
        """The figures that are seen: those that stand, or those of a preview."""
        return self._preview.values if self._preview is not None else self.session.values

    def show_preview(self, wanted: Preview | None) -> None:
        """Shows the figures as they will stand once a paste is done; None: as they do."""
        if wanted is not self._preview:
            self._preview = wanted
            self.repaint_all()

    @staticmethod
    def change(now: Value, last: Value) -> int:
        """1 where ``now`` is far more than ``last``, -1 where far less, 0 where a clerk need not look twice."""
        if now is None or last is None or not large_change(now, last):
            return 0
        return 1 if now > last else -1

    def _shown(self, square: Square, value: Value) -> str:
        """The figure, with its unit where no heading names it."""
        silent = self.shape.grid.silent_unit(square) if value is not None and square.spec.unit else ""
        return write_with_unit(value, square.spec) if silent else write(value, square.spec)

    def spoken(self, square: Square) -> str:
        """What a screen reader says: name, figure, state."""
        if square.kind != "value":
            return square.text
        look = self.look(square)
        said = [self.session.form.cell_label(square.address), look.text or "空着"]
        if look.is_wrong:
            said.append(self.wrong[square.address].sentence)
        if look.is_total:
            said.append(f"照原件填的，自动合计是 {look.struck}" if look.struck else "自动合计")
        if look.last:
            said.append(f"上年 {look.last}{_CHANGED[look.change]}")
        notes = self.notes.get(square.address, ())
        if look.mark and not notes:
            said.append("不平牵涉的格" if look.mark == "bad" else "对不上、要看一眼的格")
        said += [finding.message.rstrip("。") for finding in notes]
        if look.doubt:
            said.append(f"存疑：{self.doubts[square.address]}")
        return "，".join(said)

    # ------------------------------------------------------------------ what changed

    def follow(self, cells: Iterable[Address], told: Mapping[Address, str]) -> None:
        """Repaints ``cells`` and those whose mark came or went, and no others; ``told`` are the marks of relations."""
        self.notes = places.at_cells(self.session.result, self._section)
        marks = {**places.marks(self.notes), **told}
        known = self.shape.grid.by_address
        touched = {address for address in cells if address in known}
        for address in touched - self._totals:  # a total follows its parts; that answers nothing typed over it
            self.wrong.pop(address, None)
        old, self.marks = self.marks, marks
        # The figure struck out under a printed total follows its parts, though the total itself stays.
        touched |= {name for name in self._totals.intersection(self.session.report.cells) if name in known}
        touched |= {name for name in marks.keys() | old.keys() if marks.get(name) != old.get(name)}
        self._repaint(touched)

    def show_doubts(self, doubts: Mapping[Address, str]) -> None:
        """Other figures are doubtful; repaints those that began or ceased to be."""
        old, self.doubts = self.doubts, doubts
        self._repaint(name for name in doubts.keys() ^ old.keys() if name in self.shape.grid.by_address)

    def repaint_all(self) -> None:
        """Repaints every cell, after a switch of what cells show."""
        self.dataChanged.emit(self.index(0, 0), self.index(self.shape.rows - 1, self.shape.columns - 1))

    def index_of(self, address: Address) -> QModelIndex:
        """The index of a cell; invalid where the section has no such cell."""
        place = self.shape.place_of(address)
        return QModelIndex() if place is None else self.index(*place)

    def _repaint(self, addresses: Iterable[Address]) -> None:
        for address in addresses:
            index = self.index_of(address)
            self.dataChanged.emit(index, index)

    def _spec(self, address: Address) -> ValueSpec:
        return self.shape.grid.by_address[address].spec
