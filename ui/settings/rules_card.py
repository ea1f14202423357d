"""规则和格式: the formats and lists of wording in use, and a file brought on a stick, looked at before it is used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from app.workbench.packs import WHAT, InUse, Seen
from ui.kit import boxes
from ui.kit.draw import draw_box
from ui.kit.lamp import paint_lamp
from ui.kit.prose import Prose, Strong
from ui.kit.theme import MEDIUM, theme, themed
from ui.kit.widgets import AccentButton, Card, Label, PrimaryButton, SecondaryButton, TextButton, heading

_WHY = "上面发了新的格式，或者区里整理了新的用语，用 U 盘带来，在这里加入。先试一遍，说清有什么不同，再由您决定用不用。"
_NEXT = "请把上面的话告诉发文件给您的人，改好以后再带来加入。"


class _Line(QWidget):
    """A lamp and what it says."""

    def __init__(self, lamp: str, words: str) -> None:
        super().__init__()
        self._lamp, self._words = lamp, Prose(words)
        self.setLayout(boxes.row(self._words, margins=(26, 0, 0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        side = theme().size("lamp")
        with QPainter(self) as painter:
            top = self._words.y() + self._words.first_middle() - side / 2
            paint_lamp(painter, QRectF(0, top, side, side), self._lamp)


class SeenBox(QFrame):
    """A file that was looked at: what is new in it, how its examples did, and whether to use it."""

    wanted = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._said: list[str] = []
        self.use, self.leave = PrimaryButton("用这一份", "check"), SecondaryButton("不用")
        self._told = QWidget()
        self._lines = boxes.column(gap=6)
        self._told.setLayout(self._lines)
        deeds = boxes.row(self.use, self.leave, None)
        self.setLayout(boxes.column(self._told, deeds, gap=12, margins=(16, 14, 16, 14)))
        self.use.clicked.connect(self.wanted)
        self.leave.clicked.connect(self.dropped)
        self.hide()

    def show_seen(self, seen: Seen) -> None:
        """Opens with what there is to say, and gives the keyboard to what is likely wanted."""
        boxes.empty(self._lines)
        what = f"{WHAT[seen.kind]}“{seen.title}”（{seen.name}）"
        lines: list[QWidget] = [Prose(Strong(what), role="cell")]
        if seen.faults:
            lines += [_Line("must", f"没有通过检查，不能用：{len(seen.faults)} 处。现在用的没有变动")]
            lines += [Prose(f"· {fault}", colour="ink2") for fault in seen.faults[:8]]
            lines += [Prose(_NEXT)]
        else:
            lines += [Prose(f"· {news}") for news in seen.news]
            lines += [_Line("ok" if seen.tried else "tip", seen.examples)]
        self._said = [what, *((*seen.faults, _NEXT) if seen.faults else (*seen.news, seen.examples))]
        for line in lines:
            self._lines.addWidget(line)
        self.setAccessibleName("，".join(self._said))
        fits = not seen.faults and not seen.is_same
        self.use.setVisible(fits)
        self.leave.setText("不用" if fits else "知道了")
        boxes.rescale(self)
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        (self.use if fits else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(self._said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the file."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A box of its own."""
        now = theme()
        with QPainter(self) as painter:
            draw_box(painter, QRectF(self.rect()), now.colour("ground"), now.colour("frame"), now.px(4))


class RulesCard(Card):
    """``add_wanted`` asks for a file, ``use_wanted`` for the one that is shown, ``dropped`` not to; ``back_wanted``
    names what is to be gone back on (kind, id).
    """

    add_wanted = Signal()
    use_wanted = Signal()
    dropped = Signal()
    back_wanted = Signal(str, str)
    opened = Signal()  # a file is shown: it should be in view

    def __init__(self) -> None:
        super().__init__()
        self.add = AccentButton("从 U 盘加入…", "usb-stick")
        self.seen = SeenBox()
        self.rows: list[QWidget] = []
        self.backs: dict[tuple[str, str], TextButton] = {}
        self._said = Prose("", role="small", colour="ink2")
        self._list = QWidget()
        self._grid = QGridLayout(self._list)
        self._grid.setColumnStretch(0, 1)
        boxes.scaled(self._grid, 4)
        head = boxes.row(heading("规则和格式"), None, self.add)
        why = Prose(_WHY, role="small", colour="ink2")
        self.setLayout(boxes.column(head, why, self._said, self.seen, self._list, gap=12, margins=(24, 20, 24, 22)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._said.hide()
        self.add.clicked.connect(self.add_wanted)
        self.seen.wanted.connect(self.use_wanted)
        self.seen.dropped.connect(self.dropped)
        themed(self, lambda _: boxes.rescale(self))

    def show_items(self, items: Sequence[InUse]) -> None:
        """Shows what is in use, what somebody added first."""
        boxes.empty(self._grid)
        self.rows, self.backs = [], {}
        place = 0
        for kind in WHAT:
            group = sorted((item for item in items if item.kind == kind), key=lambda item: not item.back)
            self._grid.addWidget(Label(f"{WHAT[kind]} {len(group)} 份", "body", weight=MEDIUM), place, 0, 1, 3)
            for item in group:
                place += 1
                self._add(place, item)
            place += 1
        boxes.rescale(self)
        stops: list[QWidget] = [self.add, self.seen.use, self.seen.leave, *self.backs.values()]
        for first, then in pairwise(stops):
            QWidget.setTabOrder(first, then)

    def _add(self, place: int, item: InUse) -> None:
        told = item.fault or f"{item.holds}，{item.came}"
        title = Prose(item.title)
        holds = _Line("doubt", told) if item.fault else Prose(told, role="small", colour="ink2")
        title.setAccessibleName(f"{WHAT[item.kind]} {item.title}，{told}")
        self.rows.append(title)
        self._grid.addWidget(title, place, 0)
        self._grid.addWidget(holds, place, 1)
        if item.back:
            back = TextButton(item.back, "rotate-ccw")
            back.setAccessibleName(f"{item.title}：{item.back}")
            back.clicked.connect(lambda: self.back_wanted.emit(item.kind, item.id))
            self.backs[item.kind, item.id] = back
            self._grid.addWidget(back, place, 2)
            back.show()  # at once, so that Tab finds it

    def say(self, sentence: str) -> None:
        """A sentence while a file is looked at; "" takes it away."""
        self._said.say(sentence)
        self._said.setVisible(bool(sentence))
        self.add.setAccessibleDescription(sentence)

    def close_seen(self) -> None:
        """The file is put away; the keyboard goes back to where it was asked for."""
        self.say("")
        self.seen.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        """As high as it takes at its width."""
        hint = super().sizeHint()
        return QSize(hint.width(), self.heightForWidth(hint.width()) if self.hasHeightForWidth() else hint.height())
