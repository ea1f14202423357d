"""The words for the cell under the hands: its name, last year's figure and hand, the article, what to count."""

from __future__ import annotations

from dataclasses import dataclass

from app.checks import at_cell
from app.checks.years import same_cells
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.values import write_with_unit
from app.editing import record
from app.editing.session import Session
from app.workbench.hands import LastHands
from ui.editor.table.model import TableModel


@dataclass(frozen=True, slots=True)
class Said:
    """``last`` is last year's figure and the change, ``hand`` who filled it then, ``law`` the article.

    ``doubt`` says why a person must look at the figure; "" where nobody must. ``note`` is what a rule found there.
    """

    name: str
    last: str = ""
    hand: str = ""
    law: str = ""
    hint: str = ""
    doubt: str = ""
    note: str = ""


class CellWords:
    """Speaks of the cells of ``model``."""

    def __init__(self, session: Session, model: TableModel, hands: LastHands) -> None:
        self._session, self._model, self._hands = session, model, hands

    def said(self, address: Address) -> Said:
        """What the line under the table says of a cell; asked with every move of the hands."""
        row, column = self._model.shape.rows_of[address], self._model.shape.columns_of[address]
        touch = self._hands.of(address)
        doubt = self._model.doubts.get(address, "")
        hand = f"上年{record.by_words(touch)}" if touch is not None and touch.who else ""
        law, hint = row.law or column.law, self._hint(address)
        note = next(iter(self._notes(address)), "")
        return Said(self.name(address), self.last(address), hand, law, hint, doubt, note)

    def whole(self, address: Address) -> list[tuple[str, str]]:
        """Everything there is to say, under its heads, for the box that F1 opens."""
        said = self.said(address)
        doubt = self._model.doubts.get(address, "")
        found = "\n".join(self._notes(address))
        told = [
            ("存疑", doubt),
            ("请看一看", found),
            ("填什么", said.hint),
            ("依据", said.law),
            ("上年", self._last_whole(address)),
        ]
        told += [("本年", self._now(address)), ("勾稽关系", self._relations(address))]
        return [(head, text) for head, text in told if text]

    def name(self, address: Address) -> str:
        """How a clerk calls the cell, with its unit where no heading says it."""
        name = self._session.form.cell_label(address).replace("·", " · ")
        unit = self._model.shape.grid.silent_unit(self._model.shape.grid.by_address[address])
        return f"{name}（{unit}）" if unit else name

    def last(self, address: Address) -> str:
        """Last year's figure and the change; "" where there is no report of last year."""
        last = self._session.last
        if last is None:
            return ""
        known = address in same_cells(self._session.form, last.form)
        spec = self._model.shape.grid.by_address[address].spec
        now = None if address in self._model.wrong else self._session.values.get(address)
        return at_cell.last_words(now, self._model.last_value(address), spec, known=known)

    def get_ready(self) -> bool:
        """Reads last year's log where that was not done; True where the words may be others now."""
        if self._hands.is_ready:
            return False
        try:
            self._hands.get_ready()
        except Trouble:  # what cannot be read is told where it is opened; here a name is missing
            return False
        return True

    def _notes(self, address: Address) -> list[str]:
        return [finding.message for finding in self._model.notes.get(address, ())]

    def _hint(self, address: Address) -> str:
        row, column = self._model.shape.rows_of[address], self._model.shape.columns_of[address]
        hints = [column.hint or row.hint]  # a row's hint speaks of its figures as such, a column's of this very one
        if self._model.is_total(address):
            if self._session.overridden(address):
                spec = self._model.shape.grid.by_address[address].spec
                shown = write_with_unit(self._session.computed(address), spec)
                sums = f"自动合计是 {shown}" if shown else "各项还没填，算不出合计"
                hints.insert(0, f"这一格照原件填了，{sums}。按 Delete 回到自动合计。")
            else:
                hints.append("自动合计。原件上印的数不一样时，照原件填，就看得出差多少。")
        return "".join(hints)

    def _last_whole(self, address: Address) -> str:
        touch = self._hands.of(address)
        by = f"。{record.by_words(touch, year=True)}" if touch is not None else ""
        return self.last(address).removeprefix("上年").strip() + by

    def _now(self, address: Address) -> str:
        if address in self._model.wrong:
            return ""
        try:
            touch = self._session.touches().get(address)
        except Trouble:
            return ""
        stands = self._session.report.cells.get(address) is not None
        return record.by_words(touch, year=True) if touch is not None and stands else ""

    def _relations(self, address: Address) -> str:
        return "\n".join(at_cell.relations(self._session.result, address))
