"""The middle of the place: what will be written, what stands in the way, how far it is, what was written."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.checks.counting import Left, left
from app.checks.engine import CheckResult
from app.checks.model import Finding
from app.checks.reasons import counted
from app.workbench.handing import Packed
from ui.handover import words
from ui.handover.drives import Drive
from ui.handover.parts import BigLamp, CodeBox, FileRow, NextSteps
from ui.handover.writing import STOPPABLE
from ui.kit import boxes
from ui.kit.inputs import Page
from ui.kit.lamp import LampLabel
from ui.kit.prose import Prose, Strong
from ui.kit.theme import theme
from ui.kit.widgets import Card, Meter, Rule, SecondaryButton, heading

_MARGINS = (22, 18, 22, 18)
_TITLE = 24  # px of the design
_LOW = 470
WILL_WRITE = (
    ("file-text", "A4 报告", "PDF，可打印"),
    ("package", "报告的数和文字", "收报告的电脑直接读入"),
    ("file-spreadsheet", "格式文件", "用的是哪一版格式，一起带上"),
    ("list-checks", "清单", "列明每个文件，拷坏了、改过了都查得出"),
)
STEPS = ("检查报告", "做好 PDF", "写到盘上", "读回来逐个核对")


class _Sheet(Card):
    """A white sheet with a lamp, a title in Serif and a paragraph."""

    def __init__(self, lamp: str, top: str) -> None:
        super().__init__(top)
        self.title = heading("", _TITLE)
        self.title.setWordWrap(True)
        self.said = Prose("", colour="ink2", line=1.6)
        head = boxes.row(gap=14)
        head.addWidget(BigLamp(lamp), 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(boxes.column(self.title, self.said, gap=4), 1)
        inside = QWidget()
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        boxes.scaled(self.body, 0)
        self.page = Page(inside)  # in a low window with large type nothing is squashed: it scrolls
        outer = boxes.column(head, 6, gap=8, margins=_MARGINS)
        outer.addWidget(self.page, 1)
        self.setLayout(outer)


class _Shrinking(Page):
    """As high as its content; where there is no room, it scrolls, so that what stands below stays in view."""

    def __init__(self, content: QWidget) -> None:
        super().__init__(content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def fit(self) -> None:
        """Never higher than what is in it."""
        self.setMaximumHeight(self.widget().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A line and a half: that there is more can be seen."""
        return QSize(0, theme().px(57))

    def sizeHint(self) -> QSize:
        """The least; the page gives what is left, up to the whole."""
        return self.minimumSizeHint()


class _Findings(_Shrinking):
    """Sentences, each with 定位. ``go_to_requested`` carries the finding."""

    go_to_requested = Signal(object)

    def __init__(self, lamp: str) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._lamp = lamp
        self.buttons: list[SecondaryButton] = []
        self.sentences: tuple[str, ...] = ()
        self._lines = boxes.column(gap=0)
        inside.setLayout(boxes.column(self._lines, None, gap=0))
        self.hide()

    def fit(self) -> None:
        """Sentences fold: as high as they are at this width."""
        layout = self.widget().layout()
        if layout is not None and self._lamp != "must":
            folds = layout.hasHeightForWidth()
            high = layout.totalHeightForWidth(self.viewport().width()) if folds else layout.sizeHint().height()
            self.setMaximumHeight(max(0, high))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other folds."""
        super().resizeEvent(event)
        self.fit()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """All of them, in the form's order."""
        self.setVisible(bool(findings))
        sentences = tuple(finding.message for finding in findings)
        if sentences == self.sentences:
            return
        self.sentences, self.buttons = sentences, []
        boxes.empty(self._lines)
        for finding in findings:
            self._lines.addWidget(Rule())
            self._lines.addLayout(self._line(finding))
        self.fit()

    def _line(self, finding: Finding) -> QVBoxLayout:
        button = SecondaryButton("定位", "locate", size="button_small")
        button.setAccessibleName(f"定位：{finding.message}")
        button.clicked.connect(lambda: self.go_to_requested.emit(finding))
        self.buttons.append(button)
        line = boxes.row(gap=10, margins=(4, 8, 4, 8))
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(LampLabel(self._lamp, text=" "), 0, top)
        line.addWidget(Prose(finding.message, line=1.6), 1)
        line.addWidget(button, 0, top)
        return boxes.column(line)


class ReadyPage(_Sheet):
    """Nothing stands in the way: what will be written, and the doubts that go along unless somebody looks at them."""

    go_to_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("ok", "accent")
        self.title.setText("可以交接")
        self.doubts = _Findings("doubt")
        self.doubts.go_to_requested.connect(self.go_to_requested)
        self.body.addWidget(self.doubts, 100)
        self.body.addWidget(Rule())
        self.rows = [FileRow(icon, what, more) for icon, what, more in WILL_WRITE]
        for row in self.rows:
            self.body.addWidget(row)
        self.body.addSpacing(16)
        self.steps = NextSteps()
        self.steps.say(
            "插上 U 盘，或选一个文件夹",
            "按“写入并核对”：写完再从盘上读回来比对",
            "看到“可以拔出 U 盘”再拔",
        )
        self.body.addWidget(self.steps)
        self.body.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window with large type the doubts take the room of the list of files: they want to be read."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        for row in self.rows:
            row.setVisible(not self.doubts.sentences or self.height() >= theme().px(_LOW))

    def show_report(self, title: str, result: CheckResult, doubted: tuple[Finding, ...] = ()) -> None:
        """``title`` of the report, what all rules say of it, and which figures are ``doubted`` besides."""
        counts = result.counts
        every = f"各表和文字共 {counts.run + counts.skipped} 条规则"
        rules = f"{every}，全部查过，没有必须改正的。"
        if counts.skipped:
            why = counted(result.outcomes)
            rules = f"{every}，查了 {counts.run} 条，没有必须改正的；{counts.skipped} 条没法执行：{why}。"
        still = left(result)
        look = still.to_look_at(len(doubted))
        said = f"还有 {look}，请看一眼；不改也能交接。" if look else ""
        self.said.say(f"《{title}》合成一个交接包写出去。{rules}{said}")
        self.doubts.show_findings((*still.texts, *still.doubts, *doubted))
        self._make_room()


