"""What is done with a selected block: copied, cut, pasted, cleared, filled; and the menu that offers it.

What is cut stays where it is until it has been pasted in this report: the clipboard carries the figures, and beside
them which cells they came from. A figure that was changed meanwhile is not taken away.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.values import plain
from app.editing import blocks
from app.editing.paste import Doubtful, PastePlan
from app.editing.session import Session
from app.forms.model import Form, Section
from app.grid.layout import Square
from app.workbench import pasting
from app.workbench.pasting import Wish
from ui.editor.table.cell_words import Said
from ui.editor.table.paste_strip import ROWS, TOTALS, PasteStrip
from ui.editor.table.view import CLEAR, COPY, COPY_ALL, CUT, DOWN, PASTE, RIGHT, TableView
from ui.kit import clipboard

_CUT = "application/x-gongkailan-cut"  # which cells a cut came from, with the figures that stood there
_HINT = "Ctrl+C 复制，Ctrl+V 粘贴，Delete 清空，Ctrl+D 向下填充，Esc 只留这一格。"
_MENU = (
    ("撤销", "Ctrl+Z", "undo"),
    ("重做", "Ctrl+Y", "redo"),
    None,
    ("剪切", "Ctrl+X", CUT),
    ("复制", "Ctrl+C", COPY),
    ("连表头复制", "Ctrl+Shift+C", COPY_ALL),
    ("粘贴", "Ctrl+V", PASTE),
    None,
    ("清除内容", "Delete", CLEAR),
    ("向下填充", "Ctrl+D", DOWN),
    ("向右填充", "Ctrl+R", RIGHT),
    None,
    ("全选", "Ctrl+A", "all"),
)


@dataclass(frozen=True, slots=True)
class _Held:
    """What was on the clipboard when it was asked about: another choice is made of the same."""

    squares: tuple[Square, ...]
    html: str
    text: str
    cut: tuple[Address, ...]


class ClipDesk(QObject):
    """Hands for blocks of one ``view``. ``done`` says what was done and may be undone in one step.

    ``told`` says what needs no undoing, ``troubled`` what was refused; ``undo_left`` and ``redo_left`` that the menu
    was asked for those. ``formats`` are those that copied figures may come from.
    """

    begun = Signal()  # a deed begins: what was said of the one before is over
    done = Signal(str)
    told = Signal(str)
    asking = Signal()  # the strip came or went
    troubled = Signal(object)
    undo_left = Signal()
    redo_left = Signal()

    def __init__(
        self, view: TableView, session: Session, section: Section, formats: Callable[[], Sequence[Form]]
    ) -> None:
        super().__init__(view)
        self._view, self._session, self._section, self._formats = view, session, section, formats
        self._plan: PastePlan | None = None
        self._held: _Held | None = None
        self._wish = Wish()
        self._totals = total_addresses(session.form)
        self.menu: QMenu | None = None
        self.strip = PasteStrip()
        view.wanted.connect(self.do)
        view.menu_wanted.connect(self.open_menu)
        view.given_up.connect(self._forget_cut)
        self.strip.confirmed.connect(self._confirm)
        self.strip.left.connect(self._leave)
        self.strip.looked.connect(self._look)
        self.strip.chosen.connect(self._choose)

    def said(self) -> Said | None:
        """What there is to say of a block: its size and sum; None where one cell alone is selected."""
        if not self._view.has_block:
            return None
        return Said(blocks.tell(self._view.selected, self._view.sheet.shown, self._totals), hint=_HINT)

    def follow(self) -> None:
        """Something else was changed: what was asked, and the line round what was cut, hold no longer."""
        if self._plan is not None:
            self._put_away()
        if self._view.cut_squares:
            self._view.show_cut(())

    def put_away(self) -> None:
        """The part is left: nothing is asked any longer."""
        if self._plan is not None:
            self._put_away()

    # ------------------------------------------------------------------ deeds

    def do(self, deed: str) -> None:
        """Does what a key or the menu asked for; what is refused has changed nothing."""
        deeds = {
            COPY: self._copy,
            COPY_ALL: self._copy_all,
            CUT: self._cut,
            PASTE: self._paste,
            CLEAR: self._clear,
            DOWN: lambda: self._fill(down=True),
            RIGHT: lambda: self._fill(down=False),
            "all": self._view.select_all,
            "undo": self.undo_left.emit,
            "redo": self.redo_left.emit,
        }
        self.begun.emit()
        self.put_away()  # a deed is done on what stands, not on what was only shown
        try:
            deeds[deed]()
        except Trouble as trouble:
            self.troubled.emit(trouble)

    def _copy(self) -> None:
        self._view.show_cut(())
        self._put(cut=False)

    def _copy_all(self) -> None:
        squares = self._view.selected
        if squares:
            self._view.show_cut(())
            clip = pasting.copy_with_headings(self._session, self._section, squares)
            clipboard.put(clip.text, clip.html)
            self.told.emit(f"已连表头复制 {blocks.size_of(squares)}，可以粘到 Excel 或 WPS")

    def _cut(self) -> None:
        self._put(cut=True)
        self._view.show_cut([square.address for square in self._view.selected])
        self.told.emit(f"已剪下 {blocks.size_of(self._view.selected)}，数还在原处，粘到别处时才搬走")

    def _put(self, *, cut: bool) -> None:
        squares = self._view.selected
        if not squares:
            return
        clip = pasting.copy(self._session, squares)
        source = {_CUT: json.dumps([self._name(), self._figures(squares)]).encode()} if cut else {}
        clipboard.put(clip.text, clip.html, source)

    def _name(self) -> str:
        key = self._session.report.key
        return f"{key.organ}/{key.year}"

    def _figures(self, squares: Sequence[Square]) -> dict[Address, str]:
        """What is stated there; totals compute themselves and cannot be taken away."""
        stated = self._session.report.cells
        standing = ((square.address, stated.get(square.address)) for square in squares)
        return {address: plain(value) for address, value in standing if value is not None}

    def _cut_cells(self, data: QMimeData) -> list[Address]:
        """The cells that the clipboard was cut from and that still hold what was cut."""
        if not data.hasFormat(_CUT):
            return []
        name, figures = json.loads(bytes(data.data(_CUT).data()))
        if name != self._name():
            return []
        stated = self._session.report.cells
        held = {address: plain(value) for address, value in stated.items() if value is not None}
        return [address for address, text in figures.items() if held.get(address) == text]

    def _paste(self) -> None:
        data = clipboard.held()
        squares = self._view.selected
        if not squares:
            return
        self._held = _Held(
            tuple(squares),
            data.html() if data.hasHtml() else "",
            data.text() if data.hasText() else "",
            tuple(self._cut_cells(data)),
        )
        self._wish = Wish()
        plan = self._planned(self._held)
        if plan.is_doubtful:
            self._ask(plan)
        else:
            self._apply(plan, "已粘贴")

    def _planned(self, held: _Held) -> PastePlan:
        return pasting.plan_paste(
            self._session,
            self._section,
            held.squares,
            html=held.html,
            text=held.text,
            cut=held.cut,
            others=self._formats(),
            wish=self._wish,
        )

    def _clear(self) -> None:
        squares = self._view.selected
        for square in squares:
            self._view.sheet.forget_wrong(square.address)
        if pasting.clear(self._session, self._section, squares) is not None:
            self.done.emit(f"已清空 {blocks.size_of(squares)}")

    def _fill(self, *, down: bool) -> None:
        plan = pasting.plan_fill(self._session, self._section, self._view.selected, down=down)
        self._apply(plan, "已向下填充" if down else "已向右填充", move=False)

    def _apply(self, plan: PastePlan, verb: str, *, move: bool = True) -> None:
        for square in plan.squares:
            self._view.sheet.forget_wrong(square.address)
        changed = pasting.paste(self._session, plan)
        self._forget_cut()
        if move and len(plan.squares) > 1:
            self._show_pasted(plan)
        if changed is not None:
            self.done.emit(f"{verb} {blocks.size(plan.rows, plan.columns)}")
        else:
            self.told.emit("和表里的一样，没有要改的")

    def _show_pasted(self, plan: PastePlan) -> None:
        """Selects what was pasted, as Excel does."""
        ordered = sorted(plan.squares, key=lambda square: (square.row, square.column))
        self._view.set_current(ordered[0])
        self._view.select(ordered, ordered[-1])

    def _forget_cut(self) -> None:
        """The clipboard keeps the figures, and no longer where they came from: nothing is taken away twice."""
        self._view.show_cut(())
        data = clipboard.held()
        if data.hasFormat(_CUT):
            clipboard.put(data.text(), data.html())

    # ------------------------------------------------------------------ what is asked before

    def _ask(self, plan: PastePlan) -> None:
        self._plan = plan
        lines = [("", note) for note in plan.notes]
        lines += [(doubt.address, self._line(doubt)) for doubt in plan.doubts]
        looks = f"其中 {len(plan.doubts)} 格要看一下" if plan.doubts else "先看一下放得对不对"
        self.strip.offer(TOTALS, f"{plan.differing} 格合计和自动的不同" if plan.differing else "", int(plan.printed))
        self.strip.offer(ROWS, f"像 {plan.shape}的表" if plan.shape else "", int(plan.by_place))
        self.strip.ask(f"要粘 {plan.size}，{looks}", f"粘贴（{plan.count} 格）", lines, plan.left_out)
        self.asking.emit()
        self._view.sheet.show_preview(pasting.preview(self._session, plan))
        self._view.show_marks([doubt.address for doubt in plan.doubts])
        self._show_pasted(plan)
        if plan.doubts and not plan.notes:
            self._look(plan.doubts[0].address)

    def _choose(self, name: str, answer: int) -> None:
        """The same block by another choice: the lines and the table show what becomes of it then."""
        if self._plan is None or self._held is None:
            return
        self._wish = replace(
            self._wish, **({"printed": bool(answer)} if name == TOTALS else {"by_place": bool(answer)})
        )
        try:
            self._ask(self._planned(self._held))
        except Trouble as trouble:
            self._put_away()
            self.troubled.emit(trouble)

    def _line(self, doubt: Doubtful) -> str:
        figures = doubt.new if doubt.old == doubt.new else f"{doubt.old} → {doubt.new}"
        return f"{self._session.form.cell_label(doubt.address)}　{figures}　{doubt.why}"

    def _look(self, address: Address) -> None:
        index = self._view.sheet.index_of(address)
        if index.isValid():
            self._view.scrollTo(index)

    def _confirm(self) -> None:
        plan = self._plan
        self.begun.emit()
        self._put_away()
        if plan is not None:
            try:
                self._apply(plan, "已粘贴")
            except Trouble as trouble:
                self.troubled.emit(trouble)
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self._put_away()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_away(self) -> None:
        self._plan = self._held = None
        self._view.sheet.show_preview(None)
        self._view.show_marks(())
        self.strip.hide()
        self.asking.emit()

    # ------------------------------------------------------------------ the menu

    def open_menu(self, where: QPoint) -> None:
        """Offers the deeds with their keys."""
        if self.menu is not None and self.menu.isVisible():  # the key was heard twice, as some systems do
            return
        if self.menu is None:
            self.menu = self._make_menu()
        copied = clipboard.held()
        can = {
            "undo": self._session.undo_label is not None,
            "redo": self._session.redo_label is not None,
            PASTE: copied.hasText() or copied.hasHtml(),
        }
        for action in self.menu.actions():
            action.setEnabled(can.get(action.data(), True))
        self.menu.popup(where)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self._view)
        menu.setAccessibleName("这一块格")
        for entry in _MENU:
            if entry is None:
                menu.addSeparator()
                continue
            word, keys, deed = entry
            action = QAction(f"{word}\t{keys}", menu)
            action.setData(deed)
            menu.addAction(action)
        menu.triggered.connect(lambda action: self.do(action.data()))
        return menu
