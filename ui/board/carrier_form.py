"""The left column for everything but the poster: what it is for, and what can be chosen about it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.workbench.carriers.model import PLAIN, Options
from ui.board import kinds
from ui.board.footer import Signature
from ui.board.kinds import Kind
from ui.board.rows import named, slim
from ui.kit import boxes
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD
from ui.kit.widgets import Label, Rule, Segmented

# A field of the options: its row, the word for off and for on.
_ROWS: dict[str, tuple[str, tuple[str, str]]] = {
    "cover": ("封面", ("不要", "要")),
    "sign_block": ("签批栏", ("不要", "要")),
    "colour": ("颜色", ("黑白", "彩色")),
    "pairs": ("问题改进", ("不写", "写上")),
    "split": ("长图", ("一整张", "切成几张")),
}


class CarrierForm(QWidget):
    """Says ``changed`` when something else is chosen; the choices of every carrier stay while the page lives."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = kinds.of(kinds.REPORT)
        self._chosen: dict[str, Options] = {}
        self._title = Label("", "cell", weight=SEMIBOLD)
        self._what = Prose("", colour="ink2", line=1.6)
        self.choices: dict[str, Segmented] = {}
        self._rows: dict[str, QWidget] = {}
        rows = boxes.column(gap=6)
        for field, (label, words) in _ROWS.items():
            choice = slim(words, 0, label)
            choice.chosen.connect(lambda number, field=field: self._choose(field, number == 1))
            row = QWidget()
            row.setLayout(named(label, choice))
            rows.addWidget(row)
            self.choices[field], self._rows[field] = choice, row
        self.signature = Signature()
        head = boxes.column(self._title, Rule(), gap=5)
        self.setLayout(
            boxes.column(head, self._what, 2, rows, 6, self.signature, None, gap=6, margins=(16, 12, 16, 12))
        )

    @property
    def options(self) -> Options:
        """What is chosen for the carrier in view."""
        return self._chosen.get(self._kind.id, PLAIN)

    def show_kind(self, kind: Kind) -> None:
        """Another carrier."""
        self._kind = kind
        self._title.setText(kind.name)
        self._what.say(f"{kind.what}。")
        for field, row in self._rows.items():
            row.setVisible(field in kind.choices)
            self.choices[field].choose(1 if getattr(self.options, field) else 0)
        self.signature.setVisible(kind.is_signed)

    def _choose(self, field: str, on: bool) -> None:
        self._chosen[self._kind.id] = replace(self.options, **{field: on})
        self.changed.emit()
