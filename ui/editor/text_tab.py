"""One text part: the sheet in the middle, its aspects at the left, last year's text at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from app.domain.errors import Trouble
from app.editing.session import Changed, Session
from app.forms.model import Section
from ui.editor.aspects import ASPECTS_WIDE, AspectColumn
from ui.editor.fields import FieldStrip
from ui.editor.narrative import Narrative
from ui.editor.sheet import Sheet, TitleRow
from ui.kit.theme import Theme, theme, themed, tokens
from ui.kit.widgets import Label, Meter, Rule, TextButton

LAST_WIDE = 362  # px of the design
_LEAST = 440  # the narrowest sheet that can be written on


class TextTab(QWidget):
    """Shows one passage of the session and commits what is written in it; ``troubled`` where that failed."""

    troubled = Signal(object)
    wrong_changed = Signal()

    def __init__(self, session: Session, section: Section) -> None:
        super().__init__()
        self.session, self.section = session, section
        self.page = Narrative(section.heading, centred=not (section.parts or section.hint))
        self.page.setPlaceholderText(section.hint or "没有什么要说的，也要写一句。")
        self.aspects = AspectColumn(section.parts, section.hint)
        self.fields = FieldStrip(session, section) if section.fields else None
        self.last = _LastYear(*_last_text(session, section)) if _last_text(session, section)[1] else None
        self._number = Label("0", weight=600)
        self._meter = Meter()
        self._limit = Label(f"建议不超过 {section.max_chars}" if section.max_chars else "", "small", "ink2")
        self.turn = TextButton("")
        self._shows_last = False
        self._build()
        self.page.show_text(session.report.passages.get(section.id, ""))
        self.turn.clicked.connect(self._turn)
        self.page.paused.connect(self._commit)
        self.page.counted.connect(self._count)
        if self.fields is not None:
            self.fields.wrong_changed.connect(self.wrong_changed)
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
            inner.addWidget(Rule())
        inner.addWidget(self.page, 1)
        self._outer = QHBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self.aspects)
        self.aspects.setVisible(bool(self.section.parts or self.section.hint))
        self._outer.addWidget(middle, 1)
        if self.last is not None:
            self._outer.addWidget(self.last)
        self.setFocusProxy(self.page)
        themed(self, self._dress)

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
        has_aspects = bool(self.section.parts or self.section.hint)
        room = self.width() - now.px(12 + 14) - now.px(ASPECTS_WIDE if has_aspects else 0)
        room -= now.px(LAST_WIDE if self.last is not None else 0)
        folded = self.last is not None and has_aspects and self.width() > 0 and room < now.px(_LEAST)
        if self.last is not None:
            self.aspects.setVisible(has_aspects and not (folded and self._shows_last))
            self.last.setVisible(not folded or self._shows_last)
            self.turn.setText("应当写到的方面" if self._shows_last else self.last.title)
        self.turn.setVisible(folded)
        self._meter.setVisible(bool(self.section.max_chars) and not folded)

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
        self.aspects.follow(self.page.text())

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
        if self.fields is not None:
            self.fields.refresh()

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
        """Puts the keyboard on a figure beside the text, or into the text."""
        for line in self.fields.lines if self.fields is not None else []:
            if line.address == address:
                line.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        return address == self.section.id


def _last_text(session: Session, section: Section) -> tuple[int, str]:
    last = session.last
    if last is None:
        return 0, ""
    return last.report.key.year, last.report.passages.get(section.id, "")


class _LastYear(QWidget):
    """How last year put it; to read, and to copy from."""

    def __init__(self, year: int, text: str) -> None:
        super().__init__()
        self.title = f"{year} 年度的写法"
        self._title = Label(self.title, weight=600)
        self._box = Sheet(fill="rowhead", top=True)
        self.text = QTextBrowser()
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setObjectName("lastYear")
        self.text.setAccessibleName(f"{year} 年度的写法")
        inner = QVBoxLayout(self._box)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.text)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._title)
        self._outer.addWidget(self._box, 1)
        self._text = text
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.setFixedWidth(now.px(LAST_WIDE))
        self._outer.setContentsMargins(now.px(14), 0, 0, 0)
        self._title.setFixedHeight(now.size("sheet_title"))
        ground, ink = now.colour("rowhead").name(), now.colour("ink2").name()
        self.text.setStyleSheet(
            f"#lastYear, #lastYear:focus {{ border: 0; background: {ground}; color: {ink}; padding: {now.px(8)}px }}"
        )
        self.text.setFont(now.sized_font(theme().text_size("cell"), serif=True))
        self.text.setPlainText("\n".join("\u3000\u3000" + line.strip() for line in self._text.split("\n")))
