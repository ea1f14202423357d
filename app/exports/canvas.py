"""A canvas for a reproducible PDF: no time, no random ids, no name of a person or a machine."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from app import __version__
from app.exports import patches

MM = 72 / 25.4


class _Info(pdfdoc.PDFInfo):
    """The only facts a file tells about itself: its title, the body that published it, the program."""

    producer = f"公开栏 {__version__}"

    def format(self, document: Any) -> Any:
        facts = {"Title": self.title, "Author": self.author, "Producer": self.producer}
        return pdfdoc.PDFDictionary({key: pdfdoc.PDFString(text) for key, text in facts.items() if text}).format(
            document
        )


class _Sheet(Canvas):
    """A canvas that names no face before one is used: reportlab would put Helvetica, unembedded, into every file."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def open_canvas(width_mm: float, height_mm: float, *, title: str, organ: str) -> tuple[Canvas, BytesIO]:
    """An empty canvas of that size, and where its bytes go when ``save()`` is called.

    Viewers show the title instead of the file name and print at 100 % unless told otherwise.
    """
    patches.apply()
    out = BytesIO()
    canvas = _Sheet(
        out, pagesize=(width_mm * MM, height_mm * MM), pageCompression=1, invariant=1, lang="zh-CN", pdfVersion=(1, 7),
    )  # fmt: skip
    info = _Info()
    info.title, info.author = title, organ
    canvas._doc.info = info
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setViewerPreference("PrintScaling", "None")
    return canvas, out
