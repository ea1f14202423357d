"""Every part of the kit on one page, to be laid beside the mock-up of the parts."""

import threading

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from tests.ui.kit.cell_states import CellStates
from ui.kit import boxes, lamp, tasks
from ui.kit.focus import FocusRing
from ui.kit.messages import MessageBar
from ui.kit.prose import Prose
from ui.kit.tasks import TaskBar
from ui.kit.theme import Theme, theme
from ui.kit.widgets import (
    AccentButton,
    Card,
    Chip,
    Label,
    PrimaryButton,
    SecondaryButton,
    Segmented,
    Switch,
    TextButton,
    Tick,
    heading,
)

SWATCHES = (
    ("底", "ground", "ink"),
    ("纸", "sheet", "ink"),
    ("表头", "head", "ink"),
    ("合计", "computed", "computed_ink"),
    ("行列", "tint", "ink"),
    ("蓝", "accent", "on_accent"),
    ("平", "ok_soft", "ok"),
    ("差", "bad_soft", "bad"),
    ("疑", "doubt_soft", "doubt"),
)


class Swatches(QWidget):
    def __init__(self, palette: str) -> None:
        super().__init__()
        self._theme = Theme(palette)
        self.setMinimumHeight(44)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = self.width() / len(SWATCHES)
        for number, (text, fill, ink) in enumerate(SWATCHES):
            box = QRectF(number * width, 0, width + 1, self.height())
            painter.fillRect(box, self._theme.colour(fill))
            painter.setPen(self._theme.colour(ink))
            painter.setFont(theme().font("tiny"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class Parts(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("零件")
        self.messages = [MessageBar(), MessageBar(), MessageBar()]
        self.focus = SecondaryButton("键盘焦点")
        self.task = TaskBar()
        middle = boxes.column(
            heading("灯"),
            self._lamps(),
            8,
            heading("按钮"),
            self._buttons(),
            8,
            heading("状态与文字"),
            self._states(),
            8,
            heading("选择"),
            self._choices(),
            None,
            gap=10,
        )
        right = boxes.column(
            heading("页内的话：发生了什么、数据在不在、下一步"),
            *self.messages,
            6,
            heading("颜色"),
            Label("浅色", "small", "ink2"),
            Swatches("light"),
            Label("深色", "small", "ink2"),
            Swatches("dark"),
            Label("高对比", "small", "ink2"),
            Swatches("high_contrast"),
            6,
            heading("超过 0.6 秒的活"),
            self.task,
            None,
            gap=8,
        )
        columns = boxes.row(gap=26)
        columns.addLayout(boxes.column(heading("格子"), CellStates(), None, gap=10), 380)
        columns.addLayout(middle, 376)
        columns.addLayout(right, 507)
        head = boxes.row(
            heading("零件", "organ"), Prose("每种状态都有形状、文字、颜色三样，少看一样也认得出", colour="ink2")
        )
        self.setLayout(boxes.column(head, columns, gap=12, margins=(26, 20, 26, 20)))
        self._talk()

    def _lamps(self) -> Card:
        card, grid = Card(), QGridLayout()
        counts = {"bad": 1, "doubt": 2}
        for number, kind in enumerate(lamp.kinds()):
            grid.addWidget(lamp.LampLabel(kind, counts.get(kind)), number // 2, number % 2)
        boxes.scaled(grid, 7, (14, 11, 14, 11))
        card.setLayout(grid)
        return card

    def _buttons(self) -> Card:
        card, off = Card(), SecondaryButton("写入")
        off.setEnabled(False)
        first = boxes.row(
            PrimaryButton("接着编", "arrow-right"),
            AccentButton("改为 5", "check"),
            SecondaryButton("定位", "locate"),
            None,
            gap=12,
        )
        second = boxes.row(off, self.focus, TextButton("文字按钮"), None, gap=12)
        card.setLayout(boxes.column(first, second, gap=12, margins=(14, 12, 14, 12)))
        return card

    def _states(self) -> Card:
        card = Card()
        chips = boxes.row(
            Chip("草稿", "pencil"), Chip("签后有改动", lamp="doubt", tone="doubt"), Chip("已交接", "check", "ok"), None
        )
        card.setLayout(boxes.column(chips, margins=(14, 12, 14, 12)))
        return card

    def _choices(self) -> Card:
        card = Card()
        marks = boxes.row(Tick("小字显示上年数", checked=True), Switch("区级功能", checked=True), None, gap=16)
        card.setLayout(
            boxes.column(
                Segmented(["乡", "镇", "街道", "区（县）部门"], name="机关级别"), marks, margins=(14, 12, 14, 12)
            )
        )
        return card

    def work(self) -> None:
        """Begins work that takes long, so that its line shows."""
        self._done = threading.Event()

        def wait(progress: tasks.Progress) -> None:
            progress("正在拼版，第 4 张，共 9 张", 4, 9)
            self._done.wait(10)

        self.task.watch(tasks.start(self, "正在拼版", wait, done=lambda _: None, failed=lambda _: None))
        self.ring = FocusRing(self)
        self.activateWindow()
        self.focus.setFocus()
        self.ring.lead()

    def rest(self) -> None:
        """Ends that work."""
        self._done.set()
        tasks.wait_for_all()

    def _talk(self) -> None:
        broken, clock, done = self.messages
        broken.say(
            "bad",
            "U 盘写到一半被拔掉了",
            "报告好好的，都在电脑里；盘上那半份没有用",
            "把 U 盘插回去，再按一次“写入并核对”",
            closable=False,
        )
        clock.say(
            "doubt",
            "这台电脑的钟是 2006 年",
            "数据没有受影响，但印出的日期会错",
            "在 Windows 右下角改好日期，再接着做",
            closable=False,
        )
        done.say("ok", "14 个空格已填为 0", "记在经办人甲名下，按“撤销”一步还原", closable=False)
