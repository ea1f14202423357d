"""A canvas for a reproducible PDF/A-2b: no time, no random ids, no name of a person or a machine."""

from __future__ import annotations

from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from app import __version__
from app.exports import archive, patches

MM = 72 / 25.4


class _Sheet(Canvas):
    """A canvas that names no face before one is used: reportlab would put Helvetica, unembedded, into every file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def save(self) -> None:
        super().save()
        archive.give_id(self._filename)


def open_canvas(width_mm: float, height_mm: float, *, title: str, organ: str) -> tuple[Canvas, BytesIO]:
    """An empty canvas of that size, and where its bytes go when ``save()`` is called.

    Viewers show the title instead of the file name and print at 100 % unless told otherwise.
    """
    patches.apply()
    out = BytesIO()
    canvas = _Sheet(
        out, pagesize=(width_mm * MM, height_mm * MM), pageCompression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 7),
    )  # fmt: skip
    archive.claim(canvas._doc, archive.Info(title, organ, f"公开栏 {__version__}"))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas, out
