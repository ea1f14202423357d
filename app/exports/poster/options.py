"""What the caller decides about a board: its size, style, footer, and the code that proves its figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.domain.errors import Trouble
from app.exports.poster.size import BoardSize, check_size

Style = Literal["red", "plain"]
MOST_COLUMNS = 3
STYLES: tuple[Style, ...] = ("red", "plain")
TILES = ("A4", "A3")  # papers a board is printed on in sheets
MARGINS = (3.0, 25.0)  # mm that a printer may leave white of a sheet, from and to
DISTANCES = (0.2, 20.0)  # metres


@dataclass(frozen=True, slots=True)
class Footer:
    """公开主体, 公开日期, 公开期限, 监督电话 as they are to be printed; an empty one is left out."""

    organ: str = ""
    date: str = ""
    period: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class BoardOptions:
    """How the board is to be made.

    ``distance_m`` is where its readers stand; ``code`` is the check code as printed (7K3M 9QXD), ``qr`` what
    the QR code says (none where empty); ``watermark`` is drawn across every sheet of paper. ``short``: of the tables
    only the rows that are not nought, for larger type. ``columns`` is how many the parts stand in (None: what suits).
    """

    width_mm: float
    height_mm: float
    style: Style = "red"
    distance_m: float = 1.0
    footer: Footer = field(default_factory=Footer)
    code: str = ""
    qr: str = ""
    watermark: str = ""
    short: bool = False
    columns: int | None = None

    def __post_init__(self) -> None:
        check_size(self.width_mm, self.height_mm)
        if self.style not in STYLES:
            raise Trouble(f"没有“{self.style}”这种样式", "样式请选 red（红头）或 plain（素面）")
        nearest, farthest = DISTANCES
        if not nearest <= self.distance_m <= farthest:
            raise Trouble(f"站 {str(self.distance_m)[:12]} 米远看，程序算不了", f"请填 {nearest:g} 至 {farthest:g} 米")
        if self.columns is not None and not 1 <= self.columns <= MOST_COLUMNS:
            raise Trouble(f"海报排不成 {self.columns} 栏", f"请选 1 至 {MOST_COLUMNS} 栏，或由程序决定")

    @property
    def size(self) -> BoardSize:
        """Its sheet."""
        return BoardSize(self.width_mm, self.height_mm)
