"""What is doubted of the figures beside a text: why, one line for each, and 就是这个数; what the rules say of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.checks.model import Finding
from app.domain.address import Address
from app.forms.model import Form
from app.workbench import righting
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


class FieldNotes(QWidget):
    """What the rules find in the figures, a sentence each; hidden while there is nothing. A reason is given in 校核."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[tuple[str, str]] = []
        self._rows = boxes.column(gap=2, margins=(16, 0, 16, 8))
        self.setLayout(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Each of them once, though it speaks of two figures."""
        told = list(dict.fromkeys((righting.lamp(finding), finding.message) for finding in findings))
        if told == self._shown:
            return
        self._shown = told
        boxes.empty(self._rows)
        for lamp, message in told:
            words = Label(message, "small", "doubt" if lamp == "doubt" else "ink2")
            words.setWordWrap(True)
            row = boxes.row(LampLabel(lamp), words)
            row.setStretch(1, 1)
            self._rows.addLayout(row)
        self.setVisible(bool(told))
        boxes.rescale(self)

    def text(self) -> str:
        """Everything that is said."""
        return "".join(message for _, message in self._shown)
