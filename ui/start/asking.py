"""The cards that ask inside the page: which year to begin, which year an old paper is of, and what was read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.report import ReportKey
from ui.kit import boxes
from ui.kit.inputs import TextInput
from ui.kit.lamp import LampLabel
from ui.kit.prose import Prose, Strong
from ui.kit.theme import Theme, themed
from ui.kit.widgets import Button, Card, Label, PrimaryButton, Rule, SecondaryButton, TextButton, heading

_ORGAN, _AS_PRINTED = "单位名称", "原件上写着的，可以不填"
_SHOWN = 8  # doubts in view before 看全部
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


def year_in(name: str) -> int | None:
    """The year that a file name speaks of, if it names exactly one."""
    found = set(_YEAR.findall(name))
    return int(found.pop()) if len(found) == 1 else None


class AskYear(Card):
    """One line: which year. ``explain`` says which format governs a year, or raises ``Trouble``-like text in red.

    ``organ`` (None: it is known) asks in a second line whose report it is, and is what stands there at first.
    """

    year_given = Signal(int)
    dismissed = Signal()

    def __init__(
        self,
        title: str,
        deed: str,
        proposal: int | None,
        explain: Callable[[int], tuple[bool, str]],
        foretell: Callable[[int], Sequence[tuple[str, str]]] | None = None,
        organ: str | None = None,
    ) -> None:
        super().__init__("accent")
        self._explain, self._foretell = explain, foretell
        self._lines = QVBoxLayout()
        boxes.scaled(self._lines, 6)
        self.year = TextInput(name="年度")
        self.year.setValidator(QIntValidator(1, 9999, self))
        self.year.setMaxLength(4)
        self.go = PrimaryButton(deed, "arrow-right")
        self.leave = TextButton("不做了")
        self._said = Prose("", role="small", colour="ink2")
        for button in (self.go, self.leave):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = boxes.row(self.year, Label("年度"), 8, self.go, self.leave, None, gap=8)
        self.organ = TextInput(_AS_PRINTED, name=_ORGAN)
        whose = QWidget()
        whose.setLayout(boxes.row(Label(_ORGAN), self.organ, None, gap=8))
        whose.setVisible(organ is not None)
        body = boxes.column(heading(title), line, whose, self._said, gap=10, margins=(20, 18, 20, 16))
        body.addLayout(self._lines)
        self.setLayout(body)
        self.setTabOrder(self.year, self.organ)
        self.year.textChanged.connect(self._changed)
        self.year.returnPressed.connect(self._give)
        self.organ.setText(organ or "")
        self.organ.returnPressed.connect(self._give)
        self.go.clicked.connect(self._give)
        self.leave.clicked.connect(self.dismissed)
        self.year.setText(str(proposal) if proposal else "")
        self._changed()
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        self.year.setFixedWidth(current.px(92))
        self.organ.setFixedWidth(current.px(380))

    def begin(self) -> None:
        """Puts the keyboard into the line."""
        self.year.setFocus(Qt.FocusReason.OtherFocusReason)
        self.year.selectAll()

    def whose(self) -> str | None:
        """The office that was named; None where none was."""
        return self.organ.text().strip() or None

    def said(self) -> str:
        """The line below."""
        return self._said.text()

    def foretold(self) -> list[str]:
        """What it says the new report would take over."""
        lines = (words for words in self.findChildren(Prose) if words is not self._said and not words.isHidden())
        return [words.text() for words in lines]

    def _changed(self) -> None:
        text = self.year.text()
        known, sentence = self._explain(int(text)) if len(text) == 4 else (False, "四位数的年份，例如 2025。")
        self._said.say(sentence)
        self._said.set_colour("ink2" if known or len(text) < 4 else "bad")
        self.go.setEnabled(known)
        boxes.empty(self._lines)
        for kind, words in self._foretell(int(text)) if known and self._foretell is not None else ():
            self._lines.addLayout(_lamp_line(kind, words))

    def _give(self) -> None:
        if self.go.isEnabled():
            self.year_given.emit(int(self.year.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


def _lamp_line(kind: str, words: str) -> QHBoxLayout:
    lamp = LampLabel()
    lamp.show_lamp(kind, text=" ", said=words)
    row = boxes.row(lamp, gap=6)
    row.addWidget(Prose(words, colour="ink2"), 1)
    return row


class Choose(Card):
    """A sentence and what may follow: each button does its deed, the last one is 不做了."""

    dismissed = Signal()

    def __init__(self, title: str, sentence: str, deeds: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__("doubt")
        self.said = Prose(sentence, line=1.6)
        self.buttons: list[Button] = [SecondaryButton(word) for word, _ in deeds]
        for button, (_, deed) in zip(self.buttons, deeds, strict=True):
            button.clicked.connect(lambda _=False, do=deed: do())
        leave = TextButton("不做了")
        leave.clicked.connect(self.dismissed)
        self.buttons.append(leave)
        for button in self.buttons:
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        line = boxes.row(*self.buttons, None, gap=10)
        self.setLayout(boxes.column(heading(title), self.said, line, gap=10, margins=(20, 18, 20, 16)))
        self.setAccessibleName(f"{title}。{sentence}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One doubt: the cell as a clerk calls it, what stood there, what was put in, and why it is doubted."""

    cell: str
    read: str
    proposal: str
    reason: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What was read from an old paper."""

    name: str
    key: ReportKey
    filled: int
    total: int
    doubts: Sequence[ReadLine]
    unplaced: Sequence[str]
    replaced: int = 0
    notes: Sequence[str] = ()
    settled: frozenset[str] = frozenset()  # the doubted cells that somebody has looked at since

    @property
    def open(self) -> Sequence[ReadLine]:
        """The doubts that nobody has settled."""
        return [doubt for doubt in self.doubts if doubt.address not in self.settled]


class ReadCard(Card):
    """Says how much of an old paper was read, and what a person must look at."""

    open_requested = Signal(object)  # ReportKey
    dismissed = Signal()

    def __init__(self, result: ReadResult) -> None:
        whole = result.filled == result.total and not result.open
        super().__init__("ok" if whole else "doubt")
        self.result = result
        open_report = PrimaryButton("打开看看", "book-open")
        open_report.clicked.connect(lambda: self.open_requested.emit(result.key))
        leave = SecondaryButton("知道了")
        leave.clicked.connect(self.dismissed)
        self.open = open_report
        self._lines = QVBoxLayout()
        boxes.scaled(self._lines, 0)
        body = boxes.column(heading(f"{result.key.year} 年度读进来了"), self._sentence(), self._lines, gap=10)
        self._show_doubts(_SHOWN)
        if result.replaced:
            words = f"原来填着的数换掉了 {result.replaced} 格，打开以后可以撤销。"
            body.addWidget(Prose(words, colour="ink2"))
        for note in result.notes[:_SHOWN]:
            body.addWidget(Prose(f"{note}。", colour="ink2"))
        if result.unplaced:
            body.addWidget(Prose(self._left_over(), role="small", colour="ink2"))
        body.addLayout(boxes.row(open_report, leave, None, gap=10))
        boxes.scaled(body, 10, (20, 18, 20, 18))
        self.setLayout(body)

    def _sentence(self) -> Prose:
        result = self.result
        doubts = len(result.open)
        ending = "，读不准的都看过了。" if result.doubts else "，每一格都认准了。"
        if doubts:
            ending = f"，其中 {doubts} 格读不准，请照原件看一眼。"
        if result.filled < result.total:
            ending = f"，还空 {result.total - result.filled} 格{ending}"
        return Prose(
            f"“{result.name}”：读到 ", Strong(str(result.filled)), f" 格，共 {result.total} 格{ending}", colour="ink"
        )

    def _left_over(self) -> str:
        shown = "、".join(f"“{text[:24]}”" for text in self.result.unplaced[:4])
        return f"还有 {len(self.result.unplaced)} 段文字没有放进报告：{shown}。"

    def _show_doubts(self, limit: int) -> None:
        boxes.empty(self._lines)
        doubts = self.result.open
        for doubt in doubts[:limit]:
            self._lines.addWidget(_doubt_line(doubt))
            self._lines.addWidget(Rule())
        if len(doubts) > limit:
            more = TextButton(f"看全部 {len(doubts)} 格")
            more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            more.clicked.connect(lambda: self._show_doubts(len(doubts)))
            self._lines.addWidget(more)


def _doubt_line(doubt: ReadLine) -> QWidget:
    line = QWidget()
    reason = doubt.reason.rstrip("。")
    said = f"{reason.removesuffix('读')}填。" if doubt.read in reason and reason.endswith("读") else ""  # says it all
    value = f"“{doubt.read}”，先填成 {doubt.proposal}" if doubt.proposal else f"“{doubt.read}”，先空着"
    row = boxes.row(LampLabel("doubt", text=" "), Label(doubt.cell, weight=500), gap=6, margins=(0, 6, 0, 6))
    row.addWidget(Prose(said or f"原件上是 {value}。{reason}。", colour="ink2"), 1)
    line.setLayout(row)
    return line


def proposal_for(path: Path, today: date) -> int:
    """The year that an old paper is probably of."""
    return year_in(path.stem) or today.year - 2
