"""A paragraph with single words set bold: what QLabel could do with mark-up only, and mark-up hides user text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.kit import runs
from ui.kit.runs import Strong
from ui.kit.theme import REGULAR, theme, themed

__all__ = ["Prose", "Strong"]


class Prose(QWidget):
    """Plain text in runs; ``Strong`` runs are semibold, a line feed begins a new line.

    ``role`` is the font role, ``colour`` the colour role, ``line`` the line height as a multiple of the type size.
    """

    def __init__(
        self,
        *words: str,
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
        self.say(*words)
        self._forget()
        themed(self, lambda _: self._forget())

    def say(self, *words: str) -> None:
        """Shows another text."""
        if words == self._runs:
            return
        self._runs = words
        self._text = "".join(words)
        self.setAccessibleName(self._text)
        self._forget()

    def _forget(self) -> None:
        """Another text or another size: measure anew."""
        self._shapes: runs.Shapes | None = None
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

    def _natural(self) -> int:
        if not self._wide:
            self._wide = ceil(self._layout(1 << 20).maximumWidth()) + 1
        return self._wide

    def _layout(self, width: int) -> QTextLayout:
        return runs.layout(self._text, width, theme().font(self._role, self._weight), self._formats(), wrap=self._wrap)

    def _formats(self) -> runs.Shapes:
        if self._shapes is None:
            strong = "ink" if self._colour == "ink2" else ""
            self._shapes = runs.shapes(self._runs, self._role, weight=self._weight, strong=strong)
        return self._shapes
