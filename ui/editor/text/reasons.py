"""When the reason for a wave is shown: the mouse rests on the words, or F1 with the caret in them; and what follows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from app.checks.model import Finding
from app.domain.errors import Trouble
from app.editing.session import Session
from app.workbench import righting
from ui.editor.text import spots
from ui.editor.text.narrative import Narrative
from ui.editor.text.reason_frame import ReasonFrame
from ui.editor.text.waves import Mark, Waves

HOVER_MS = 300
_LEAVE_MS = 250  # for the way of the mouse from the words into the frame


class Reasons(QObject):
    """Of one page with waves, over ``owner``. ``mended`` says what was put right, ``wanted`` asks for a cell."""

    mended = Signal(str)
    noted = Signal()  # a reason was kept
    wanted = Signal(str)
    troubled = Signal(object)

    def __init__(self, owner: QWidget, page: Narrative, waves: Waves, session: Session, passage: str) -> None:
        super().__init__(owner)
        self._page, self._waves, self._session, self._passage = page, waves, session, passage
        self.frame = ReasonFrame(owner, passage)
        self._mark: Mark | None = None
        self._hovered: Mark | None = None
        self._rest = QTimer(self, singleShot=True, interval=HOVER_MS)
        self._rest.timeout.connect(self._rested)
        self._go = QTimer(self, singleShot=True, interval=_LEAVE_MS)
        self._go.timeout.connect(self.close)
        page.viewport().setMouseTracking(True)
        page.viewport().installEventFilter(self)
        page.installEventFilter(self)
        page.document().contentsChanged.connect(self.close)
        page.verticalScrollBar().valueChanged.connect(self.close)
        self.frame.mended.connect(self.put_right)
        self.frame.chosen.connect(self.put_right)
        self.frame.answered.connect(self._answer)
        self.frame.wanted.connect(self._leave_for)
        self.frame.left.connect(self._back)
        self.frame.entered.connect(self._go.stop)
        self.frame.went.connect(self._leave_soon)
        self._key(Qt.Key.Key_F1, self.show_at_caret)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._key(QKeyCombination(Qt.KeyboardModifier.AltModifier, key), self._by_key)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_keyboard)

    def _key(self, keys: Qt.Key | QKeyCombination, deed: Callable[[], object]) -> None:
        short = QShortcut(QKeySequence(keys), self._page, context=Qt.ShortcutContext.WidgetShortcut)
        short.activated.connect(deed)

    # ------------------------------------------------------------------ showing

    def show_at_caret(self) -> None:
        """F1: the reason at the caret, with the keyboard; F1 again closes it."""
        mark = self._waves.at(self._page.textCursor().position())
        if mark is not None:
            self._show(mark, keyboard=True)

    def show_spot(self, start: int, end: int) -> None:
        """Selects these words (of the text as it is read), so that typing writes over them, and shows their reason."""
        at = spots.place(self._page, start, end)
        mark = next((m for m in self._waves.marks() if m.cursor == at), None) or self._waves.at(at.selectionEnd())
        self._select(at, mark)

    def show_finding(self, finding: Finding) -> bool:
        """The same for the first words of ``finding``, wherever they stand by now; False where they are not found.

        Its mark moves with whatever is typed before it; words that were written over are sought anew.
        """
        mark = self._waves.of(finding)
        if mark is None or not mark.reads:
            self._page.flush()
            self._waves.look()
            now = righting.standing(self._session, finding)
            mark = self._waves.of(now) if now is not None else None
        if mark is None:
            return False
        self._select(mark.cursor, mark)
        return True

    def _select(self, at: QTextCursor, mark: Mark | None) -> None:
        page = self._page
        page.setTextCursor(at)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.ensureCursorVisible()
        if mark is not None:
            self._show(mark, keyboard=False)

    def close(self) -> None:
        """Takes the frame away; the keyboard goes back to the words where it was in the frame."""
        self._rest.stop()
        self._go.stop()
        if self.frame.isHidden():
            return
        inside = self._has_keyboard()
        self.frame.hide()
        self._mark = None
        self._waves.set_open(None)
        if inside:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, mark: Mark, *, keyboard: bool) -> None:
        self._go.stop()
        self._mark = mark
        self._waves.set_open(mark)
        self.frame.tell(mark, self._place_of(mark), keyboard=keyboard)

    def _place_of(self, mark: Mark) -> QRect:
        """Where the words stand, in the coordinates of what the frame lies over; of several lines the last."""
        page, owner = self._page, self.frame.parentWidget()
        assert owner is not None  # made with one
        first, last = QTextCursor(mark.cursor), QTextCursor(mark.cursor)
        first.setPosition(mark.cursor.selectionStart())
        last.setPosition(mark.cursor.selectionEnd())
        start, end = page.cursorRect(first), page.cursorRect(last)
        left = start.left() if start.top() == end.top() else 0
        box = QRect(QPoint(left, start.top()), end.bottomRight())
        return QRect(page.viewport().mapTo(owner, box.topLeft()), box.size())

    # ------------------------------------------------------------------ mouse and keyboard

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over the words, Esc while the frame is open, the page that goes."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and watched is self._page.viewport():
            at = self._page.place_at(event.position().toPoint())
            self._over(self._waves.at(at) if at >= 0 else None)
        elif kind == QEvent.Type.Leave and watched is self._page.viewport():
            self._over(None)
        elif kind == QEvent.Type.Hide and watched is self._page:
            self.close()
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            was_open = not self.frame.isHidden()
            self.close()
            return was_open
        return False

    def _over(self, mark: Mark | None) -> None:
        if mark is self._hovered:
            return
        self._hovered = mark
        self._rest.stop()
        if mark is not None and mark is self._mark:
            self._go.stop()
        elif mark is not None:
            self._rest.start()
        elif not self.frame.isHidden():
            self._leave_soon()

    def _leave_soon(self) -> None:
        """The mouse went elsewhere; whoever writes in the frame stays in it."""
        if not self._has_keyboard():
            self._go.start()

    def _rested(self) -> None:
        if self._hovered is not None and not self._has_keyboard():
            self._show(self._hovered, keyboard=False)

    def _has_keyboard(self) -> bool:
        at = QApplication.focusWidget()
        return at is not None and (at is self.frame or self.frame.isAncestorOf(at))

    def _follow_keyboard(self, old: QWidget | None, new: QWidget | None) -> None:
        """Whoever goes on with Tab leaves the frame."""
        was_in = old is not None and (old is self.frame or self.frame.isAncestorOf(old))
        if was_in and new is not None and not self._has_keyboard():
            self.close()

    def _back(self) -> None:
        self.close()
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------ deeds

    def _by_key(self) -> None:
        """Alt+Enter: the fix that is offered at the caret; the reason where none is."""
        mark = self._waves.at(self._page.textCursor().position())
        if mark is None:
            return
        if mark.finding is not None and mark.finding.fix is not None:
            self.put_right(mark.finding)
        else:
            self._show(mark, keyboard=True)

    def put_right(self, finding: Finding, label: str = "") -> None:
        """Does the certain fix, or the one of the choices named ``label``, as one step."""
        self.close()
        try:
            done = righting.put_right(self._session, self._as_it_stands(finding), label)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self._page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.mended.emit(done)

    def _as_it_stands(self, finding: Finding) -> Finding:
        """The finding at the same words once what is being typed is kept: its sentence may be another by then."""
        mark = self._waves.of(finding)
        self._page.flush()
        if mark is None:
            return finding
        self._waves.look()
        now = self._waves.at(mark.cursor.selectionEnd())
        found = now.finding if now is not None else None
        return found if found is not None and found.rule == finding.rule else finding

    def _answer(self, finding: Finding, text: str) -> None:
        self._page.flush()
        try:
            self._session.answer(finding, text, self._session.who)
        except Trouble as trouble:
            self.troubled.emit(trouble)
            return
        self.close()
        self._page.begin_anew()
        self.noted.emit()

    def _leave_for(self, cell: str) -> None:
        self.close()
        self.wanted.emit(cell)
