"""The Word file opened by LibreOffice: its pages, and the text it makes of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest

from app.document.blocks import Document
from app.exports.fonts import FontBook
from app.exports.report.pdf import render as render_pdf
from app.exports.word.docx import render
from app.imports.importer import read_paper
from tests.app.exports import poster_samples, samples
from tests.app.imports.papers import random_cells
from tests.app.imports.test_round_trip import CATALOGUE

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FONTS = Path(__file__).resolve().parents[4] / "resources" / "fonts"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")]
# Stand-ins for the official faces, which nobody may ship.
_FACES = {
    "仿宋_GB2312": "FandolFang", "楷体_GB2312": "FandolKai", "宋体": "Noto Serif SC", "黑体": "Noto Sans SC Medium",
    "方正小标宋简体": "Noto Serif SC Black",
}  # fmt: skip
_STANDS_IN = (
    '<match target="pattern"><test name="family"><string>{}</string></test>'
    '<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match>'
)


class Office:
    """LibreOffice with a profile and fonts of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        stand_ins = "".join(_STANDS_IN.format(*pair) for pair in _FACES.items())
        (folder / "fonts.conf").write_text(
            '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig>'
            f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{FONTS}</dir>'
            f"<cachedir>{folder / 'cache'}</cachedir>{stand_ins}</fontconfig>",
            encoding="utf-8",
        )

    def convert(self, data: bytes, kind: str) -> bytes:
        """The Word file as ``kind``."""
        source = self.folder / "paper.docx"
        source.write_bytes(data)
        subprocess.run(
            [
                str(OFFICE), f"-env:UserInstallation={(self.folder / 'profile').as_uri()}", "--headless",
                "--convert-to", kind, "--outdir", str(self.folder), str(source),
            ],
            env={**os.environ, "FONTCONFIG_FILE": str(self.folder / "fonts.conf"), "HOME": str(self.folder)},
            capture_output=True, timeout=120, check=True,
        )  # fmt: skip
        return (self.folder / f"paper.{kind}").read_bytes()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def pages(data: bytes) -> list[str]:
    """The words of each page, without blanks."""
    opened = pypdfium2.PdfDocument(data)
    found = ["".join(page.get_textpage().get_text_range().split()) for page in opened]
    opened.close()
    return found


DOCUMENTS = {
    "2020": lambda: samples.document(2020),
    "2023": lambda: samples.document(2023, samples.busy(samples.catalogue().governing(2023), 6)),
    "county": poster_samples.county,
    "invented": poster_samples.invented,
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_page_more_than_the_printed_report(office: Office, fonts: FontBook, name: str) -> None:
    document: Document = DOCUMENTS[name]()
    found = pages(office.convert(render(document), "pdf"))
    assert len(found) <= len(pages(render_pdf(document, fonts)))
    if name != "invented":
        whole = [
            page for page in found if "三、收到和处理政府信息公开申请情况" in page and "结转下年度继续办理" in page
        ]
        assert len(whole) == 1
        assert whole[0].startswith("三、收到和处理政府信息公开申请情况")
        assert "四、政府信息公开行政复议" not in whole[0]
    for number, page in enumerate(found, start=1):
        assert page.endswith(f"—{number}—")


@pytest.mark.parametrize("year", [2020, 2023, 2027])
def test_saved_as_a_web_page_it_is_read_back(office: Office, year: int) -> None:
    form = CATALOGUE.governing(year)
    cells = random_cells(form, year, blanks=True)
    document = samples.document(year, cells, form=form)
    outcome = read_paper(office.convert(render(document), "html").decode(), CATALOGUE)
    assert not outcome.doubts
    assert not outcome.notes
    assert outcome.cells == cells


def wider(data: bytes) -> bytes:
    """The Word file in letters an eighth wider, as where a machine has none of its fonts."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'<w:sz w:val="32"/>', b'<w:sz w:val="36"/>'))
    return made.getvalue()


@pytest.mark.parametrize("organ", ["乡", "柳湾乡人民政府"])
def test_the_date_stays_on_one_line_in_wider_letters(office: Office, organ: str) -> None:
    document = samples.document(2023)
    signed = replace(document, signature=replace(document.signature, organ=organ, date="2026年12月28日"))
    opened = pypdfium2.PdfDocument(office.convert(wider(render(signed)), "pdf"))
    lines = ["".join(line.split()) for page in opened for line in page.get_textpage().get_text_range().splitlines()]
    opened.close()
    assert "2026年12月28日" in lines
