"""Lines to type in, with their label, a hint, and room for one sentence when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QGridLayout, QLineEdit, QScrollArea, QWidget

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

    def set_wrong(self, wrong: bool) -> None:
        """A red frame, or none."""
        self.setProperty("wrong", wrong)
        self.style().unpolish(self)
        self.style().polish(self)


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
        boxes.scaled(grid, 4)
        grid.setHorizontalSpacing(0)
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
        content.setProperty("plain", True)
        self.setWidget(content)
        if lane:
            keep_lane(self)


def keep_lane(area: QAbstractScrollArea) -> None:
    """Keeps the lane of the scroll bar free whether it has something to move or not."""
    bar = area.verticalScrollBar()

    def show(lowest: int, highest: int) -> None:
        idle = highest <= lowest  # a bar that moves nothing is only a lane
        if bar.property("idle") != idle:
            bar.setProperty("idle", idle)
            bar.style().unpolish(bar)
            bar.style().polish(bar)

    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
    bar.rangeChanged.connect(show)
    show(0, 0)
