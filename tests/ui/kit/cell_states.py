"""Every state of a cell beside its name, as on the mock-up of the parts."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from ui.editor.table.cell_art import CellArt
from ui.editor.table.cell_editor import CellEditor
from ui.editor.table.model import Look
from ui.kit.theme import SEMIBOLD, Theme, theme, themed
from ui.kit.widgets import Card

TYPED = "正在输入"
# Each state: its look, whether it is the current cell, its name, and what it is.
STATES = (
    (Look("7"), False, "有数", "16 像素，等宽数字，靠右"),
    (Look("0"), False, "零", "零是一个数，照常写出"),
    (Look("", is_blank=True), False, "空着", "虚线框，等着填；不当零算"),
    (Look("7", last="3"), False, "上年数", "左边小字；上年是 0 就不显示"),
    (Look("42", last="9", change=1), False, "比上年多很多", "小字旁有三角，朝上是多，朝下是少"),
    (Look("9", is_total=True), False, "自动合计", "灰底灰字，标题下写“自动”"),
    (Look("10", struck="9", is_total=True), False, "照原件填的合计", "旧数划掉，差多少写在面板里"),
    (Look("4"), True, "当前格", "粗蓝框；整行整列淡蓝"),
    (Look("1"), True, TYPED, "直接输入即替换"),
    (Look("1o", is_wrong=True), False, "输错了，不吞掉", "“1o”里有字母 o，是数字 10 吗？"),
    (Look("7", mark="bad"), False, "不平牵涉的格", "右上角实心红角"),
    (Look("7", mark="doubt"), False, "对不上、要看一眼的格", "右上角空心黄角"),
    (Look("3", doubt=True), False, "存疑", "左边黄条和问号，请看一眼原件"),
)
STEP, CELL = 44, (104, 36)


class CellStates(Card):
    """One line for each state."""

    def __init__(self) -> None:
        super().__init__()
        self.typed = CellEditor(self)
        themed(self, self._dress)

    def _dress(self, now: Theme) -> None:
        self.setFixedHeight(now.px(STEP) * len(STATES) + now.px(4))
        place = [state[2] for state in STATES].index(TYPED)
        self.typed.begin("1", self.box(place), "", typed=True)

    def box(self, place: int) -> QRect:
        """Where the cell of a state stands."""
        now = theme()
        return QRect(now.px(14), now.px(STEP) * place + now.px(5), *(now.px(side) for side in CELL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the cells and what they are."""
        super().paintEvent(event)
        painter, now = QPainter(self), theme()
        for place, (look, current, title, what) in enumerate(STATES):
            box = self.box(place)
            draw_cell(painter, box, look, current=current)
            left, wide = box.right() + now.px(14), self.width() - box.right() - now.px(16)
            for line, (text, font, colour) in enumerate(
                ((title, now.font("body", SEMIBOLD), "ink"), (what, now.font("small"), "ink2"))
            ):
                painter.setFont(font)
                painter.setPen(now.colour(colour))
                where = QRect(left, box.top() - now.px(2) + line * now.px(20), wide, now.px(20))
                painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
            painter.fillRect(box.left(), box.bottom() + now.px(4), self.width() - 2 * box.left(), 1, now.colour("line"))
        painter.end()


def draw_cell(painter: QPainter, box: QRect, look: Look, *, current: bool = False) -> None:
    """One cell in the theme in force, with its grid lines."""
    now = theme()
    art = CellArt(now)
    painter.fillRect(box, now.colour("sheet"))
    art.ground(painter, box, look)
    art.figures(painter, box, look, current=current)
    painter.setPen(now.colour("line"))
    painter.drawRect(box.adjusted(0, 0, -1, -1))
    art.signs(painter, box, look, current=current)
