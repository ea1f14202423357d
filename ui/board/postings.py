"""张贴记录: what hung where and since when, kept with the report; what is no longer right on the wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Trouble
from app.domain.posting import Posting
from app.domain.report import Report
from app.workbench import boards, postings
from app.workbench.bench import Workbench
from ui.board.photos import Photos
from ui.board.posting_card import PostingCard
from ui.board.posting_form import PostingForm
from ui.kit import boxes
from ui.kit.messages import MessageBar
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD
from ui.kit.widgets import Label, SecondaryButton

T = TypeVar("T")
_NONE = "还没有记过。贴上公开栏以后在这里记一笔：哪天、贴在哪里，拍一张照片。"


class Postings(QWidget):
    """The record of one report. ``correction_wanted`` carries the number of a record that hangs and is not right."""

    correction_wanted = Signal(int)

    def __init__(self, bench: Workbench, bar: MessageBar, hung: Callable[[], str]) -> None:
        super().__init__()
        self._bench, self._bar, self._hung = bench, bar, hung
        self._report: Report | None = None
        self._said: tuple[object, ...] | None = None
        self.photos = Photos(self)
        self.photos.ready.connect(self._show_photos)
        self.add = SecondaryButton("记一次张贴", "plus", size="button_small")
        self.form = PostingForm()
        self.form.hide()
        self.cards: list[PostingCard] = []
        self._none = Prose(_NONE, role="small", colour="ink2", line=1.5)
        self._list = boxes.column(gap=8)
        self.title = Label("张贴记录", "cell", weight=SEMIBOLD)
        self.setLayout(
            boxes.column(
                self.title, boxes.row(self.add, None), self.form, self._none, self._list, None,
                gap=10, margins=(16, 12, 16, 14),
            )
        )  # fmt: skip
        self.add.clicked.connect(self._begin)
        self.form.left.connect(self._leave)
        self.form.wanted.connect(self._post)

    def show_report(self, report: Report | None) -> None:
        """The record of ``report``, as it is now; what is typed in the form stays unless it is another report."""
        if report is None or self._report is None or report.key != self._report.key:
            self.form.hide()
            self.add.show()
        self._report = report
        known = postings.postings(self._bench, report) if report is not None else ()
        changes = tuple(self._changes(each) for each in known)
        said = (report.key if report is not None else None, known, changes)
        if said == self._said:
            return
        self._said = said
        boxes.empty(self._list)
        self.cards = []
        for each, count in sorted(zip(known, changes, strict=True), key=lambda pair: _order(pair[0])):
            self._add_card(each, count)
        self._none.setVisible(not known)
        self._show_photos()

    def _changes(self, posting: Posting) -> int | None:
        """How many places of what hangs are not right; None where that cannot be told place by place."""
        if self._report is None or posting.taken_down is not None:
            return 0
        try:
            return postings.changes_since(self._bench, self._report, posting.seq)
        except Trouble:  # what hung was of a format that is not known here
            return None

    def _add_card(self, posting: Posting, changes: int | None) -> None:
        card = PostingCard(posting, changes)
        card.taken_down.connect(lambda day: self._take_down(card.posting, day))
        card.withdrawn.connect(lambda: self._withdraw(card.posting))
        card.corrected.connect(lambda: self.correction_wanted.emit(card.posting.seq))
        self.cards.append(card)
        self._list.addWidget(card)

    def _show_photos(self, seq: int = 0) -> None:
        report = self._report
        if report is None:
            return
        for card in self.cards:
            number = card.posting.seq
            if card.posting.photo_name:
                card.thumbnail.show_image(self.photos.of(report.key, number, self._reader(report, number)))

    def _reader(self, report: Report, seq: int) -> Callable[[], bytes]:
        bench = self._bench
        return lambda: postings.photo(bench, report, seq)

    # Deeds

    def _begin(self) -> None:
        names = [self._hung(), *(preset.name for preset in boards.presets(self._bench))]
        before = self.cards[0].posting.place if self.cards else ""
        self.add.hide()
        self.form.begin(postings.today(), list(dict.fromkeys(names)), before)

    def _leave(self) -> None:
        self.form.hide()
        self.add.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _post(self) -> None:
        report, day = self._report, self.form.read_day()
        if report is None or day is None:
            return
        place, board, note = self.form.place.text(), self.form.board.currentText(), self.form.note.text()
        made = self._try(lambda: self._note(report, day, place, board, note, self.form.photo))
        if made is None:
            return
        self._leave()
        self.photos.forget(report.key, made.seq)
        self.show_report(report)
        self._bar.say_undo(f"记下了：贴在“{made.place}”", lambda: self._take_away(report, made.seq), "和报告存在一起")

    def _note(self, report: Report, day: date, place: str, board: str, note: str, photo: Path | None) -> Posting:
        return postings.post(self._bench, report, day=day, place=place, board=board, note=note, photo=photo)

    def _take_away(self, report: Report, seq: int) -> None:
        self._try(lambda: postings.withdraw(self._bench, report, seq))
        self._again()

    def _take_down(self, posting: Posting, day: date | None) -> None:
        report = self._report
        if report is None or not self._set_down(report, posting.seq, day):
            return
        what = f"“{posting.place}”记为已经取下" if day is not None else f"“{posting.place}”记为还挂着"
        self._bar.say_undo(what, lambda: self._set_down(report, posting.seq, posting.taken_down))

    def _set_down(self, report: Report, seq: int, day: date | None) -> bool:
        try:
            postings.take_down(self._bench, report, seq, day)
        except Trouble as trouble:
            self._bar.say_trouble(trouble)
            return False
        self._again()
        return True

    def _withdraw(self, posting: Posting) -> None:
        report = self._report
        gone = self._try(lambda: postings.withdraw(self._bench, report, posting.seq)) if report is not None else None
        if report is None or gone is None:
            return
        self._again()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.say_undo(f"删掉了“{gone.place}”这条张贴记录", lambda: self._restore(report, gone), "报告没有变动")

    def _restore(self, report: Report, gone: Posting) -> None:
        back = self._try(lambda: postings.restore(self._bench, report, gone))
        if back is not None:
            self.photos.forget(report.key, back.seq)
        self._again()

    def _again(self) -> None:
        self.show_report(self._report)

    def _try(self, deed: Callable[[], T]) -> T | None:
        try:
            return deed()
        except Trouble as trouble:
            self._bar.say_trouble(trouble)
            return None


def _order(posting: Posting) -> tuple[bool, int, int]:
    """What hangs comes first, of that the latest."""
    return (posting.taken_down is not None, -posting.day.toordinal(), -posting.seq)
