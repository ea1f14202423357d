"""A paragraph with single words set bold: what QLabel could do with mark-up only, and mark-up hides user text."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit.theme import REGULAR, SEMIBOLD, theme, themed

_BREAK = "\u2028"
_OPENING = "“‘（《〈「『【〔"
_CLOSING = "”’）》〉」』】〕，。、；：！？"
_MARKS = _OPENING + _CLOSING


class Strong(str):
    """A run that is set semibold."""

    __slots__ = ()


class Prose(QWidget):
    """Plain text in runs; ``Strong`` runs are semibold, a line feed begins a new line.

    ``role`` is the font role, ``colour`` the colour role, ``line`` the line height as a multiple of the type size.
    """

    def __init__(
        self,
        *runs: str,
        role: str | int = "body",
        colour: str = "ink",
        line: float = 1.5,
        wrap: bool = True,
        weight: int = REGULAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role, self._colour, self._line, self._wrap, self._weight = role, colour, line, wrap, weight
        self._runs: tuple[str, ...] = ()
        self._text = ""
        policy = QSizePolicy(
            QSizePolicy.Policy.Preferred if wrap else QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred
        )
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        self.say(*runs)
        self._forget()
        themed(self, lambda _: self._forget())

    def say(self, *runs: str) -> None:
        """Shows another text."""
        if runs == self._runs:
            return
        self._runs = runs
        self._text = "".join(runs)
        self.setAccessibleName(self._text)
        self._forget()

    def _forget(self) -> None:
        """Another text or another size: measure anew."""
        self._shapes: list[QTextLayout.FormatRange] | None = None
        self._lines: dict[int, int] = {}
        self._wide = 0
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The text without its weights."""
        return self._text

    def set_colour(self, role: str) -> None:
        """Another colour role for everything."""
        if role != self._colour:
            self._colour = role
            self._forget()

    def hasHeightForWidth(self) -> bool:
        """Paragraphs grow downwards."""
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        """The height at ``width`` px."""
        if width not in self._lines:
            fits = not self._wrap or width >= self._natural()
            lines = self._text.count("\n") + 1 if fits else self._layout(width).lineCount()
            self._lines[width] = max(1, lines)
        return self._lines[width] * self._pitch()

    def sizeHint(self) -> QSize:
        """One line where it fits into 60 characters, else as high as it takes."""
        natural = self._natural()
        width = min(natural, theme().text_size(self._role) * 42) if self._wrap else natural
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A paragraph may become narrow, a single line may not."""
        if not self._wrap:
            return self.sizeHint()
        return QSize(min(self._natural(), theme().text_size(self._role) * 4), self._pitch())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws line by line, each in the middle of its pitch."""
        with QPainter(self) as painter:
            layout = self._layout(self.width() if self._wrap else 1 << 20)
            pitch, top = self._pitch(), self._top(layout)
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.setPosition(QPointF(0, top + number * pitch + (pitch - line.height()) / 2))
            painter.setPen(theme().colour(self._colour if self.isEnabled() else "disabled"))
            layout.draw(painter, QPointF(0, 0))

    def first_middle(self) -> float:
        """The middle of the first line, from the top of the widget: where a mark beside it stands."""
        return self._top(self._layout(self.width())) + self._pitch() / 2

    def _top(self, layout: QTextLayout) -> float:
        return max(0.0, (self.height() - self._pitch() * layout.lineCount()) / 2)

    def _pitch(self) -> int:
        return round(theme().text_size(self._role) * self._line)

    def _font(self, run: str) -> QFont:
        return theme().font(self._role, SEMIBOLD if isinstance(run, Strong) else self._weight)

    def _natural(self) -> int:
        if not self._wide:
            self._wide = ceil(self._layout(1 << 20).maximumWidth()) + 1
        return self._wide

    def _layout(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", _BREAK), theme().font(self._role, self._weight))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.WrapAtWordBoundaryOrAnywhere if self._wrap else mode.ManualWrap)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.setCacheEnabled(False)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def _formats(self) -> list[QTextLayout.FormatRange]:
        if self._shapes is None:
            self._shapes = self._bold() + self._squeezed()
        return self._shapes

    def _bold(self) -> list[QTextLayout.FormatRange]:
        found, start = [], 0
        for run in self._runs:
            if isinstance(run, Strong):
                form = QTextCharFormat()
                form.setFont(self._font(run))
                if self._colour == "ink2":
                    form.setForeground(theme().colour("ink"))
                found.append(_range(start, _units(run), form))
            start += _units(run)
        return found

    def _squeezed(self) -> list[QTextLayout.FormatRange]:
        """Of two full-width marks side by side (”。) the gap between goes, as print does it."""
        found, start = [], 0
        for mark, following in pairwise(self._text):
            if (mark in _CLOSING and following in _MARKS) or (mark in _OPENING and following in _OPENING):
                form = QTextCharFormat()
                form.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                form.setFontLetterSpacing(-theme().text_size(self._role) / 2)
                found.append(_range(start, 1, form))
            start += 1 if mark <= "\uffff" else 2
        return found


def _units(text: str) -> int:
    """QTextLayout counts UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _range(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, form  # type: ignore[attr-defined]
    return made
