"""The middle of the page: the very file as it looks, or its words, or what it holds where its own program shows it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from ui.board import kinds
from ui.board.kinds import Kind
from ui.board.preview import Preview
from ui.board.proofs import Shown
from ui.board.spread import Room
from ui.board.text_sheet import NothingToSee, TextSheet
from ui.kit import boxes
from ui.kit.theme import theme

_ICONS = {"excel": "file-spreadsheet", "web": "link"}


class Centre(QWidget):
    """Shows one kind after the other; it asks for no more room than what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.preview, self.text, self.nothing = Preview(), TextSheet(), NothingToSee()
        self._pages: tuple[QWidget, ...] = (self.preview, self.text, self.nothing)
        self.setLayout(boxes.column(*self._pages, gap=0))
        self._turn(self.preview)

    def turn_to(self, kind: Kind) -> None:
        """The page for ``kind``, before its proof is there; a picture of another kind stays until then."""
        pages: dict[str, QWidget] = {"text": self.text, "none": self.nothing}
        if kind.look == "none":
            self.nothing.show_words(_ICONS.get(kind.id, "file-text"), kind.name, kind.holds)
        if kind.look == "text":
            self.text.show_text(kind.name, "", read_aloud=False)
        self._turn(pages.get(kind.look, self.preview))

    def _turn(self, to: QWidget) -> None:
        for page in self._pages:
            if page is not to:
                page.hide()
        to.show()

    def room(self, kind: Kind) -> Room:
        """What there is to draw ``kind`` in."""
        return replace(self.preview.room(), strip=theme().px(kinds.STRIP) if kind.look == "png" else 0)

    def show_proof(self, kind: Kind, shown: Shown) -> None:
        """What was made."""
        if kind.look == "text":
            self._turn(self.text)
            self.text.show_text(kind.name, shown.paper.text, read_aloud=kind.id == "script")
        elif kind.look != "none":
            self.preview.show_proof(shown)

    def show_failed(self, kind: Kind) -> None:
        """It could not be made: a picture of another kind would be taken for it, and so would another board.

        In the place of words stands that there are none.
        """
        if kind.look == "text":
            self.nothing.show_words("file-text", kind.name, ("现在还做不出来，原因写在上面。",))
            self._turn(self.nothing)
            return
        shown = self.preview.shown
        if shown is not None and shown.wanted.kind != kind.id:
            self.preview.clear()
        elif shown is not None and shown.board is not None:
            self.preview.fade()

    def clear(self) -> None:
        """Nothing to see."""
        self.preview.clear()
        self.text.words.clear()