class BlockedPage(_Sheet):
    """Errors stand in the way. ``go_to_requested`` carries the finding to go to."""

    go_to_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__("must", "bad")
        self._list = _Findings("must")
        self._list.go_to_requested.connect(self.go_to_requested)
        self.body.addWidget(self._list, 1)

    @property
    def buttons(self) -> list[SecondaryButton]:
        """One for each sentence."""
        return self._list.buttons

    @property
    def sentences(self) -> tuple[str, ...]:
        """What stands in the way."""
        return self._list.sentences

    def show_left(self, still: Left) -> None:
        """What stands in the way, faults first."""
        self.title.setText(still.in_the_way)
        self.said.say(f"{still.until}才能交接。填好的都在，一格也没有少；做好一处，这里就少一条。")
        self._list.show_findings(still.blockers)


class WorkingPage(_Sheet):
    """It is being written. ``stop_requested`` while stopping leaves nothing behind."""

    stop_requested = Signal()

    def __init__(self) -> None:
        super().__init__("part", "accent")
        self.meter = Meter()
        self.rows = [FileRow("file-text", step) for step in STEPS]
        self.stop = SecondaryButton("停下", "x")
        self.stop.clicked.connect(self.stop_requested)
        self.body.addWidget(self.meter)
        self.body.addSpacing(10)
        for row in self.rows:
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.body.addLayout(boxes.row(self.stop, None))

    def begin(self, drive: Drive) -> None:
        """From the start."""
        self.title.setText("正在写入，先别拔 U 盘" if drive.is_stick else "正在写入")
        self.said.say(f"写到{words.place_name(drive.name, drive.is_stick)}，写完再逐个读回来核对。")
        self.show_step(0, len(STEPS))

    def say_stopping(self) -> None:
        """The wish was heard; it ends at the next step."""
        self.title.setText("正在停下")

    def show_step(self, step: int, of: int) -> None:
        """``step`` of ``of`` steps are done."""
        self.meter.set_value(step / of if of else 0)
        for number, row in enumerate(self.rows):
            kind, word = (
                ("ok", "好了") if number < step else ("part", "正在做") if number == step else ("todo", "还没到")
            )
            row.show_lamp(kind, word)
        self.stop.setVisible(step < STOPPABLE)


class DonePage(_Sheet):
    """It was written and read back. ``open_requested`` to look at the folder."""

    open_requested = Signal()

    def __init__(self) -> None:
        super().__init__("ok", "ok")
        self.rows: list[FileRow] = []
        self._files = boxes.column(gap=0)
        self.code = CodeBox()
        self.steps = NextSteps()
        self.open = SecondaryButton("看盘上的文件", "folder-open", size="button_big")
        self.open.clicked.connect(self.open_requested)
        self.footer = Prose("", role="small", colour="ink2", wrap=False)
        inside = QWidget()
        inside.setLayout(self._files)
        self._area = _Shrinking(inside)
        self.body.addWidget(self._area, 100)
        self.body.addLayout(boxes.column(14, self.code, 12, self.steps, gap=0))
        self.body.addStretch(1)
        self.body.addLayout(boxes.column(12))
        self.body.addLayout(boxes.row(self.open, None, self.footer))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window with large type the list goes: the sentence above says the same of all files."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        self._area.fit()
        self._area.setVisible(self.height() >= theme().px(_LOW))

    def show_packed(self, packed: Packed, drive: Drive, title: str, upper: str, count: int, when: datetime) -> None:
        """``title`` of the report, which goes to ``upper`` (县, 区); ``count`` hand-overs so far, the last ``when``."""
        place = "盘上" if drive.is_stick else "文件夹里"
        done = "可以拔出 U 盘" if drive.is_stick else "可以拷走了"
        self.title.setText(f"写好了，核对过了，{done}")
        self.said.say(
            f"{words.place_name(drive.name, drive.is_stick)}{'上' if drive.is_stick else '里'}是《{title}》的交接包：",
            Strong(packed.path.name),
            f"，里面 {len(packed.files)} 个文件，共 {words.size(packed.total)}。"
            f"写完以后又从{place}逐个读回来比对，全部一致。",
        )
        boxes.empty(self._files)
        self._files.addWidget(Rule())
        self.rows = [
            FileRow(
                words.file_icon(file.name),
                file.what,
                words.file_more(file.name),
                words.size(file.size),
                "ok",
                "读回一致",
            )
            for file in packed.files
        ]
        for row in self.rows:
            self._files.addWidget(row)
        self._make_room()
        self.code.show_code(packed.check_code, upper)
        first = ("拔出 U 盘",) if drive.is_stick else (f"把这个文件拷到 U 盘，或照{upper}里的办法送去",)
        self.steps.say(
            *first, f"连同盖章的纸质报告一起送到{upper}里", f"请{upper}里念一遍核对码，八位都一样，就交接好了"
        )
        self.open.setText("看盘上的文件" if drive.is_stick else "看文件夹里的文件")
        self.footer.say(f"第 {count} 次交接　{when.month}月{when.day}日 {when:%H:%M}")
