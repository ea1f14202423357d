"""公文字体: the program's own faces, or those of the office where they are installed here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent

from ui.kit import boxes
from ui.kit.inputs import choice_field
from ui.kit.prose import Prose
from ui.kit.widgets import Card, heading

OWN, OFFICE = 0, 1
NONE_HERE = "这台电脑上没有装仿宋_GB2312、小标宋这些字体，报告还用程序自带的字体。"


class FacesCard(Card):
    """``chosen`` carries OWN or OFFICE; the line below says what prints now."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.field, self.choice = choice_field("报告用", ("程序自带", "这台电脑上的"))
        self._said = Prose("", role="small", colour="ink2")
        why = Prose(
            "程序自带的，在哪台电脑上印出来都一样。本单位买了公文字体、装在这台电脑上的，也可以用它印。",
            role="small",
            colour="ink2",
        )
        self.setLayout(boxes.column(heading("公文字体"), self.field, self._said, why, gap=14, margins=(24, 20, 24, 22)))
        self.choice.chosen.connect(self.chosen)

    def show_faces(self, names: Sequence[str]) -> None:
        """Shows what is in use: the office's faces by name, none for the program's own."""
        self.choice.choose(OFFICE if names else OWN)
        self.say(f"正在用：{'、'.join(names)}。" if names else "正在用程序自带的字体。", aloud=False)

    def say_found(self, names: Sequence[str]) -> None:
        """What the search came to."""
        self.choice.choose(OFFICE if names else OWN)
        self.say(f"找到并用上了：{'、'.join(names)}。" if names else NONE_HERE)

    def say(self, sentence: str, *, aloud: bool = True) -> None:
        """Shows a sentence, and speaks it where the clerk waits for it."""
        self._said.say(sentence)
        self.choice.setAccessibleDescription(sentence)
        if aloud:
            self.setAccessibleName(sentence)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def said(self) -> str:
        """The sentence."""
        return self._said.text()
