"""Small pieces of the left column: a titled group, a named row, the box with what can be said of the type."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.kit import boxes
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Label, Rule, Segmented, TextButton, draw_box

_LABEL = 76  # px: five characters of body text
_AT_ONCE = 2  # sentences of a verdict; more of them would push the settings out of view
_TONES = {"ok": "ok", "doubt": "doubt", "bad": "must"}


class RowLabel(Label):
    """The name of a row; all of them are equally wide."""

    def __init__(self, text: str, buddy: QWidget | None = None) -> None:
        super().__init__(text, "body", "ink2")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        if buddy is not None:
            self.setBuddy(buddy)
        themed(self, self._measure)

    def _measure(self, current: Theme) -> None:
        self.setFixedWidth(current.px(_LABEL))


def titled(text: str, *beside: QWidget) -> QLayout:
    """A group's title over a hairline."""
    head = boxes.row(Label(text, "cell", weight=SEMIBOLD), None, *beside)
    return boxes.column(head, Rule(), gap=5)


def named(text: str, *parts: QWidget | QLayout | None) -> QHBoxLayout:
    """A row: its name, then the parts."""
    buddy = next((part for part in parts if isinstance(part, QWidget)), None)
    return boxes.row(RowLabel(text, buddy), *parts, gap=8)


def slim(words: Sequence[str], chosen: int, name: str) -> Segmented:
    """Segments that share a narrow column equally instead of asking for room."""
    made = Segmented(words, chosen, name=name)
    for segment in made.segments():
        segment.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def widen(choice: Segmented, number: int) -> None:
    """Gives the one word that is longer than its neighbours the room of two."""
    line = choice.layout()
    if isinstance(line, QHBoxLayout):
        for place in range(line.count()):
            line.setStretch(place, 2 if place == number else 1)


class Verdict(QWidget):
    """A soft box with a lamp and a sentence: green, amber or red, and never by colour alone."""

    def __init__(self) -> None:
        super().__init__()
        self._tone = "ok"
        self._words = Prose("", line=1.6)
        self._said: tuple[str, ...] = ()
        self.more = TextButton("")
        self.more.clicked.connect(self._unfold)
        self.setLayout(boxes.column(self._words, boxes.row(self.more, None), gap=0, margins=(37, 7, 10, 7)))
        self.hide()

    @property
    def tone(self) -> str:
        """ok, doubt or bad."""
        return self._tone

    def text(self) -> str:
        """What is said."""
        return self._words.text()

    def say(self, sentences: Sequence[tuple[str, str]]) -> None:
        """Shows ``(tone, sentence)`` pairs, in the tone of the worst; nothing where there are none.

        Two are read at once; where there are more they stand behind a button that says how many they are.
        """
        self.setVisible(bool(sentences))
        if not sentences:
            return
        order = list(_TONES)
        self._tone = max((tone for tone, _ in sentences), key=order.index)
        said = tuple(text if text.endswith("。") else f"{text}。" for _, text in sentences)
        folded = said != self._said or not self.more.isHidden()
        self._said = said
        rest = len(said) - _AT_ONCE
        self.more.setText(f"还有 {rest} 条提醒")
        self.more.setVisible(rest > 0 and folded)
        self.more.updateGeometry()
        self._show(said[:_AT_ONCE] if folded else said)

    def _unfold(self) -> None:
        self.more.hide()
        self._show(self._said)

    def _show(self, sentences: Sequence[str]) -> None:
        self._words.say("\n".join(sentences))
        self.setAccessibleName(self._words.text())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws box and lamp."""
        current = theme()
        with QPainter(self) as painter:
            draw_box(
                painter,
                QRectF(self.rect()),
                current.colour(f"{self._tone}_soft"),
                current.colour(self._tone),
                current.px(4),
            )
            side = current.size("lamp")
            top = current.px(7) + (current.px(24) - side) / 2
            painter.setPen(Qt.PenStyle.NoPen)
            paint_lamp(painter, QRectF(current.px(11), top, side, side), _TONES[self._tone])
