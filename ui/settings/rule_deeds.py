"""What the card 规则和格式 does with the workspace: a file is looked at off the GUI thread, then taken or left."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from app.domain.errors import Trouble
from ui.kit import tasks
from ui.kit.messages import MessageBar, pick_file
from ui.settings.rules_card import RulesCard

if TYPE_CHECKING:
    from app.domain.pack import PackKind
    from app.workbench.bench import Workbench
    from app.workbench.packs import Seen

_KINDS = "规则文件 (*.toml)"
_SAID_MS = 6000


class RuleDeeds(QObject):
    """Stands between the card and the workbench."""

    def __init__(self, card: RulesCard, messages: MessageBar) -> None:
        super().__init__(card)
        self._card, self._messages = card, messages
        self._bench: Workbench | None = None
        self._seen: Seen | None = None
        self._looking: tasks.Task | None = None
        self._complained = False  # of a file that could not be read
        card.add_wanted.connect(self._pick)
        card.use_wanted.connect(self._take)
        card.dropped.connect(self._drop)
        card.back_wanted.connect(self._back)

    def show(self, bench: Workbench | None) -> None:
        """Shows what is in use in ``bench``; a file that was looked at for another one is put away."""
        if bench is not self._bench:
            self._seen = None
            self._card.seen.hide()
            self._card.say("")
        self._bench = bench
        self._show_items()

    def _show_items(self) -> None:
        if self._bench is not None:
            from app.workbench import packs

            self._card.show_items(packs.in_use(self._bench))

    def _pick(self) -> None:
        bench = self._bench
        if bench is None or self._looking is not None:
            return
        path = pick_file(self._card, "选规则文件", _KINDS)
        if path is None:
            return
        from app.workbench import packs

        try:
            held = packs.held(bench)  # the workspace goes on changing while the file is tried
        except Trouble as trouble:
            self._messages.say_trouble(trouble)
            return
        self._card.seen.hide()
        if self._complained:  # that was the file before
            self._complained = False
            self._messages.leave_place()
        self._card.say(f"正在试“{path.name}”里的例子…")
        self._looking = tasks.start(
            self,
            "正在试规则",
            lambda _: packs.look_at(held, path),
            done=lambda seen: self._show_seen(bench, seen),
            failed=self._stay,
        )

    def _show_seen(self, bench: Workbench, seen: Seen) -> None:
        self._looking = None
        self._card.say("")
        if bench is self._bench:
            self._seen = seen
            self._card.seen.show_seen(seen)
            self._card.opened.emit()

    def _stay(self, trouble: Trouble) -> None:
        self._looking = None
        self._card.close_seen()
        self._messages.say_trouble(trouble)
        self._complained = True

    def _drop(self) -> None:
        self._seen = None
        self._card.close_seen()

    def _take(self) -> None:
        bench, seen = self._bench, self._seen
        if bench is None or seen is None:
            return
        from app.workbench import packs

        try:
            done = packs.take(bench, seen)
        except Trouble as trouble:
            self._messages.say_trouble(trouble)
            return
        self._drop()
        self._show_items()
        self._messages.say("ok", done, "编好的报告都按它重新核了一遍", for_ms=_SAID_MS)

    def _back(self, kind: str, name: str) -> None:
        if self._bench is None:
            return
        from app.workbench import packs

        try:
            done = packs.back(self._bench, cast("PackKind", kind), name)
        except Trouble as trouble:
            self._messages.say_trouble(trouble)
            return
        self._show_items()
        self._card.add.setFocus()
        self._messages.say("ok", done, for_ms=_SAID_MS)
