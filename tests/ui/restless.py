"""A clerk who does anything at all: random deeds by key, mouse and clipboard on the real window.

``Restless(workspace, chance)`` opens the program; ``step()`` does one deed; ``agree`` looks whether everything that can
be seen or read still says the same as a fresh reading of the file. ``chance`` is a ``random.Random`` or one of
Hypothesis's, so that a failing session shrinks.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date
from hashlib import blake2b
from pathlib import Path
from random import Random
from time import perf_counter
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from app.domain.report import ReportKey
from app.editing.session import Changed, Session
from tests.benchmarks.window import Hands, opened
from tests.ui.agreement import Agreement
from tests.ui.restless_checks import Reviewing
from tests.ui.restless_more import More
from ui.editor.place import EditorPlace, Tab
from ui.editor.table.tab import TableTab
from ui.editor.text.tab import TextTab
from ui.kit import tasks
from ui.kit.steps_list import StepsList
from ui.wiring import Desktop

Key = Qt.Key
ARROWS = (Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right)
LEAVES = (Key.Key_Return, Key.Key_Tab, Key.Key_Down, Key.Key_Up, Key.Key_Right, Key.Key_Left)
WRONG = ("1-2", "3.5", "-4", "+", "99999999999999999999")
WORDS = ("本年度", "依法公开，", "全年 3 件。", "（一）主动公开。\n", "⟦没有这一格⟧", "<b>&amp;</b>", "𠮷")


class Restless(More, Reviewing):
    """One sitting on the report ``key`` in ``workspace``. ``pauses`` keeps the longest pause of each kind of deed."""

    def __init__(self, workspace: Path, key: ReportKey, today: date, chance: Random) -> None:
        self.workspace, self.key, self.today, self.chance = workspace, key, today, chance
        self.pauses: dict[str, float] = {}
        self.steps = 0  # of the report, back and forth too
        self._deed = ""
        self._open = ExitStack()
        self.history: list[bytes] = []
        self.faults: list[str] = []
        self._at = 0
        self.sit_down()

    # ------------------------------------------------------------------------------------------- sitting down

    def sit_down(self) -> None:
        """Opens the program and the report from its card."""
        self.desktop: Desktop = self._open.enter_context(opened(self.workspace, self.today))
        self.hands = Hands()
        if not self.history:
            self.doubt_some()
        cards = [b for b in self._buttons() if b.text() in ("接着编", "开始编", "看一看", "打开")]
        newest = max(self._bench_years())
        assert newest == self.key.year
        self._click(cards[0])
        if self.desktop.session is None or self.desktop.session.report.key != self.key:
            self.desktop.open_report(self.key)
        place = self.desktop.window.page("editor")
        assert isinstance(place, EditorPlace)
        self.place = place
        self._stop = self.session.listen(self._note)
        self.listen_to_lines()
        if not self.history:
            self.history.append(self._standing())
        assert self._standing() == self.history[self._at]

    def stand_up(self) -> None:
        """Closes the program as a clerk does; a window that stays to show what was not kept is closed again."""
        self._stop()
        self._open.close()
        tasks.wait_for_all()

    def _bench_years(self) -> list[int]:
        assert self.desktop.bench is not None
        return [report.key.year for report in self.desktop.bench.reports()]

    @property
    def session(self) -> Session:
        """The open report."""
        assert self.place.session is not None
        return self.place.session

    @property
    def tab(self) -> Tab:
        """The part in view."""
        return cast(Tab, self.place.pages.currentWidget())

    # ------------------------------------------------------------------------------------------- what was done

    def _standing(self) -> bytes:
        """A short sign of everything that is stated: whole copies would count as memory of the program."""
        report = self.session.report
        cells = sorted((address, str(value)) for address, value in report.cells.items() if value is not None)
        texts = sorted((name, text) for name, text in report.passages.items() if text)
        return blake2b(repr((cells, texts)).encode(), digest_size=16).digest()

    def _note(self, changed: Changed) -> None:
        """History as it must be: a step forward makes a new state, back and forth lead to those known.

        A reason given or taken back is no step: what is stated stays.
        """
        now = self._standing()
        self.steps += changed.kind != "refresh" and changed.steps > 0
        if changed.kind == "apply":
            del self.history[self._at + 1 :]
            self.history.append(now)
            self._at += 1
        elif changed.kind == "undo":
            while self._at < changed.steps:  # what was done before she sat down
                self.history.insert(0, now)
                self._at += 1
            self._at -= changed.steps
        elif changed.kind == "redo":
            self._at += changed.steps
        if changed.kind in ("undo", "redo") and now != self.history[self._at]:
            self.faults.append(f"{changed.kind} of {changed.label} leads elsewhere")

    # ------------------------------------------------------------------------------------------- deeds

    DEEDS = (
        *("edit",) * 12,
        *("walk",) * 4,
        *("undo", "redo") * 3,
        *("turn",) * 3,
        *("point", "erase", "wrong", "noughts", "paste", "copy", "size", "jump"),
        *("settle", "line") * 2,
        *("fill", "mend", "fee", "cover", "rest", "review"),
    )
    RARE = ("look", "places", "restart", "year", "remove", "bring")

    def step(self, deed: str = "") -> str:
        """One deed, a named one or any; gives its name."""
        self._deed = deed or self.chance.choice(self.DEEDS)
        getattr(self, self._deed)()
        if self.chance.random() < 0.1:  # what is just said may be taken back at once
            self.line()
        self._settle()
        return self._deed

    def edit(self) -> None:
        """Goes a little way and types a figure; in a text some words."""
        if not isinstance(self.tab, TableTab):
            self.words()
            return
        self._arrows()
        figure = str(self.chance.choice((0, 0, 1, 2, 3, 10, 12, 21, 606)))
        for mark in figure:
            self._press(Key(ord(mark)))
        self._press(self.chance.choice(LEAVES))

    def words(self) -> None:
        """Writes a few words, or takes one away."""
        if isinstance(self.tab, TextTab) and self.hands.focused() is self.tab.page:
            if self.chance.random() < 0.2:
                self._press(Key.Key_Backspace)
            self._timed(lambda: self.hands.write(self.chance.choice(WORDS)))

    def wrong(self) -> None:
        """Types what cannot be read; takes it back with Escape, mostly."""
        if not isinstance(self.tab, TableTab):
            return
        self._arrows()
        for mark in self.chance.choice(WRONG):
            self._press(Key(ord(mark)))
        self._press(Key.Key_Return)
        if self.chance.random() < 0.8:
            self._press(Key.Key_Escape)
            self._press(Key.Key_Escape)

    def walk(self) -> None:
        """Arrows, leaps, ends."""
        self._arrows()
        key = self.chance.choice((Key.Key_Home, Key.Key_End, *ARROWS, Key.Key_PageUp, Key.Key_PageDown, Key.Key_F2))
        held = key not in (Key.Key_PageUp, Key.Key_PageDown, Key.Key_F2) and self.chance.random() < 0.4
        self._press(key, ctrl=held)
        if key == Key.Key_F2:
            self._press(Key.Key_Escape)

    def point(self) -> None:
        """A click somewhere in the table, maybe a double one."""
        if not isinstance(self.tab, TableTab):
            return
        port = self.tab.view.viewport()
        spot = QPoint(self.chance.randrange(max(port.width(), 1)), self.chance.randrange(max(port.height(), 1)))
        deed = QTest.mouseDClick if self.chance.random() < 0.2 else QTest.mouseClick
        self._timed(lambda: deed(port, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot))

    def erase(self) -> None:
        """Delete, on the cell or on a block where blocks can be had."""
        if isinstance(self.tab, TableTab):
            self._arrows(shift=self.chance.random() < 0.5)
            self._press(Key.Key_Delete)

    def noughts(self) -> None:
        """The button that states nought, by keyboard; what it asks is answered with Enter or left with Escape."""
        tab = self.tab
        if not isinstance(tab, TableTab) or not tab.zero.isEnabled():
            return
        for _ in range(8):
            if self.hands.focused() is tab.zero:
                self._press(Key.Key_Space)
                break
            self._press(Key.Key_F6, shift=True)
        if tab.blanks():
            self._press(self.chance.choice((Key.Key_Return, Key.Key_Return, Key.Key_Escape)))
        tab.setFocus()

    def paste(self) -> None:
        """A block from another program: fits, or is refused as a whole; what asks is left with Escape or Enter."""
        rows = self.chance.randrange(1, 4)
        lines = ["\t".join(str(self.chance.randrange(30)) for _ in range(self.chance.randrange(1, 4)))] * rows
        QGuiApplication.clipboard().setText(self.chance.choice(("\n".join(lines), "3", "乱写的", "")))
        self._arrows()
        self._press(Key.Key_V, ctrl=True)
        if isinstance(self.tab, TableTab):
            self._press(self.chance.choice((Key.Key_Escape, Key.Key_Return)))

    def copy(self) -> None:
        """Copies or cuts what is selected and puts it elsewhere."""
        if isinstance(self.tab, TableTab):
            self._arrows(shift=True)
            self._press(self.chance.choice((Key.Key_C, Key.Key_X)), ctrl=True)
            self._arrows()
            self._press(Key.Key_V, ctrl=True)
            self._press(self.chance.choice((Key.Key_Return, Key.Key_Escape)))

    def undo(self) -> None:
        """A few steps back."""
        for _ in range(self.chance.randrange(1, 4)):
            self._press(Key.Key_Z, ctrl=True)

    def redo(self) -> None:
        """A few steps forth."""
        for _ in range(self.chance.randrange(1, 4)):
            self._press(Key.Key_Y, ctrl=True)

    def jump(self) -> None:
        """To another step by the list of steps, or away from it again."""
        self._press(Key.Key_F9)
        for _ in range(self.chance.randrange(6)):
            self._press(self.chance.choice((Key.Key_Down, Key.Key_Down, Key.Key_Up)))
        self._press(self.chance.choice((Key.Key_Return, Key.Key_Return, Key.Key_Escape)))
        if isinstance(self.hands.focused(), StepsList):  # the report stands at that step
            self._press(Key.Key_Escape)

    def turn(self) -> None:
        """To the next part or the one before."""
        self._press(self.chance.choice((Key.Key_PageUp, Key.Key_PageDown)), ctrl=True)

    def size(self) -> None:
        """The next size of type, by its button; then the keyboard back to the page."""
        self._click(self.desktop.window.rail.button("size"))
        self.tab.setFocus()

    def look(self) -> None:
        """Another palette, chosen in the settings with the mouse; then back."""
        self._click(self.desktop.window.rail.button("settings"))
        words = {"浅色", "深色", "高对比", "跟随系统"}
        looks = [button for button in self._buttons() if (button.text() or button.accessibleName()) in words]
        self._click(self.chance.choice(looks))
        self._click(self.desktop.window.rail.button("editor"))

    def places(self) -> None:
        """To the first page and back to the report."""
        self._click(self.desktop.window.rail.button("home"))
        self._click(self.desktop.window.rail.button("editor"))

    def restart(self) -> None:
        """Goes home and comes again: everything still stands, also what can be taken back."""
        self.place.finish()
        self.stand_up()
        self.sit_down()

    # ------------------------------------------------------------------------------------------- hands

    def _arrows(self, *, shift: bool = False) -> None:
        key = self.chance.choice(ARROWS)
        for _ in range(self.chance.randrange(4)):
            self._press(key, shift=shift)

    def _press(self, key: Qt.Key, *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
        self._keep(self.hands.press(key, ctrl=ctrl, shift=shift, alt=alt))

    def _click(self, button: QWidget) -> None:
        """A hand holds the button down longer than any of its two halves may take."""
        self._timed(lambda: QTest.mousePress(button, Qt.MouseButton.LeftButton))
        self._timed(lambda: QTest.mouseRelease(button, Qt.MouseButton.LeftButton))

    def _timed(self, deed: object) -> None:
        begin = perf_counter()
        assert callable(deed)
        deed()
        QApplication.processEvents()
        self._keep((perf_counter() - begin) * 1000)

    def _settle(self) -> None:
        """What the deed left for later: timers, layouts."""
        for _ in range(3):
            # Outside of exec() Qt keeps what was to be deleted for ever.
            self._timed(lambda: QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete))
        if not isinstance(QApplication.focusWidget(), QWidget):
            self.tab.setFocus()

    def _keep(self, milliseconds: float) -> None:
        self.pauses[self._deed] = max(self.pauses.get(self._deed, 0.0), milliseconds)

    def _buttons(self) -> list[QAbstractButton]:
        return [button for button in self.desktop.window.findChildren(QAbstractButton) if button.isVisible()]

    def agree(self) -> None:
        """Everything says the same, and every step back or forth led to the state that stood there."""
        assert not self.faults, f"after {self._deed}: {self.faults}"
        assert self.line_is_fresh(), self.desktop.window.messages.text()
        Agreement(self.desktop, self.place).hold()
