"""The very file on the desk is what is printed: given to the print panel, and kept back while another is being set."""

from __future__ import annotations

from pathlib import Path

from ui.board.deeds import Deeds
from ui.board.preview import Preview
from ui.board.print_panel import PrintFile, PrintPanel
from ui.board.proofs import CORRECTION, TILES, Proofs, Shown


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
        kind, sheet = shown.wanted.kind, shown.wanted.wish.tile
        if shown.board is not None and kind == TILES and sheet:
            sheets = shown.board.sheets.get(sheet)
        name = order.name if order is not None else ""
        warned = order.warn(Path(name)) if order is not None else ()
        self._panel.show_file(
            PrintFile(
                name,
                shown.pdf,
                shown.sizes,
                abreast=sheets.columns if sheets else 0,
                sheet=sheets.paper if sheets else "",
                said=tuple(dict.fromkeys((*shown.paper.said, *warned))),
                issued=shown.wanted.issued if kind != CORRECTION else None,  # a strip does not say it
                has_ruler=kind in (TILES, CORRECTION),
            )
        )
        self.mark()

    def mark(self) -> None:
        """The pages that are not ticked are greyed out."""
        self._preview.mark(self._panel.ticks.chosen())
