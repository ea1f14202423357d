"""Last year's words beside this year's: the same sentences shaded, and each passage to be brought over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QTextEdit, QVBoxLayout, QWidget

from app.checks import sentences
from app.checks.sentences import Passage
from app.workbench.passages import Before, bring_over
from ui.editor.sheet import Sheet
from ui.kit import fonts
from ui.kit.draw import draw_sheet
from ui.kit.inputs import framed
from ui.kit.theme import SEMIBOLD, Theme, colour, theme, themed
from ui.kit.widgets import Label, TextButton

LAST_WIDE = 362  # px of the design
_PAUSE_MS = 200  # comparing waits for a pause of the hands
_LINE = 27  # px from line to line


class _Swatch(QWidget):
    """A piece of the shade, before the words that explain it."""

    def __init__(self) -> None:
        super().__init__()
        themed(self, lambda now: self.setFixedSize(now.px(22), now.px(16)))

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        with QPainter(self) as painter:
            if _no_tints(now):
                painter.setPen(QPen(now.colour("ink2"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(0, self.height() - 3, self.width(), self.height() - 3)
                return
            draw_sheet(painter, self.rect(), now.colour("ground2"), now.colour("frame"))


class _Bring(TextButton):
    """搬入 of one passage; scrolls into view when the keyboard comes. What stands on the page already says so."""

    def __init__(self, parent: QWidget, passage: Passage) -> None:
        super().__init__("")
        self.setParent(parent)
        self.passage = passage
        self.stands = True
        self.show_standing(stands=False)

    def show_standing(self, *, stands: bool) -> bool:
        """Whether the passage is on the page; True where that is news."""
        if stands == self.stands:
            return False
        self.stands = stands
        self.setText("已在正文" if stands else "搬入" if self.passage.heading else "搬入这一段")
        name = self.passage.heading or "这一段"
        self.setAccessibleName(f"{name}，已在正文" if stands else f"搬入{name}")
        return True


class LastText(QWidget):
    """How last year put it; to read, to copy from, to bring over to the report of ``year``.

    ``brought`` carries a passage as it is kept.
    """

    brought = Signal(str)

    def __init__(self, before: Before, year: int) -> None:
        super().__init__()
        fonts.load_reading()
        self._before, self._year = before, year
        self._now, self._kept = "", ""
        self._places: list[tuple[int, int, int]] = []  # where in the text, how long, where in the document
        self._heads: list[int] = []  # the block that begins each passage
        self._brought: dict[int, str] = {}  # each passage as this year would have it
        self.title = f"{before.year} 年度的写法"
        self.share = Label("", "small", "ink2")
        self._swatch = _Swatch()
        self._title = Label(self.title, weight=SEMIBOLD)
        self.text = QTextBrowser()
        framed(self.text, quiet=True)
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.title)
        cut = sentences.passages(before.text)
        self.bring = [_Bring(self.text.viewport(), passage) for passage in cut]
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._compare)
        self._build()
        self.setFocusProxy(self.text)
        for button in self.bring:
            button.clicked.connect(self._bring)
            button.installEventFilter(self)
        self.text.verticalScrollBar().valueChanged.connect(self._place)
        self.text.document().documentLayout().documentSizeChanged.connect(self._place)
        self.text.viewport().installEventFilter(self)
        themed(self, self._dress)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._swatch)
        head.addWidget(self.share)
        self._head = QWidget()
        self._head.setLayout(head)
        head.setContentsMargins(0, 0, 0, 0)
        box = Sheet(fill="rowhead", top=True)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(1, 1, 1, 1)
        inner.addWidget(self.text)
        self._outer = QVBoxLayout(self)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._head)
        self._outer.addWidget(box, 1)

    def _dress(self, now: Theme) -> None:
        self.setFixedWidth(now.px(LAST_WIDE))
        self._outer.setContentsMargins(now.px(14), 0, 0, 0)
        self._head.setFixedHeight(now.size("sheet_title"))
        colour(self.text, {QPalette.ColorRole.Base: "rowhead", QPalette.ColorRole.Text: "ink2"})
        self.text.setFont(now.sized_font(now.text_size("cell"), serif=True))
        self.text.document().setDocumentMargin(now.px(14))
        self._write()
        self._compare()
        self._place()

    # ------------------------------------------------------------------ the words

    def _write(self) -> None:
        """Heading and paragraphs of each passage, the way a clerk would set them."""
        self.text.clear()
        self._places, self._heads = [], []
        cursor = QTextCursor(self.text.document())
        for button in self.bring:
            passage = button.passage
            if self._heads:
                cursor.insertBlock()
            self._heads.append(cursor.blockNumber())
            cursor.setBlockFormat(_block(indent=0, right=self._lane() if passage.heading else 0))
            cursor.setBlockCharFormat(_heading())
            cursor.insertText(passage.heading, _heading())
            start = passage.body
            for line in self._before.text[passage.body : passage.end].split("\n"):
                if line.strip():
                    cursor.insertBlock(_block(indent=2 * theme().text_size("cell")), QTextCharFormat())
                    first = start + len(line) - len(line.lstrip())
                    self._places.append((first, len(line.strip()), cursor.position()))
                    cursor.insertText(line.strip())
                start += len(line) + 1
        self.text.moveCursor(QTextCursor.MoveOperation.Start)

    def _lane(self) -> int:
        """What a heading leaves free at its right, so that it never touches the button."""
        now = theme()
        words = QFontMetrics(now.font("body", SEMIBOLD)).horizontalAdvance("已在正文")
        return words + now.px(2 * 12)

    def _bring(self) -> None:
        button = self.sender()
        if isinstance(button, _Bring):
            self.brought.emit(self.kept(self.bring.index(button)))

    def kept(self, number: int) -> str:
        """A passage as it is kept; as it reads where live numbers move the cuts."""
        cut = sentences.passages(self._before.kept)
        text = self._before.kept if len(cut) == len(self.bring) else self._before.text
        passage = sentences.passages(text)[number]
        return text[passage.start : passage.end]

    # ------------------------------------------------------------------ what is the same

    def follow(self, text: str, kept: str) -> None:
        """Compares with what stands on the page now, as it reads and as it is ``kept``, once the hands pause; at once
        with what it begins with.
        """
        begins = not self._now
        self._now, self._kept = text, kept
        if begins:
            self._compare()
        else:
            self._pause.start()

    def follow_now(self, text: str, kept: str) -> None:
        """The same without waiting: a passage was just brought over, no hands are typing."""
        self._now, self._kept = text, kept
        self._pause.stop()
        self._compare()

    def _compare(self) -> None:
        found = sentences.same(self._before.text, self._now)
        shades = [shade for start, end in found.spans for shade in self._shades(start, end)]
        self.text.setExtraSelections(shades)
        self.share.setText(f"与今年相同，占 {found.percent}%")
        stood = [button.show_standing(stands=self._stands(number)) for number, button in enumerate(self.bring)]
        if any(stood):
            self._place()

    def _stands(self, number: int) -> bool:
        """Whether all of a passage stands on the page as it would be brought over."""
        return bool(self._kept) and sentences.stands_in(self._as_brought(number), self._kept)

    def _as_brought(self, number: int) -> str:
        if number not in self._brought:
            self._brought[number] = bring_over(self.kept(number), self._before, self._year)[0]
        return self._brought[number]

    def _shades(self, start: int, end: int) -> list[QTextEdit.ExtraSelection]:
        made = []
        for first, length, at in self._places:
            low, high = max(start, first), min(end, first + length)
            if low < high:
                before, words = self._before.text[first:low], self._before.text[low:high]
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(at + _units(before))
                cursor.setPosition(at + _units(before + words), QTextCursor.MoveMode.KeepAnchor)
                shade = QTextEdit.ExtraSelection()
                shade.cursor = cursor  # type: ignore[attr-defined]
                shade.format = _shade()  # type: ignore[attr-defined]
                made.append(shade)
        return made

    # ------------------------------------------------------------------ the buttons

    def _place(self) -> None:
        """Each button stands at the right end of the heading that begins its passage."""
        document, now = self.text.document(), theme()
        down = self.text.verticalScrollBar().value()
        for button, number in zip(self.bring, self._heads, strict=False):
            line = document.documentLayout().blockBoundingRect(document.findBlockByNumber(number))
            size = button.sizeHint()
            left = self.text.viewport().width() - size.width() - now.px(6)
            above = line.height() // now.px(_LINE) * now.px(_LINE)  # what lies over the last line of the heading
            middle = line.top() + above + (line.height() - above) / 2
            top = round(middle) - size.height() // 2 - down + now.px(4)  # type stands low in its line
            button.setGeometry(left, top, size.width(), size.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines move."""
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the buttons at their lines, and the one with the keyboard in view."""
        if event.type() == QEvent.Type.Resize and watched is self.text.viewport():
            self._place()
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, _Bring):
            top = watched.mapTo(self.text.viewport(), QPoint(0, 0)).y()
            high = self.text.viewport().height() - watched.height()
            if not 0 <= top <= high:
                bar = self.text.verticalScrollBar()
                bar.setValue(bar.value() + top - theme().px(8))
        return False


def _block(indent: int, right: int = 0) -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setRightMargin(right)
    form.setLineHeight(theme().px(_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    form.setTextIndent(indent)
    form.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return form


def _heading() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFont(theme().font("body", SEMIBOLD))
    form.setForeground(theme().colour("ink"))
    return form


def _shade() -> QTextCharFormat:
    now, form = theme(), QTextCharFormat()
    form.setBackground(now.colour("ground2"))
    if _no_tints(now):
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        form.setUnderlineColor(now.colour("ink2"))
    return form


def _no_tints(now: Theme) -> bool:
    """High contrast knows no shades: what is the same is underlined there."""
    return now.colour("ground2") == now.colour("rowhead")


def _units(text: str) -> int:
    """Qt counts UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
