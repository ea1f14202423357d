"""What the page can show and make: the poster and every carrier, with the words that this page has for them."""

from __future__ import annotations

from dataclasses import dataclass

from app.workbench.carriers.kinds import CARRIERS
from app.workbench.carriers.model import Carrier

BOARD, REPORT, LARGE, LONG = "board", "report", "large", "long"
POSTER = "公开栏海报"
STRIP = 540  # px of the design: as wide as a long image is shown, half of its own width

_EXPORT = {
    ".pdf": "导出 PDF", ".png": "导出图片", ".docx": "导出 Word", ".xlsx": "导出 Excel", ".html": "导出网页",
    ".txt": "导出文本",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """One of them: ``look`` is how it is shown, pdf, png, text, or none where there is nothing to see here;
    ``prints`` where it is a file for the printer; ``choices`` are the options that concern it, ``is_signed`` says
    whether it bears organ and date.
    """

    id: str
    name: str
    what: str
    export: str
    look: str
    notes: tuple[str, ...] = ()
    prints: bool = False
    choices: tuple[str, ...] = ()
    is_signed: bool = False
    holds: tuple[str, ...] = ()

    @property
    def deed(self) -> str:
        """What is done with it: hung where it is printed, else sent."""
        return "张贴" if self.prints else "发出去"

    @property
    def is_board(self) -> bool:
        """True for the poster."""
        return self.id == BOARD

    def count(self, pages: int) -> str:
        """How many pages or pictures there are, where that says something."""
        if self.look == "png":
            return f"一共 {pages} 张" if pages > 1 else "1 张"
        return f"共 {pages} 页" if self.look == "pdf" else ""


def _kind(known: Carrier) -> Kind:
    look = "pdf" if known.shown_by else known.look
    return Kind(
        known.id, known.name, known.what, _EXPORT[known.suffix], look, known.notes, known.look == "pdf",
        known.choices, known.is_signed, known.holds,
    )  # fmt: skip


KINDS: tuple[Kind, ...] = (
    Kind(BOARD, POSTER, "贴在公开栏里", _EXPORT[".pdf"], "pdf", prints=True),
    *(_kind(known) for known in CARRIERS),
)


def of(kind_id: str) -> Kind:
    """The kind of that id."""
    return next(kind for kind in KINDS if kind.id == kind_id)
