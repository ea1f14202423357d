"""What is doubted of the figures beside a text: why, one line for each, and 就是这个数."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.address import Address
from app.forms.model import Form
from ui.kit import boxes
from ui.kit.lamp import LampLabel
from ui.kit.widgets import Label, TextButton


class FieldDoubts(QWidget):
    """Hidden while nothing is doubted. ``settled`` names the figure that is right as it stands."""

    settled = Signal(str)

    def __init__(self, form: Form) -> None:
        super().__init__()
        self._form = form
        self._shown: Mapping[Address, str] = {}
        self._rows = boxes.column(gap=2, margins=(16, 0, 16, 8))
        self.buttons: list[TextButton] = []
        self.setLayout(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_doubts(self, sentences: Mapping[Address, str]) -> None:
        """The sentence for each figure that a person must look at."""
        if sentences == self._shown:
            return
        self._shown = sentences
        boxes.empty(self._rows)
        self.buttons = [self._add(address, sentences[address]) for address in self._form.fields if address in sentences]
        self.setVisible(bool(self.buttons))
        boxes.rescale(self)

    def text(self) -> str:
        """Everything that is said."""
        return "；".join(f"{self._form.cell_label(name)}：{said}" for name, said in self._shown.items())

    def _add(self, address: Address, sentence: str) -> TextButton:
        label = self._form.cell_label(address)
        words = Label(f"{label}：{sentence}", "small", "doubt")
        words.setWordWrap(True)
        settle = TextButton("就是这个数（F8）")
        settle.setAccessibleName(f"{label}就是这个数（F8）")
        settle.clicked.connect(lambda: self.settled.emit(address))
        row = boxes.row(LampLabel("doubt"), words, settle)
        row.setStretch(1, 1)
        self._rows.addLayout(row)
        return settle
