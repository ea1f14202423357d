"""张贴记录: what hung where and since when, kept with the report; what is no longer right on the wall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.errors import Trouble
from app.domain.posting import Posting
from app.domain.report import Report
from app.workbench import boards, postings
from app.workbench.bench import Workbench
from ui.board.counting import PAUSE_MS, Counting
from ui.board.photos import Photos
from ui.board.posting_card import PostingCard
from ui.board.posting_form import PostingForm
from ui.kit import boxes, tasks
from ui.kit.messages import MessageBar
from ui.kit.prose import Prose
from ui.kit.theme import SEMIBOLD
from ui.kit.widgets import Label, SecondaryButton

_NONE = "还没有记过。贴上公开栏以后在这里记一笔：哪天、贴在哪里，拍一张照片。"


class Postings(QWidget):
    """The record of one report. ``correction_wanted`` carries the number of a record that hangs and is not right.

    ``listed`` is emitted where other papers hang than before.
    """

    correction_wanted = Signal(int)
    listed = Signal()

    def __init__(self, bench: Workbench, bar: MessageBar, hung: Callable[[], str]) -> None:
        super().__init__()
        self._bench, self._bar, self._hung = bench, bar, hung
        self._report: Report | None = None
        self._said: tuple[object, ...] | None = None
        self._counts: dict[int, int | None] = {}
        self._is_noting = False
        self.photos, self._counting = Photos(self), Counting(bench, self)
        self.photos.ready.connect(self._show_photos)
        self._counting.counted.connect(self._show_counts)
        self._counting.failed.connect(bar.say_trouble)
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
        """The record of ``report``; what is typed in the form stays unless it is another report.

        The records themselves change here alone: of a report that only reads otherwise they are counted anew.
        """
        before, self._report = self._report, report
        if report is None or before is None or report.key != before.key:
            self.form.hide()
            self.add.show()
            self._counts = {}
            self._read()
        elif report is not before:
            self._count(PAUSE_MS)

    def count_again(self) -> None:
        """What stands around the report (the foot of the poster) is another, and the report the same."""
        self._count(PAUSE_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """What was done while nobody looked is there now."""
        super().showEvent(event)
        self._read()

    @property
    def is_busy(self) -> bool:
        """True while something is noted, counted or drawn."""
        return self._is_noting or self._counting.is_busy or self.photos.is_busy

    def _read(self) -> None:
        report = self._report
        known = postings.postings(self._bench, report) if report is not None else ()
        said = (report.key if report is not None else None, known)
        if said != self._said:
            self._said = said
            boxes.empty(self._list)
            self.cards = []
            for each in sorted(known, key=_order):
                self._add_card(each)
            self._none.setVisible(not known)
            self._show_counts(self._counts)
            self._show_photos()
            self.listed.emit()
        self._count(0)

    def hangs(self, seq: int) -> bool:
        """True where the paper of that record is on a wall."""
        return any(card.posting.seq == seq and card.posting.taken_down is None for card in self.cards)

    def _count(self, pause: int) -> None:
        """Asks what is not right any more of what hangs, while somebody can see it."""
        if self._report is not None and self.cards and self.isVisible():
            self._counting.ask(self._report, pause)
        else:
            self._counting.forget()

    def _show_counts(self, counts: dict[int, int | None]) -> None:
        self._counts = counts
        for card in self.cards:
            hangs = card.posting.taken_down is None
            card.show_changes(counts.get(card.posting.seq, 0) if hangs else 0)

    def _add_card(self, posting: Posting) -> None:
        card = PostingCard(posting)
        card.taken_down.connect(lambda day: self._take_down(card, day))
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
        """Off the GUI thread: a photo from a good camera takes its time."""
        report, day, form, bench = self._report, self.form.read_day(), self.form, self._bench
        if report is None or day is None or self._is_noting:
            return
        place, board, note, photo = form.place.text(), form.board.currentText(), form.note.text(), form.photo
        self._bar.close_deed()
        self._is_noting = True
        form.show_busy(True)
        tasks.start(
            self,
            "正在记张贴",
            lambda _: postings.post(bench, report, day=day, place=place, board=board, note=note, photo=photo),
            done=lambda made: self._noted(report, made),
            failed=self._not_noted,
        )

    def _noted(self, report: Report, made: Posting) -> None:
        self._is_noting = False
        self.form.show_busy(False)
        if self._report is not None and self._report.key == report.key:
            held = QApplication.focusWidget()
            if held is not None and self.form.isAncestorOf(held):
                self._leave()
            else:
                self.form.hide()
                self.add.show()
        self.photos.forget(report.key, made.seq)
        self._read()
        self._bar.say_undo(f"记下了：贴在“{made.place}”", lambda: self._take_away(report, made.seq), "和报告存在一起")

    def _not_noted(self, trouble: Trouble) -> None:
        self._is_noting = False
        self.form.show_busy(False)
        if self.form.isVisible():  # beside the fields that are to be put right
            self.form.say_wrong(str(trouble))
        else:
            self._bar.say_trouble(trouble)

    def _take_away(self, report: Report, seq: int) -> None:
        self._bar.attempt(lambda: postings.withdraw(self._bench, report, seq))
        self._read()

    def _take_down(self, card: PostingCard, day: date | None) -> None:
        report, posting = self._report, card.posting
        if report is None or not self._set_down(report, posting.seq, day, card.say_wrong if day is not None else None):
            return
        what = f"“{posting.place}”记为已经取下" if day is not None else f"“{posting.place}”记为还挂着"
        self._bar.say_undo(what, lambda: self._set_down(report, posting.seq, posting.taken_down))

    def _set_down(
        self, report: Report, seq: int, day: date | None, say_wrong: Callable[[str], None] | None = None
    ) -> bool:
        """False, and said, where it cannot be: by ``say_wrong``, beside the field, where there is one."""
        try:
            postings.take_down(self._bench, report, seq, day)
        except Trouble as trouble:
            if say_wrong is not None:
                say_wrong(str(trouble))
            else:
                self._bar.say_trouble(trouble)
            return False
        self._read()
        return True

    def _withdraw(self, posting: Posting) -> None:
        report = self._report
        if report is None:
            return
        gone = self._bar.attempt(lambda: postings.withdraw(self._bench, report, posting.seq))
        if gone is None:
            return
        self._read()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar.say_undo(f"删掉了“{gone.place}”这条张贴记录", lambda: self._restore(report, gone), "报告没有变动")

    def _restore(self, report: Report, gone: Posting) -> None:
        back = self._bar.attempt(lambda: postings.restore(self._bench, report, gone))
        if back is not None:
            self.photos.forget(report.key, back.seq)
        self._read()


def _order(posting: Posting) -> tuple[bool, int, int]:
    """What hangs comes first, of that the latest."""
    return (posting.taken_down is not None, -posting.day.toordinal(), -posting.seq)
