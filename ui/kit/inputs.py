"""Lines to type in, with their label, a hint, and room for one sentence when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from ui.kit import boxes
from ui.kit.theme import MEDIUM, Theme, themed
from ui.kit.widgets import Label, Segmented


class TextInput(QLineEdit):
    """One line of text; ``big`` lines are 42 px high, for pages that ask only a few things."""

    def __init__(self, placeholder: str = "", *, big: bool = False, name: str = "") -> None:
        super().__init__()
        self.setProperty("big", big)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        if big:
            themed(self, lambda now: self.setFont(now.font("cell")))

    def set_wrong(self, wrong: bool) -> None:
        """A red frame, or none."""
        mark_wrong(self, wrong)


def mark_wrong(line: QLineEdit, wrong: bool) -> bool:
    """A red frame round ``line``, or none; True where that is news."""
    is_news = bool(line.property("wrong")) != wrong
    if is_news:
        line.setProperty("wrong", wrong)  # the style draws the frame
        line.update()
    return is_news


class Field(QWidget):
    """A label, its control and one line below: the hint, or what is wrong."""

    def __init__(
        self, label: str, control: QWidget, hint: str = "", *, label_width: int = 144, big: bool = True
    ) -> None:
        super().__init__()
        self.control = control
        self._hint = hint
        self._label_width = label_width
        self.label = Label(label, "cell" if big else "body", weight=MEDIUM)
        self.below = Label(hint, "small", "ink3")
        self.below.setWordWrap(True)
        self.label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        if hint:
            control.setAccessibleDescription(hint)
        grid = QGridLayout(self)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(control, 0, 1)
        grid.addWidget(self.below, 1, 1)
        self.below.setVisible(bool(hint))  # only now: what has no parent yet would flash up as a window of its own
        grid.setColumnStretch(1, 1)
        boxes.scaled(grid, 4, across=0)
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        self.label.setFixedWidth(current.px(self._label_width))

    def say_doubt(self, sentence: str) -> None:
        """Shows a sentence that stops nobody, or the hint again where it is empty."""
        self._say(sentence, "doubt")

    def _say(self, sentence: str, colour: str) -> None:
        self.below.setText(sentence or self._hint)
        self.below.set_colour(colour if sentence else "ink3")
        self.below.setVisible(bool(sentence or self._hint))
        self.control.setAccessibleDescription(sentence or self._hint)

    def say_wrong(self, sentence: str) -> None:
        """Shows the sentence in red, or the hint again where it is empty."""
        self._say(sentence, "bad")
        if isinstance(self.control, TextInput):
            self.control.set_wrong(bool(sentence))


def text_field(label: str, placeholder: str = "", hint: str = "", *, big: bool = True) -> tuple[Field, TextInput]:
    """A labelled line."""
    line = TextInput(placeholder, big=big, name=label)
    return Field(label, line, hint, big=big), line


def choice_field(label: str, words: Sequence[str], *, height: int = 42) -> tuple[Field, Segmented]:
    """A labelled row of words."""
    segments = Segmented(words, name=label, height=height)
    return Field(label, segments), segments


class Page(QScrollArea):
    """A page that scrolls downwards when it does not fit, on the ground of the window.

    ``lane``: the lane of the scroll bar is kept free, so that nothing moves sideways when the bar comes or goes.
    """

    def __init__(self, content: QWidget, *, lane: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        clear(self)
        if lane:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)


def framed(page: QFrame, *, quiet: bool = False) -> None:
    """Gives a page of text the frame of a line; a ``quiet`` one shows it with the keyboard only."""
    page.setProperty("field", "quiet" if quiet else "plain")
    page.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
    page.setLineWidth(2)
    filled(page)


def filled(page: QWidget) -> None:
    """Fills the margins of a page of text, too, and the lane of its scroll bar."""
    page.setBackgroundRole(QPalette.ColorRole.Base)
    page.setAutoFillBackground(True)


def clear(area: QScrollArea) -> None:
    """Lets what lies under ``area`` show through it."""
    area.viewport().setAutoFillBackground(False)
    area.widget().setAutoFillBackground(False)
