"""封面: the title and the paragraph before part one as they will print, and beside them what they are made of."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.report import ISSUED
from app.editing.session import Changed, Session
from app.workbench import papers, preface
from app.workbench.bench import Workbench
from app.workbench.taken_over import TakenOver
from ui.editor.cover.facts import CoverFacts
from ui.editor.cover.found import CoverFindings
from ui.editor.cover.lines import PrefaceLines
from ui.editor.sheet import Sheet, TitleRow
from ui.editor.text.chips import LiveSource
from ui.editor.text.narrative import Narrative
from ui.kit import boxes
from ui.kit.inputs import Page
from ui.kit.theme import SEMIBOLD, Theme, theme, themed, tokens
from ui.kit.widgets import Label, Rule, TextButton, heading

_WIDE = 820  # px of the paper
_BESIDE = 1000  # px: from here on the lines stand beside the paper, below that under it
_LINES = 400  # px the lines need beside the paper


class CoverTab(QWidget):
    """Lines are committed like a cell, when they are left; the paragraph when writing pauses."""

    troubled = Signal(object)
    undo_left = Signal()
    redo_left = Signal()
    noted = Signal()  # a reason was kept
    told = Signal(str)  # what was put right, to be taken back
    wanted = Signal(str)  # a cell that the words speak of
    next_finding = Signal(object)  # Stop: Ctrl+Enter was pressed here

    def __init__(self, session: Session, bench: Workbench) -> None:
        super().__init__()
        self.session, self.bench = session, bench
        self.preface = session.form.preface
        name = self.preface.heading if self.preface else "导言"
        source = LiveSource(session)
        self.page = Narrative(name, inset=0, source=source)
        self.title_lines = [Label("", "organ", weight=SEMIBOLD, serif=True) for _ in range(2)]
        self._office = papers.office(bench, session.report)
        self._taken_over = TakenOver(bench, session)
        self.lines = PrefaceLines(self._items(), source)
        self.facts = CoverFacts(session, bench)
        self.own = Label("", "small", "doubt")
        self.own.setWordWrap(True)
        self.reset = TextButton("回到统一写法", "rotate-ccw")
        self.reset.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._connect()
        self._build()
        self.found = CoverFindings(self, session)
        self.refresh()

    # ------------------------------------------------------------------ parts

    def _connect(self) -> None:
        self.reset.clicked.connect(self._reset_preface)
        self.page.paused.connect(self._commit)
        self.page.document().documentLayout().documentSizeChanged.connect(self._fit_page)
        self.facts.troubled.connect(self.troubled)
        self.lines.typed.connect(self._follow_typing)
        self.lines.stated.connect(self._commit_line)
        self.lines.looked_at.connect(self._look_at)
        for part in (self.page, self.lines, self.facts):
            part.undo_left.connect(self.undo_left)
            part.redo_left.connect(self.redo_left)

    def _build(self) -> None:
        for label in self.title_lines:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._paper = QWidget()
        head = boxes.row(Label("导言", "small", "ink2"), None, self.reset)
        self._paper.setLayout(boxes.column(*self.title_lines, 6, head, self.page, None, gap=4))
        self._side = QWidget()
        shared = Label("上面的只管这一份；以后每年用的机关名称、科室和电话在“设置”里改。", "small", "ink2")
        shared.setWordWrap(True)
        said, rule = heading("导言里的几项"), Rule()
        self._side.setLayout(boxes.column(said, self.own, self.lines, 2, rule, shared, self.facts, None, gap=8))
        for part in (said, self.lines, rule):
            part.setVisible(bool(self.lines.lines))
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.addWidget(self._paper, 6)
        self._both.addWidget(self._side, 5)
        boxes.scaled(self._both, 32, (24, 16, 24, 12))
        content = QWidget()
        content.setLayout(self._both)
        self._scroll = Page(content, lane=True)
        sheet = Sheet()
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 0, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(TitleRow("封面"))
        inner.addWidget(self._scroll, 1)
        self._outer = QHBoxLayout(self)
        self._outer.addWidget(sheet)
        self.setFocusProxy(self.page)
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        space = tokens()["spacing"]
        left, bottom = now.px(space["sheet_margin_left"]), now.px(space["sheet_margin_bottom"])
        self._outer.setContentsMargins(left, 0, now.px(14), bottom)
        self._paper.setMaximumWidth(now.px(_WIDE))
        self._side.setMinimumWidth(now.px(_LINES))
        self.facts.set_label_width(self.lines.widest_label())
        self._arrange()

    def _fit_page(self, size: QSizeF) -> None:
        """The paragraph shows whole: what scrolls is the cover."""
        margins = self.page.viewportMargins()
        self.page.setMinimumHeight(ceil(size.height()) + margins.top() + margins.bottom() + theme().px(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside the paper where there is room, else under it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self.width() >= theme().px(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != direction:
            self._both.setDirection(direction)
            QTimer.singleShot(0, self, self._keep_in_view)

    def _keep_in_view(self) -> None:
        focus: QWidget | None = self.focusWidget()
        if focus is not None and self._side.isAncestorOf(focus):
            self._scroll.ensureWidgetVisible(focus)

    # ------------------------------------------------------------------ what stands here

    def refresh(self) -> None:
        """Shows what the session and the office say now."""
        self._office = papers.office(self.bench, self.session.report)
        title = preface.title_lines(self.session.form, self.session.report, self._office)
        for label, text in zip(self.title_lines, [*title, ""][:2], strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.facts.refresh(self._office)
        self._show_preface()
        self.found.look()

    def _items(self) -> list[preface.PrefaceItem]:
        return preface.items(self.session.form, self.session.report, self._office)

    def _is_own(self) -> bool:
        return preface.is_own(self.session.form, self.session.report)

    def _show_preface(self) -> None:
        self.lines.show_items(self._items(), self._taken_over.marked)
        if self.preface is not None and not self.page.hasFocus():
            self.page.show_text(self._preface_text())
        own = self._is_own()
        self.reset.setVisible(own)
        self.own.setVisible(own and bool(self.lines.lines))
        self.own.setText("这一段是自己写的，下面各项不会写进去。按“回到统一写法”，它就跟着下面各项变。" if own else "")

    def _preface_text(self) -> str:
        assert self.preface is not None  # asked only of forms that have one
        own = self.session.report.passages.get(self.preface.id, "")
        return own or self._template()

    def _template(self) -> str:
        """The usual paragraph, with what the lines say at this moment."""
        assert self.preface is not None  # as above
        typed = {**self.lines.words(), self.preface.id: ""}
        session = self.session
        return preface.paragraph(session.form, session.report, self._office, session.values, typed)

    def _follow_typing(self) -> None:
        """The paragraph follows every key in a line."""
        if self.preface is not None and not self._is_own():
            self.page.show_text(self._template())

    def follow(self, changed: Changed) -> None:
        """Shows what changed elsewhere."""
        if changed.kind == "refresh":  # the office may be another
            self.refresh()
        elif changed.details:
            self.facts.show_day()
        if self.preface is None:
            return
        self.page.follow(changed.cells)
        if self.isVisible():
            self.found.look()
        if changed.cells:
            self.lines.follow()
        if changed.passages & {self.preface.id, *self.session.form.preface_fields}:
            self._show_preface()
            if changed.kind != "apply":  # also under the caret: whoever goes back has kept what was written
                self.page.show_text(self._preface_text())

    def go_to(self, address: Address) -> bool:
        """Puts the keyboard into the line of ``address``, else onto the paragraph."""
        line = self.facts.issued if address == ISSUED else self.lines.line(address)
        (line or self.page).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_spot(self, passage: str, start: int, end: int) -> None:
        """Goes to ``start`` to before ``end`` of a line, or of the paragraph, as it is read."""
        self.found.show_spot(passage, start, end)

    def show_kept(self) -> None:
        """Shows what the session holds, also under the caret."""
        self._show_preface()
        if self.preface is not None:
            self.page.show_text(self._preface_text())

    def finish(self) -> None:
        """Commits what is still being written."""
        self.page.flush()
        self.lines.finish()
        self.facts.finish()

    def unsaved(self) -> int:
        """How many places show something that was not kept."""
        return len(self.refused())

    def refused(self) -> list[tuple[str, str]]:
        """What was not kept here: the words, and a day that is none."""
        here = self.preface.id if self.preface is not None else ""
        lost = [] if self.page.is_kept() else [(here, "")]
        day = self.facts.refused()
        return lost + self.lines.refused() + ([(here, day)] if day else [])

    # ------------------------------------------------------------------ deeds

    def _try(self, deed: Callable[[], object]) -> bool:
        try:
            deed()
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return False
        return True

    def _commit(self, text: str) -> None:
        if self.preface is None:
            return
        passage, kept = self.preface.id, "" if text.strip() == self._template().strip() else text
        if not self._try(lambda: self.session.set_passage(passage, kept)):
            self.page.not_kept()

    def _commit_line(self, passage: str, text: str) -> None:
        kept = self._try(lambda: self.session.set_passage(passage, text.strip()))
        self.lines.mark(passage, wrong=not kept)
        if kept:
            self._look_at(passage)
            self._show_preface()

    def _look_at(self, passage: str) -> None:
        """Somebody wrote in the line, or says that what it took over from last year is right."""
        if self._try(lambda: self._taken_over.look_at(passage)):
            self._show_preface()

    def _reset_preface(self) -> None:
        if self.preface is None:
            return
        self.page.flush()
        passage = self.preface.id
        if self._try(lambda: self.session.set_passage(passage, "")):
            self.page.show_text(self._preface_text())
            self._show_preface()
            self.page.setFocus()
