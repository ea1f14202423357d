"""Settings: what is printed of the office and in which faces, the rules in use, the due day, the look of the screen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QIntValidator, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.contact import doubt, tidy
from app.domain.organ import LEVELS, Organ, level_doubt
from ui.kit import boxes, theme
from ui.kit.inputs import Field, Page, TextInput, choice_field, text_field
from ui.kit.look import LOOKS
from ui.kit.prose import Prose
from ui.kit.theme import themed
from ui.kit.widgets import Card, Label, heading
from ui.settings.faces_card import FacesCard
from ui.settings.rules_card import RulesCard


@dataclass(frozen=True, slots=True)
class Settings:
    """What the page shows. ``due`` is (month, day); ``look`` one of LOOKS; ``size`` a name of tokens.json.

    ``faces`` are the names of the office's own faces that print; none where the program's do.
    """

    organ: Organ | None
    clerk: str
    due: tuple[int, int]
    look: str
    size: str
    faces: tuple[str, ...]


class SettingsPlace(QWidget):
    """Each answer is kept when the keyboard leaves it, as everywhere in the program; the look follows at once."""

    organ_given = Signal(object, str)  # Organ, and who fills in
    due_given = Signal(int, int)
    look_chosen = Signal(str)
    size_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.name_field, self.name = text_field("机关名称", "", "写全称，和公章上的字一样")
        self.level_field, self.level = choice_field("机关级别", LEVELS)
        self.district_field, self.district = text_field("所属区（县）")
        self.office_field, self.office = text_field("承办科室", "例如：党政办公室")
        self.phone_field, self.phone = text_field("电话", "", "群众看了公开栏要打的电话，带区号")
        self.clerk_field, self.clerk = text_field(
            "经办人", "可以不填", "不印出来；修改记录里写的是谁，空格填零时由谁确认"
        )
        self.faces = FacesCard()
        self.rules = RulesCard()
        self.month, self.day = self._number("月", 12), self._number("日", 31)
        self._kept: tuple[Organ, str] | None = None
        self._kept_due: tuple[str, str] | None = None
        self.look_field, self.look = choice_field("颜色", [word for _, word in LOOKS])
        self.size_field, self.type_size = choice_field("字号", theme.sizes())
        self.due_field: Field
        self._build()
        self.phone.editingFinished.connect(self._weigh_phone)
        for line in (self.name, self.district, self.office, self.phone, self.clerk):
            line.editingFinished.connect(self._save)
        self.level.chosen.connect(lambda _: self._save())
        self.level.chosen.connect(lambda _: self._weigh_level())
        self.name.textChanged.connect(lambda _: self._weigh_level())
        for line in (self.month, self.day):
            line.editingFinished.connect(self._left_due)
            line.returnPressed.connect(self._save_due)
        self.rules.opened.connect(lambda: QTimer.singleShot(0, self, lambda: self.show_part(self.rules.seen)))
        self.look.chosen.connect(lambda number: self.look_chosen.emit(LOOKS[number][0]))
        self.type_size.chosen.connect(self._choose_size)

    @staticmethod
    def _number(name: str, most: int) -> TextInput:
        line = TextInput(name=f"报送期限的{name}", big=True)
        line.setValidator(QIntValidator(1, most, line))
        line.setMaxLength(2)
        themed(line, lambda current: line.setFixedWidth(current.px(64)))
        return line

    def _build(self) -> None:
        content = QWidget()
        office = Card("accent")
        words = Label("改完一格就存好一格。印在报告和公开栏上的就是这些字", colour="ink3")
        keep = boxes.row(words, None, gap=14, margins=(144, 0, 0, 0))
        office.setLayout(
            boxes.column(
                heading("机关"),
                self.name_field,
                self.level_field,
                self.district_field,
                self.office_field,
                self.phone_field,
                self.clerk_field,
                keep,
                gap=16,
                margins=(32, 24, 32, 26),
            )
        )
        screen, due = Card(), Card()
        screen.setLayout(
            boxes.column(heading("屏幕"), self.look_field, self.size_field, gap=16, margins=(24, 20, 24, 24))
        )
        line = QWidget()
        line.setLayout(boxes.row(Label("次年"), self.month, Label("月"), self.day, Label("日前"), None, gap=8))
        self.due_field = Field("报送期限", line)
        why = Prose(
            "条例没有写明乡镇、街道报送年度报告的日子，以县（市、区）的要求为准；没有另外要求的，按 1月31日 算。",
            role="small",
            colour="ink2",
        )
        due.setLayout(boxes.column(heading("期限"), self.due_field, why, gap=14, margins=(24, 20, 24, 22)))
        for card in (office, screen, due, self.faces, self.rules):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(office)
        left.addWidget(self.rules)
        left.addStretch(1)
        for card in (screen, due, self.faces):
            right.addWidget(card)
        right.addStretch(1)
        boxes.scaled(left, 18)
        boxes.scaled(right, 18)
        self._columns = QHBoxLayout()
        self._columns.addLayout(left, 11)
        self._columns.addLayout(right, 10)
        boxes.scaled(self._columns, 18)
        content.setLayout(boxes.column(heading("设置", 22), self._columns, None, gap=18, margins=(24, 20, 24, 24)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._page = Page(content, lane=True)
        outer.addWidget(self._page)
        themed(self, lambda _: self._fold())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit (large type, small screen)."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        px = theme.theme().px
        sides = [self._columns.itemAt(place).minimumSize().width() for place in range(2)]
        side = max(sides[0], sides[1] * 11 / 10) * 21 / 11  # the columns share the room eleven to ten
        room = self.width() - px(24 + 24 + 18 + 16)  # with the lane of the scroll bar
        way = QBoxLayout.Direction.LeftToRight if side <= room else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)

    def _choose_size(self, number: int) -> None:
        """In another size the page is laid out anew: the switch that was just used stays where it was."""
        before = self._height_of(self.type_size)
        self.size_chosen.emit(theme.sizes()[number])
        QTimer.singleShot(0, self, lambda: self._keep_at(before))

    def show_part(self, part: QWidget) -> None:
        """Scrolls so that the head of ``part`` is in view, and as much below it as fits."""
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + self._height_of(part) - theme.theme().px(60))

    def _height_of(self, part: QWidget) -> int:
        return part.mapTo(self._page.viewport(), QPoint()).y()

    def _keep_at(self, height: int) -> None:
        bar = self._page.verticalScrollBar()
        bar.setValue(bar.value() + self._height_of(self.type_size) - height)
        self._page.ensureWidgetVisible(self.size_field)

    def show_settings(self, settings: Settings) -> None:
        """Shows what is kept."""
        organ = settings.organ or Organ("")
        for line, text in (
            (self.name, organ.name),
            (self.district, organ.district),
            (self.office, organ.office),
            (self.phone, organ.phone),
            (self.clerk, settings.clerk),
            (self.month, str(settings.due[0])),
            (self.day, str(settings.due[1])),
        ):
            line.setText(text)
        if organ.level in LEVELS:
            self.level.choose(LEVELS.index(organ.level))
        self._weigh_level()
        self._weigh_phone()
        self.show_look(settings.look, settings.size)
        self.faces.show_faces(settings.faces)
        self._kept, self._kept_due = self._answers(), (self.month.text(), self.day.text())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page leaves the line as well."""
        self.finish()
        super().hideEvent(event)

    def finish(self) -> None:
        """Keeps what is being typed."""
        self._save()
        self._save_due()

    def not_kept(self) -> None:
        """What was given could not be kept: it is given again the next time."""
        self._kept = self._kept_due = None

    def _answers(self) -> tuple[Organ, str]:
        level, lines = self.level.word(), (self.district.text(), self.phone.text(), self.office.text())
        return Organ(self.name.text(), level, *lines), self.clerk.text()

    def show_look(self, look: str, size: str) -> None:
        """Shows which look is in force."""
        self.look.choose([known for known, _ in LOOKS].index(look))
        self.type_size.choose(theme.sizes().index(size))

    def _save(self) -> None:
        answers = self._answers()
        if answers == self._kept:
            return
        if not self.name.text().strip():
            self.name_field.say_wrong("机关名称还空着，请照公章上的字写全称。")
            return
        self.name_field.say_wrong("")
        self._kept = answers
        self.organ_given.emit(*answers)

    def _weigh_level(self) -> None:
        """Another level than the name says is told, and taken."""
        self.level_field.say_doubt(level_doubt(self.name.text(), self.level.word()))

    def _weigh_phone(self) -> None:
        """What is no telephone number is told, and taken."""
        number = tidy("phone", self.phone.text())
        if number != self.phone.text():
            self.phone.setText(number)
        self.phone_field.say_doubt(doubt("phone", number))

    def _left_due(self) -> None:
        """The day is judged when both lines are left: on the way there may be a 31st of February."""
        if not (self.month.hasFocus() or self.day.hasFocus()):
            self._save_due()

    def _save_due(self) -> None:
        month, day = self.month.text(), self.day.text()
        if (month, day) == self._kept_due:
            return
        if not month or not day:
            self.due_field.say_wrong("月和日都要填。")
            return
        self.due_field.say_wrong("")
        self._kept_due = (month, day)
        self.due_given.emit(int(month), int(day))
