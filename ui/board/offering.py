"""The very file on the desk is what is printed: given to the print panel, and kept back while another is being set."""

from __future__ import annotations

from pathlib import Path

from ui.board.deeds import Deeds
from ui.board.preview import Preview
from ui.board.print_panel import PrintPanel
from ui.board.proofs import TILES, Proofs, Shown


class Offering:
    """Between the desk and the panel. What the paper carries (that it is a draft) is said before it is printed."""

    def __init__(self, panel: PrintPanel, preview: Preview, proofs: Proofs, deeds: Deeds) -> None:
        self._panel, self._preview, self._proofs, self._deeds = panel, preview, proofs, deeds
        panel.marked.connect(self.mark)

    def follow(self) -> None:
        """After another wish: what lies on the desk is printed if it is that; nothing is until it has been set."""
        shown = self._preview.shown
        if shown is None or not self._proofs.is_wanted(shown):
            self._panel.wait()
        elif not self._panel.holds(shown.pdf):
            self.give(shown)

    def give(self, shown: Shown) -> None:
        """This file, under its name, with what is said of it."""
        order, sheets = self._deeds.order(tiles=True), None
        if shown.board is not None and shown.wanted.kind == TILES and shown.wanted.wish.tile:
            sheets = shown.board.sheets.get(shown.wanted.wish.tile)
        name = order.name if order is not None else ""
        warned = order.warn(Path(name)) if order is not None else ()
        said = tuple(dict.fromkeys((*shown.paper.said, *warned)))
        columns = sheets.columns if sheets else 0
        self._panel.show_file(name, shown.pdf, shown.sizes, columns, said, shown.wanted.issued)
        self.mark()

    def mark(self) -> None:
        """The pages that are not ticked are greyed out."""
        self._preview.mark(self._panel.ticks.chosen())
