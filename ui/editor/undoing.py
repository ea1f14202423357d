"""Taking back, by key or by the line that tells of a deed: it takes back that deed and nothing that came after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from app.checks import years
from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.errors import Trouble
from app.domain.values import Value, write
from app.editing import record
from app.editing.session import Changed, Session
from app.workbench import righting
from app.workbench.settling import Settled
from ui.editor.table.doubting import Doubting
from ui.editor.table.tab import TableTab
from ui.kit.messages import UNDO_MS, MessageBar

_SINCE = "后来又有改动，这一步不能单独撤销"
_LIST = "要退回去，请打开“修改记录”（F9）"


class Place(Protocol):
    """What is asked of the place where the report is shown."""

    @property
    def message(self) -> MessageBar: ...
    def name_of(self, address: Address) -> str: ...
    def go_to(self, address: Address) -> bool: ...
    def finish(self) -> None: ...
    def refused(self) -> list[tuple[Address, str]]: ...
    def leave_question(self) -> bool: ...
    def tables(self) -> list[TableTab]: ...
    def isVisible(self) -> bool: ...


class Undoing:
    """Of one open report, in the place that shows it."""

    def __init__(self, session: Session, doubting: Doubting, place: Place) -> None:
        self._session, self._doubting, self._place = session, doubting, place
        self._before = session.values  # what stood before the last change
        self._changed: Collection[Address] = ()  # what the last change was of
        self._refused: list[tuple[Address, int]] = []  # where, and after which step; the last one last
        doubting.settled.connect(self._say_settled)
        doubting.again.connect(self._say_doubted)

    # ------------------------------------------------------------------ by key

    def undo(self) -> None:
        """Leaves what is asked or cut; else takes back the last deed: a refused text, 就是这个数, or a step.

        A cut has changed nothing yet: that it is ended is all that can be taken back of it, as with Esc. (Excel knows
        no step of a cut either, and goes on to the one before, which nobody means who looks at the broken line.)
        """
        if self._place.leave_question():
            return
        if [tab for tab in self._place.tables() if tab.view.end_cut()]:
            self._place.message.say("ok", "不剪了，数都在原处", for_ms=UNDO_MS, of_deed=True)
            return
        self._move(lambda: self._drop_refused() or self._doubting.take_back(), self._session.undo)

    def redo(self) -> None:
        """Leaves what is asked; else does again what was taken back last."""
        self._move(self._doubting.settle_again, self._session.redo)

    def _move(self, first: Callable[[], bool], then: Callable[[], object]) -> None:
        if self._place.leave_question():
            return
        self._place.finish()
        self._try(lambda: first() or then())

    def _try(self, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Trouble as trouble:
            self._place.message.say_trouble(trouble)

    def note_refused(self, address: Address) -> None:
        """A text was typed there that is not kept: no step, yet taken back in its turn among the steps."""
        self._refused = [pair for pair in self._refused if pair[0] != address]
        self._try(lambda: self._refused.append((address, self._session.position)))

    def _drop_refused(self) -> bool:
        """Takes away the text that was refused last, unless a step was stated since; False where there is none."""
        shown = dict(self._place.refused())
        self._refused = [pair for pair in self._refused if pair[0] in shown]
        if not self._refused or self._refused[-1][1] < self._session.position:
            return False
        address, _ = self._refused.pop()
        spec = self._session.form.spec(address)
        standing = write(self._session.values.get(address), spec) if spec is not None else ""
        for tab in self._place.tables():
            tab.model.forget_wrong(address)
        if self._place.isVisible():
            self._place.go_to(address)
        told = f"已撤销：{self._place.name_of(address)}里没有存上的“{shown[address]}”"
        still = f"这一格还是 {standing}" if standing else "这一格还空着"
        self._place.message.say("ok", told, still, for_ms=UNDO_MS, of_deed=True)
        return True

    # ------------------------------------------------------------------ by the line that tells of it

    def say(self, told: str, safe: str = "") -> None:
        """Tells of the step that was just stated, with 撤销 for that step alone."""
        try:
            meant = self._session.position
        except Trouble as trouble:
            self._place.message.say_trouble(trouble)
            return
        self._place.message.say_undo(told, lambda: self._take_back(meant), safe)

    def say_or_close(self, told: str) -> None:
        """The same; "" closes the line, because what it tells of is no longer the last that was written."""
        if told:
            self.say(told)
        elif self._place.message.kind == "ok":
            self._place.message.close_message()

    def say_noted(self) -> None:
        """A reason was kept; 撤销 takes back that one, unless something has come since."""
        meant = self._session.reasons.count
        self._place.message.say_undo("说明记下了", lambda: self._unsay(meant), "随报告一起保存")

    def _unsay(self, meant: int) -> None:
        self._place.finish()
        try:
            is_back = righting.unsay(self._session, meant)
        except Trouble as trouble:
            self._place.message.say_trouble(trouble)
            return
        if not is_back:
            self._say_since()

    def _say_since(self) -> None:
        self._place.message.say("tip", _SINCE, "什么都没有动", _LIST, for_ms=UNDO_MS, of_deed=True)

    def say_filled(self, label: str) -> None:
        """Noughts were stated; what was left out is named: texts that were refused, blanks that are doubted."""
        said, name = [label], self._place.name_of
        if self._session.last is not None:
            said += filter(None, [years.not_zero_last(self._session.form, self._changed, self._session.last)])
        if left := self._place.refused():
            words = "、".join(f"“{text}”" for _, text in left)
            where = "、".join(name(address) for address, _ in left)
            said.append(f"还有 {len(left)} 格写着{words}，没有存上：{where}")
        if blanks := self._doubting.blanks():
            said.append(f"还有 {len(blanks)} 格存疑，空着没有填：{'、'.join(map(name, blanks))}")
        self.say("。".join(said), "按“撤销”一步还原")

    def say_mended(self, done: str, address: Address) -> None:
        """A repair was done, in this cell first."""
        self._place.go_to(address)
        self.say(done)

    def _take_back(self, meant: int) -> None:
        """The step ``meant``, where it still is the last that stands."""
        self._place.finish()
        if self._session.position != meant:
            self._say_since()
            return
        self._try(self._session.undo)

    def _say_settled(self, settled: Settled) -> None:
        told = f"{self._place.name_of(settled.doubt.address)}就是这个数，不再存疑"
        self._place.message.say_undo(told, lambda: self._doubting.take_back(settled))

    def _say_doubted(self, address: Address) -> None:
        told = f"已撤销：{self._place.name_of(address)}又存疑了"
        self._place.message.say("ok", told, for_ms=UNDO_MS, of_deed=True)
        if self._place.isVisible():
            self._place.go_to(address)

    # ------------------------------------------------------------------ after a change

    def follow(self, changed: Changed) -> None:
        """A new step ends the line of the one before; an undo or a redo is told, and leads to what it changed."""
        before, self._before = self._before, self._session.values
        self._changed = changed.cells
        if changed.kind in ("undo", "redo"):
            self._show_moved(changed, before)
        elif changed.kind == "apply":
            self._place.message.close_deed()

    def _show_moved(self, changed: Changed, before: Mapping[Address, Value]) -> None:
        form = self._session.form
        totals = total_addresses(form)
        cells = [a for a in (*form.cells, *form.fields) if a in changed.cells]
        cells = [a for a in cells if a not in totals] or cells
        if not self._place.isVisible():
            return
        if changed.steps <= 1:  # of a longer way it is said how long it was, where it was chosen
            verb = "已撤销" if changed.kind == "undo" else "已重做"
            told = f"{verb}：{self._what(changed, cells, before)}"
            self._place.message.say("ok", told, for_ms=UNDO_MS, of_deed=True)
        else:
            self._place.message.close_deed()
        places = (
            (self._stopped_at() if changed.steps > 1 else ()) or cells or sorted(changed.passages | changed.details)
        )
        if places:
            self._place.go_to(places[0])

    def _what(self, changed: Changed, cells: Sequence[Address], before: Mapping[Address, Value]) -> str:
        spec = self._session.form.spec(cells[0]) if len(cells) == 1 and not changed.passages else None
        if spec is None:
            return changed.label
        old, new = (write(values.get(cells[0]), spec) or "空" for values in (before, self._session.values))
        return f"{self._place.name_of(cells[0])} {old} → {new}"

    def _stopped_at(self) -> Sequence[Address]:
        """What the last step that stands changed: after a long way the hands go where the report is said to stop."""
        try:
            position = self._session.position
            found = self._session.steps(position + 1, 1) if position else []
        except Trouble:  # what the disk refuses is told with the next deed
            return ()
        return [move.address for entry in found for move in record.moves(self._session.form, entry.step, {})]
