"""What the settings page does with the workspace and the look."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.errors import Trouble
from ui.kit import tasks
from ui.kit.look import Look
from ui.kit.messages import MessageBar
from ui.settings.faces_card import OFFICE
from ui.settings.place import Settings, SettingsPlace
from ui.settings.rule_deeds import RuleDeeds

if TYPE_CHECKING:
    from app.domain.organ import Organ
    from app.workbench.bench import Workbench

_SOME_YEAR = 2001  # without 29 February: a deadline must exist every year
_SAID_MS = 6000


class SettingsDeeds(QObject):
    """Stands between the settings page and the workbench."""

    organ_saved = Signal()
    faces_changed = Signal()

    def __init__(self, place: SettingsPlace, messages: MessageBar, look: Look, today: date) -> None:
        super().__init__(place)
        self._place, self._messages, self._look, self._today = place, messages, look, today
        self._bench: Workbench | None = None
        self._search: tasks.Task | None = None
        self._faces: tuple[str, ...] = ()
        self._rules = RuleDeeds(place.rules, messages)
        place.organ_given.connect(self._save_organ)
        place.due_given.connect(self._save_due)
        place.faces.chosen.connect(self._choose_faces)
        place.look_chosen.connect(look.choose)
        place.size_chosen.connect(look.choose_size)
        look.changed.connect(lambda: place.show_look(look.name, look.size))

    def show(self, bench: Workbench | None) -> None:
        """Shows what is kept in ``bench``."""
        self._bench = bench
        self._rules.show(bench)
        if bench is None:
            return
        from app.workbench import faces

        due = bench.due(self._today.year - 1)
        self._faces = faces.chosen(bench)
        look = self._look
        self._place.show_settings(
            Settings(bench.organ, bench.clerk, (due.month, due.day), look.name, look.size, self._faces)
        )

    def _save_organ(self, organ: Organ, clerk: str) -> None:
        if self._bench is None:
            return
        try:
            self._bench.save_organ(organ)
            self._bench.save_clerk(clerk)
        except Trouble as trouble:
            self._place.not_kept()
            self._messages.say_trouble(trouble)
            return
        self._messages.say("ok", "存好了", "以后印出来的就是这些字", for_ms=_SAID_MS)
        self.organ_saved.emit()

    def _save_due(self, month: int, day: int) -> None:
        if self._bench is None:
            return
        from app.workbench.bench import DUE

        try:
            date(_SOME_YEAR, month, day)
        except ValueError:
            self._messages.say("bad", f"没有 {month}月{day}日 这一天", "原来的期限没有变", "请改一下再存")
            return
        try:
            self._bench.save_setting(DUE, f"{month:02}-{day:02}")
        except Trouble as trouble:
            self._place.not_kept()
            self._messages.say_trouble(trouble)
            return
        self._messages.say("ok", f"存好了，报送期限是次年 {month}月{day}日", for_ms=_SAID_MS)

    # The faces that print

    def _choose_faces(self, number: int) -> None:
        bench, card = self._bench, self._place.faces
        if bench is None:
            return
        if self._search is not None:
            card.choice.choose(OFFICE)  # one search at a time; it says itself when it is done
            return
        from app.workbench import faces

        def use(_: tasks.Progress) -> tuple[str, ...]:
            if number == OFFICE:
                return faces.use_office(bench)
            faces.use_own(bench)
            return ()

        if number == OFFICE:
            card.say("正在找这台电脑上的公文字体…")
        self._search = tasks.start(
            self,
            "正在找字体",
            use,
            done=lambda names: self._use(bench, names, found=number == OFFICE),
            failed=lambda trouble: self._stay(bench, trouble),
        )

    def _use(self, bench: Workbench, names: tuple[str, ...], *, found: bool) -> None:
        self._search = None
        if bench is not self._bench:
            return
        self._faces = names
        (self._place.faces.say_found if found else self._place.faces.show_faces)(names)
        self.faces_changed.emit()

    def _stay(self, bench: Workbench, trouble: Trouble) -> None:
        self._search = None
        if bench is self._bench:
            self._place.faces.show_faces(self._faces)
            self._messages.say_trouble(trouble)
