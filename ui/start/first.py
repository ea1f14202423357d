"""The first start: four questions, and a township to practise on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.contact import doubt, tidy
from app.domain.organ import LEVELS, Organ, level_doubt, level_of
from ui.kit import boxes
from ui.kit.focus import focus_by_key
from ui.kit.icons import pixmap
from ui.kit.inputs import TextInput, choice_field, text_field
from ui.kit.prose import Prose
from ui.kit.theme import Theme, theme, themed
from ui.kit.widgets import Card, Label, PrimaryButton, SecondaryButton, heading

_SHARES = (1, 668, 340, 1)  # of the width: air, questions, all else, air
_BESIDE = 900  # px of the design: from this width on the questions have something beside them


class SideCard(Card):
    """A card at the right: an icon, a title, a sentence, a button."""

    def __init__(self, icon: str, title: str, text: str, button: SecondaryButton) -> None:
        super().__init__()
        self._icon = icon
        self._mark = Label()
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        head = boxes.row(self._mark, heading(title), None, gap=10)
        prose = Prose(text, colour="ink2", line=1.64)
        self.setLayout(boxes.column(head, prose, 2, button, gap=10, margins=(22, 20, 22, 22)))
        themed(self, self._dress)

    def _dress(self, current: Theme) -> None:
        self._mark.setPixmap(pixmap(self._icon, "accent"))


class FirstStart(QWidget):
    """Asks for the office. ``organ_given`` carries an ``Organ`` as it was typed; nothing is judged but emptiness."""

    organ_given = Signal(object)
    practice_requested = Signal()
    import_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._level_chosen = False
        self.name_field, self.name = text_field("机关名称", "例如：某某乡人民政府", "写全称，和公章上的字一样")
        self.level_field, self.level = choice_field("机关级别", LEVELS)
        self.district_field, self.district = text_field("所属区（县）", "例如：示例区")
        self.phone_field, self.phone = text_field("电话", "例如：0971-0000000", "群众看了公开栏要打的电话，带区号")
        self.save = PrimaryButton("存好，开始编报", "arrow-right", size="button_big")
        self.practice = SecondaryButton("打开练习乡", "book-open")
        self.read_old = SecondaryButton("从旧报告导入", "file-input")
        self._build()
        self.name.textEdited.connect(self._name_typed)
        self.level.chosen.connect(self._note_level)
        self.name.returnPressed.connect(lambda: focus_by_key(self.level))  # Enter goes on to the next question
        self.level.entered.connect(lambda: focus_by_key(self.district))
        self.district.returnPressed.connect(lambda: focus_by_key(self.phone))
        self.phone.returnPressed.connect(self._save)
        self.phone.editingFinished.connect(self._weigh_phone)
        self.save.clicked.connect(self._save)
        self.practice.clicked.connect(self.practice_requested)
        self.read_old.clicked.connect(self.import_requested)

    def _build(self) -> None:
        questions = Card("accent")
        self.save.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        deed = boxes.row(
            self.save, Label("只存在这台电脑里，不联网", colour="ink3"), None, gap=14, margins=(144, 0, 0, 0)
        )
        fields = boxes.column(self.name_field, self.level_field, self.district_field, self.phone_field, gap=20)
        questions.setLayout(
            boxes.column(
                heading("第一次使用，只填四样", 26),
                Prose("标题印“某某乡”，落款印全称，在“设置”里可以改。", colour="ink2"),
                14,
                fields,
                25,
                deed,
                gap=5,
                margins=(41, 34, 40, 30),
            )
        )
        questions.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        try_out = SideCard(
            "sprout",
            "先练练手",
            "打开“练习乡”：十道小题，大约一刻钟，学会填、改、找平。随便改，不会混进正式报告。",
            self.practice,
        )
        old = SideCard(
            "file-input",
            "有去年的报告",
            "从旧报告的文件读进来，今年就能对照上年数。读不准的格子会请您看一眼。",
            self.read_old,
        )
        side = boxes.column(try_out, old, None, gap=18)
        left = QVBoxLayout()
        left.addWidget(questions)
        left.addStretch(1)
        self._line = line = QHBoxLayout(self)
        line.addStretch()
        line.addLayout(left)
        line.addLayout(side)
        line.addStretch()
        boxes.scaled(line, 28, (24, 34, 24, 24))
        themed(self, lambda current: self._dress(current, questions, (try_out, old)))
        for before, after in (
            (self.name, self.level.segments()[0]),
            (self.district, self.phone),
            (self.phone, self.save),
            (self.save, self.practice),
        ):
            QWidget.setTabOrder(before, after)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where two cards do not fit side by side the questions come first, and all else below them."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        beside = self.width() >= theme().px(_BESIDE)
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)
        for place, share in enumerate(_SHARES):
            self._line.setStretch(place, share if beside else 0)
        self.setMinimumHeight(self._line.heightForWidth(self.width()))  # it scrolls, and presses no line flat

    @staticmethod
    def _dress(current: Theme, questions: Card, side: tuple[Card, ...]) -> None:
        """As wide as the design, narrower where the window is."""
        questions.setMaximumWidth(current.px(668))
        for card in side:
            card.setMaximumWidth(current.px(340))

    def _name_typed(self, text: str) -> None:
        if text.strip():
            self.name_field.say_wrong("")
        number = level_of(text)
        if number is not None and not self._level_chosen:
            self.level.choose(number)
        self._weigh_level()

    def _note_level(self) -> None:
        self._level_chosen = True
        self._weigh_level()

    def _weigh_level(self) -> None:
        """Another level than the name says is told, and taken."""
        self.level_field.say_doubt(level_doubt(self.name.text(), self.level.word()))

    def _weigh_phone(self) -> None:
        """What is no number is told once the line is left, and taken; figures become half-width before one's eyes."""
        number = tidy("phone", self.phone.text())
        if number != self.phone.text():
            self.phone.setText(number)
        self.phone_field.say_doubt(doubt("phone", number))

    def _save(self) -> None:
        if not self.name.text().strip():
            self.name_field.say_wrong("机关名称还空着，请照公章上的字写全称。")
            self.name.setFocus()
            return
        self.organ_given.emit(Organ(self.name.text(), self.level.word(), self.district.text(), self.phone.text()))

    def inputs(self) -> list[TextInput]:
        """The lines to type in."""
        return [self.name, self.district, self.phone]
