"""What a restless clerk does beside typing: settles, fills, mends, takes back by the line, goes to other years."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from app.editing.session import Changed, Session
from app.workbench.doubts import Doubt, save
from app.workbench.importing import import_paper
from tests.benchmarks.window import Hands
from tests.ui.agreement import Agreement
from ui.editor.balance.mending import REST_MS
from ui.editor.cover.tab import CoverTab
from ui.editor.place import EditorPlace, Tab
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.wiring import Desktop

Key = Qt.Key
BACK = ("撤销", "再回来")
PAPER = """{organ}{year}年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | {figure} | 0 0 | 约三件 |
行政规范性文件 | 4 | 1 | 9 |
"""


class More:
    """The second half of ``Restless``, which brings hands, desktop and chance."""

    desktop: Desktop
    hands: Hands
    place: EditorPlace
    chance: Random
    faults: list[str]
    _stop: Callable[[], None]
    _said_at: tuple[Session, int] | None = None  # where the report stood when the line with its button came

    @property
    def session(self) -> Session:
        """The open report."""
        raise NotImplementedError

    @property
    def tab(self) -> Tab:
        """The part in view."""
        raise NotImplementedError

    def _press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        raise NotImplementedError

    def _click(self, button: QWidget) -> None:
        raise NotImplementedError

    def _arrows(self, *, shift: bool = False) -> None:
        raise NotImplementedError

    def _note(self, changed: Changed) -> None:
        raise NotImplementedError

    def _buttons(self) -> list[QAbstractButton]:
        raise NotImplementedError

    # ------------------------------------------------------------------------------------------- doubts

    def doubt_some(self) -> None:
        """A few figures are doubted, blank ones and those beside texts too, as an import leaves them."""
        assert self.desktop.bench is not None
        report = self.desktop.bench.reports()[0]
        form = self.desktop.bench.form_of(report)
        names = [*self.chance.sample(sorted(form.cells), 8), *list(form.fields)[:1]]
        found = [Doubt(name, report.cells.get(name), "原件上看不清。") for name in names]
        save(self.desktop.bench, report.key, found)

    def settle(self) -> None:
        """To the next finding or doubt, and 就是这个数; sometimes taken back at once."""
        if isinstance(self.tab, TableTab):
            self._press(Key.Key_Return, ctrl=True)
        self._press(Key.Key_F8)
        if self.chance.random() < 0.3:
            self._press(Key.Key_Z, ctrl=True)

    # ------------------------------------------------------------------------------------------- figures

    def fill(self) -> None:
        """Fills a block down or to the right."""
        if isinstance(self.tab, TableTab):
            self._arrows(shift=True)
            self._press(self.chance.choice((Key.Key_D, Key.Key_R)), ctrl=True)
            if self.tab.clip.strip.isVisible():
                self._press(self.chance.choice((Key.Key_Return, Key.Key_Escape)))

    def mend(self) -> None:
        """Alt+Enter: the repair that is offered, or one of the ways; found after a rest, or before."""
        if isinstance(self.tab, TableTab):
            if self.chance.random() < 0.5:
                QTest.qWait(REST_MS + 20)
            self._press(Key.Key_Return, alt=True)
            if not self.tab.view.hasFocus():
                self._press(self.chance.choice((Key.Key_Return, Key.Key_Escape)))
            self.tab.setFocus()

    def rest(self) -> None:
        """Looks at the page for a moment: what waits for that comes now."""
        QTest.qWait(REST_MS + 50)

    def fee(self) -> None:
        """A figure beside a text, stated with Enter; now and then one that cannot be read, taken back with Escape."""
        if isinstance(self.tab, TextTab) and self.tab.fields is not None:
            line = self.chance.choice(self.tab.fields.lines)
            self._click(line)
            wrong = self.chance.random() < 0.2
            for mark in "1-2" if wrong else str(self.chance.randrange(30)):
                self._press(Key(ord(mark)))
            self._press(Key.Key_Return)
            if wrong:
                self._press(Key.Key_Escape)

    def cover(self) -> None:
        """Words in a line of the cover."""
        if isinstance(self.tab, CoverTab) and self.tab.lines.lines:
            self._click(self.chance.choice(self.tab.lines.lines))
            if isinstance(self.hands.focused(), QLineEdit):
                self.hands.write(self.chance.choice(("乡政府网站", "全乡", "<b>站</b>")))
                self._press(self.chance.choice((Key.Key_Return, Key.Key_Escape)))

    # ------------------------------------------------------------------------------------------- the line

    def listen_to_lines(self) -> None:
        """From now on each line is remembered with the place where the report stood."""
        self.desktop.window.messages.shown.connect(self._line_came)

    def _line_came(self) -> None:
        open_one = self.place.session
        self._said_at = (open_one, open_one.position) if open_one is not None else None

    def line_is_fresh(self) -> bool:
        """A line that takes something back stands only while that is the last that was stated, in this report."""
        bar = self.desktop.window.messages
        button = bar.first()
        if bar.isHidden() or not isinstance(button, QAbstractButton) or button.text() not in BACK:
            return True
        return self._said_at == (self.place.session, self.session.position)

    def line(self) -> None:
        """The button of the line on the page, where there is one."""
        button = self.desktop.window.messages.first()
        if button.isVisible() and isinstance(button, QAbstractButton) and button.text() in BACK:
            before, at = self.session.report, self.session.position
            again = button.text() == BACK[1]
            self._click(button)
            stated = self.session.position > at  # what was still being written: nothing is taken back then
            if not again and not stated and self.chance.random() < 0.3:
                self._press(Key.Key_Y, ctrl=True)
                if self.session.report != before:
                    self.faults.append(f"redo after the line leads elsewhere, in {type(self.hands.focused()).__name__}")
        self.tab.setFocus()

    # ------------------------------------------------------------------------------------------- other years

    def year(self) -> None:
        """Last year's report by its list, a figure there and back again; then this one, as it was left."""
        here = self.session.report
        self._turn_year()
        assert self.session.report.key != here.key
        if isinstance(self.tab, TableTab):
            before = self.session.report
            self._press(Key.Key_7)
            self._press(Key.Key_Return)
            Agreement(self.desktop, self.place).hold()
            while self.session.report != before and self.session.undo_label is not None:
                self._press(Key.Key_Z, ctrl=True)
        self._turn_year()
        assert self.session.report.key == here.key
        self._attend()

    def _turn_year(self) -> None:
        choice = self.desktop.head.year
        choice.setFocus()
        self._press(Key.Key_Down if choice.currentIndex() == 0 else Key.Key_Up)
        self.tab.setFocus()

    def _attend(self) -> None:
        """The same report, perhaps in another session."""
        self._stop()
        self._stop = self.session.listen(self._note)

    def remove(self) -> None:
        """Begins an earlier year by mistake, and takes it away again."""
        home = self.desktop.start.home
        years = len(self.desktop.start.home.findChildren(QWidget))
        assert years
        key = self.session.report.key
        self._click(self.desktop.window.rail.button("home"))
        home.new.setFocus()
        self._press(Key.Key_Space)
        for digit in str(key.year - 2):
            self._press(Key(ord(digit)))
        self._press(Key.Key_Return)
        assert self.session.report.key.year == key.year - 2
        self._click(self.desktop.window.rail.button("home"))
        (away,) = [button for button in self._buttons() if button.text() == "删除这一年"]
        self._click(away)
        assert self.desktop.bench is not None
        assert len(self.desktop.bench.reports()) == 2
        if self.chance.random() < 0.3:
            self._click(self.desktop.window.messages.first())  # 恢复
            assert len(self.desktop.bench.reports()) == 3
            (away,) = [button for button in self._buttons() if button.text() == "删除这一年"]
            self._click(away)
        self.desktop.open_report(key)
        QApplication.processEvents()
        self._attend()

    def bring(self) -> None:
        """A paper is read into the open report while the first page is in view."""
        assert self.desktop.bench is not None
        self._click(self.desktop.window.rail.button("home"))
        paper = self.desktop.workspace.with_name("旧报告.txt")
        organ, key = self.desktop.bench.organ_named(self.session.report.key.organ), self.session.report.key
        words = PAPER.format(organ=organ.name, year=key.year, figure=self.chance.randrange(9))
        paper.write_text(words, encoding="utf-8")
        import_paper(self.desktop.bench, paper)
        self._click(self.desktop.window.rail.button("editor"))
