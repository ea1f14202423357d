"""One text part: the sheet in the middle, its aspects at the left, last year's text at the right."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QKeyCombination, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.checks import sentences
from app.checks.aspects import asked_from
from app.checks.model import Finding
from app.checks.places import Stop, at_cells
from app.domain import live
from app.domain.errors import Trouble
from app.editing.session import Changed, Session
from app.forms.model import Section
from app.workbench import passages
from ui.editor.sheet import Sheet, TitleRow
from ui.editor.text import spots
from ui.editor.text.chips import LiveSource
from ui.editor.text.field_doubts import FieldDoubts, FieldNotes
from ui.editor.text.fields import FieldSentence, FieldStrip
from ui.editor.text.figure_search import WIDE as SEARCH_WIDE
from ui.editor.text.figure_search import FigureSearch
from ui.editor.text.last_text import LAST_WIDE, LastText
from ui.editor.text.legend import Legend
from ui.editor.text.narrative import Narrative
from ui.editor.text.reasons import Reasons
from ui.editor.text.side_column import SIDE_WIDE, SideColumn
from ui.editor.text.waves import Waves
from ui.kit.theme import Theme, theme, themed, tokens
from ui.kit.widgets import Label, Meter, Rule, TextButton

_LEAST = 440  # the narrowest sheet that can be written on
_ROOMY = 560  # a sheet whose title row has room for the bar beside the count


class TextTab(QWidget):
    """Shows one passage of the session and commits what is written in it; ``troubled`` where that failed."""

    troubled = Signal(object)
    wrong_changed = Signal()
    noted = Signal()  # a reason was kept
    told = Signal(str)  # what was brought over or put right, to be taken back; "" once something else was written
    wanted = Signal(str)  # a cell that the words speak of
    next_finding = Signal(object)  # Stop: Ctrl+Enter was pressed here

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self.session, self.section = session, section
        self.source = LiveSource(session)
        self.page = Narrative(section.heading, centred=not (section.parts or section.hint), source=self.source)
        self._invite()
        self.offered = passages.offered(session.form, section)
        self.side = SideColumn(section, self.offered, self.source)
        self.aspects = self.side.aspects
        self.fields = FieldStrip(session, section) if section.fields else None
        self.sentence = FieldSentence(session, section) if section.fields else None
        self.doubts, self.notes = FieldDoubts(session.form), FieldNotes()
        before = passages.before(section, session.last, session.form)
        self.last = LastText(before, session.report.key.year) if before is not None else None
        self.waves = Waves(self.page, session, section.id, before)
        self._before, self._is_telling = before, False
        self.legend = Legend()
        self.search: FigureSearch | None = None
        self._number = Label("0", weight=600)
        self._meter = Meter()
        self._limit = Label(f"建议不超过 {section.max_chars}" if section.max_chars else "", "small", "ink2")
        self.turn = TextButton("")
        self._shows_last = False
        self._build()
        self.page.show_text(session.report.passages.get(section.id, ""))
        self.page.moveCursor(QTextCursor.MoveOperation.End)  # where one goes on, and where a passage is brought to
        self.turn.clicked.connect(self._turn)
        self.page.paused.connect(self._commit)
        self.page.counted.connect(self._count)
        self.page.figure_wanted.connect(self._ask_figure)
        self.page.at_figure.connect(self._name_figure)
        self.side.figures.chosen.connect(self._insert_figure)
        self.side.figures.all_wanted.connect(self._ask_figure)
        if self.last is not None:
            self.last.brought.connect(self._bring)
        self.reasons = Reasons(self, self.page, self.waves, session, section.id)
        self.reasons.mended.connect(self._show_mended)
        self.reasons.noted.connect(self.noted)
        self.reasons.wanted.connect(self.wanted)
        self.reasons.troubled.connect(self.troubled)
        self.waves.beside.connect(self.legend.show_reason)
        self.waves.found.connect(self.legend.show_waves)
        self.waves.told.connect(self._show_findings)
        self.side.watch.chosen.connect(self._go_to_finding)
        self.side.watch.grew.connect(self._order)
        self.waves.look()
        if self.fields is not None:
            self.fields.wrong_changed.connect(self.wrong_changed)
            self.fields.undo_left.connect(self.page.undo_left)
            self.fields.redo_left.connect(self.page.redo_left)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            keys = QKeySequence(QKeyCombination(Qt.KeyboardModifier.ControlModifier, key))
            short = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            short.activated.connect(self._next_finding)
        self._count(self.page.count())

    def _build(self) -> None:
        count = Label("字数")
        self.title = TitleRow(self.section.heading, self.turn, count, self._number, self._meter, self._limit)
        self._meter.setVisible(bool(self.section.max_chars))
        self._limit.setVisible(bool(self.section.max_chars))
        middle = Sheet()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(1, 0, 1, 1)
        inner.setSpacing(0)
        inner.addWidget(self.title)
        if self.fields is not None:
            inner.addWidget(self.fields)
            inner.addWidget(self.doubts)
            inner.addWidget(self.notes)
            self._note_fields()
            inner.addWidget(Rule())
        inner.addWidget(self.page, 1)
        if self.sentence is not None:
            inner.addWidget(self.sentence)
        inner.addWidget(self.legend)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.side)
        self._outer.addWidget(middle, 1)
        if self.last is not None:
            self._outer.addWidget(self.last)
        self.setFocusProxy(self.page)
        self._order()
        themed(self, self._dress)

    def _invite(self) -> None:
        words = "\u3000\u3000" + passages.invitation(self.section, self.session.values)
        if self.page.placeholderText() != words:
            self.page.setPlaceholderText(words)

    def _order(self) -> None:
        """Tab goes as one reads: figures to insert, fields, the page, last year's passages."""
        figures, last = self.side.figures, self.last
        stops: list[QWidget] = [*self.side.watch.rows, *figures.rows, figures.every, self.turn]
        stops += [*(self.fields.lines if self.fields is not None else []), self.page]
        stops += [last.text, *last.bring] if last is not None else []
        for first, then in pairwise(stops):
            QWidget.setTabOrder(first, then)

    def _dress(self, now: Theme) -> None:
        space = tokens()["spacing"]
        left, bottom = now.px(space["sheet_margin_left"]), now.px(space["sheet_margin_bottom"])
        self._outer.setContentsMargins(left, 0, now.px(14), bottom)
        self._meter.setFixedWidth(now.px(120))
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both columns do not fit beside the sheet, one of them stands there at a time."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        now = theme()
        room = self.width() - now.px(12 + 14) - now.px(SIDE_WIDE)
        room -= now.px(LAST_WIDE if self.last is not None else 0)
        folded = self.last is not None and self.width() > 0 and room < now.px(_LEAST)
        if self.last is not None:
            self.side.setVisible(not (folded and self._shows_last))
            self.last.setVisible(not folded or self._shows_last)
            self.turn.setText(
                ("方面和活数字" if self.section.parts else "活数字") if self._shows_last else self.last.title
            )
        self.turn.setVisible(folded)
        narrow = self.width() > 0 and not folded and room < now.px(_ROOMY)
        self._meter.setVisible(bool(self.section.max_chars) and not folded and not narrow)

    def _turn(self) -> None:
        self._shows_last = not self._shows_last
        self._fold()

    def _count(self, number: int) -> None:
        self._number.setText(str(number))
        most = self.section.max_chars
        if most:
            self._meter.set_value(number / most)
            self._limit.set_colour("doubt" if number > most else "ink2")
            self._meter.setAccessibleName(f"字数 {number}，建议不超过 {most}")
        if self._is_telling:
            self._is_telling = False
            self.told.emit("")
        text = self.page.read()
        self.aspects.follow(text, asked_from(self.session.form, self.session.around.wording))
        if self.last is not None:
            self.last.follow(text, self.page.text())

    def _commit(self, text: str) -> None:
        try:
            self.session.set_passage(self.section.id, text)
        except Trouble as trouble:
            self.page.not_kept()
            self.wrong_changed.emit()
            self.troubled.emit(trouble)

    def follow(self, changed: Changed) -> None:
        """Shows what changed elsewhere (an undo of the window, an import)."""
        if self.section.id in changed.passages:
            text = self.session.report.passages.get(self.section.id, "")
            if changed.kind != "apply" or not self.page.hasFocus():
                self.page.show_text(text)
        self.page.follow(changed.cells)
        self.side.follow(changed.cells)
        if self.isVisible():
            self.waves.look()
        if self.fields is not None and self.sentence is not None:
            self.fields.refresh()
            self.sentence.refresh()
            self._note_fields()
            self._invite()

    def _note_fields(self) -> None:
        found = at_cells(self.session.result, self.section.id)
        self.notes.show_findings(finding for name in found for finding in found[name])

    # ------------------------------------------------------------------ live numbers and last year's words

    def _insert_figure(self, cell: str) -> None:
        unit = passages.unit_to_write(self.session.form, cell, self.page.following())
        self.page.insert(live.marker(cell) + unit)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self, text: str) -> None:
        """One step of the page and one of the report, so that either undo takes it back. What stands there already is
        not brought a second time.
        """
        assert self._before is not None  # whoever brings has it
        text, told = passages.bring_over(text, self._before, self.session.report.key.year)
        if sentences.stands_in(text, self.page.text()):
            self._show_standing(text)
            return
        self.page.flush()
        self.page.insert_paragraphs(text)
        self.page.flush()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.waves.look()
        if self.last is not None:
            self.last.follow_now(self.page.read(), self.page.text())
        self.told.emit(told)
        self._is_telling = True

    def _show_standing(self, text: str) -> None:
        """The caret goes to a passage of last year that is on the page already, and that is said."""
        found = sentences.same(self.page.read(), self.source.resolve(text)).spans
        if found:
            at = spots.place(self.page, found[0][0], found[0][0])
            self.page.setTextCursor(at)
            self.page.ensureCursorVisible()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        what = "这一段已经在正文里了，没有再搬"
        self.troubled.emit(Trouble(what, "真要再来一遍，请在正文里复制", "正文没有变动"))

    # ------------------------------------------------------------------ what the rules found

    def showEvent(self, event: QShowEvent) -> None:
        """What was found while another part was shown."""
        super().showEvent(event)
        self.waves.look()

    def _show_findings(self, findings: tuple[Finding, ...]) -> None:
        self.legend.show_findings(any(finding.spots for finding in findings))
        self.side.watch.show_findings(findings)

    def _go_to_finding(self, finding: Finding) -> None:
        has_words = any(spot.passage == self.section.id for spot in finding.spots)
        if not has_words or not self.reasons.show_finding(finding):
            self.go_to(self.section.id)

    def show_spot(self, passage: str, start: int, end: int) -> None:
        """Goes to ``start`` to before ``end`` of the text as it is read, and shows what is to be said of it."""
        self.waves.look()
        self.reasons.show_spot(start, end)

    def _show_mended(self, done: str) -> None:
        self.page.show_text(self.session.report.passages.get(self.section.id, ""))
        self.waves.look()
        self.told.emit(done)
        self._is_telling = True

    def _next_finding(self) -> None:
        self.page.flush()
        self.next_finding.emit(Stop(passage=self.section.id, start=spots.caret(self.page)))

    def _name_figure(self, cell: str) -> None:
        self.legend.show_figure(self.source.figure(cell) if cell else "", self.source.label(cell) if cell else "")

    def _ask_figure(self) -> None:
        """The list of all figures over the left edge of the page."""
        if self.search is None:
            self.search = FigureSearch(self.session, self.offered, self.source, self)
            self.search.chosen.connect(self._insert_figure)
            self.search.left.connect(lambda: self.page.setFocus(Qt.FocusReason.OtherFocusReason))
        now = theme()
        left, top = now.px(tokens()["spacing"]["sheet_margin_left"]), now.size("sheet_title") - 1
        high = self.height() - top - now.px(tokens()["spacing"]["sheet_margin_bottom"])
        self.search.open_at(QRect(left, top, min(now.px(SEARCH_WIDE), self.width() - 2 * left), high))

    def areas(self) -> list[QWidget]:
        """Where F6 leads: the page, the figures, last year's words."""
        fields = [self.fields] if self.fields is not None else []
        beside = [self.side, *fields, *([self.last] if self.last is not None else [])]
        return [self.page, *(widget for widget in beside if not widget.isHidden())]

    def finish(self) -> None:
        """Commits what is still being written."""
        self.page.flush()
        if self.fields is not None:
            self.fields.finish()

    def unsaved(self) -> int:
        """How many places show something that was not kept."""
        return len(self.refused())

    def refused(self) -> list[tuple[str, str]]:
        """Those places (the section itself for its words) and what they show."""
        figures = self.fields.refused() if self.fields is not None else []
        return figures + ([] if self.page.is_kept() else [(self.section.id, "")])

    def go_to(self, address: str) -> bool:
        """Puts the keyboard on a figure beside the text, or into the text, behind its last word."""
        for line in self.fields.lines if self.fields is not None else []:
            if line.address == address:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        self.page.moveCursor(QTextCursor.MoveOperation.End)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.page.ensureCursorVisible()
        return address == self.section.id
