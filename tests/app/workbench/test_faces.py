"""The office's own faces print where they were chosen, and give way where they are gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pypdfium2
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from app.exports import office_fonts
from app.system import paths
from app.workbench import faces, papers, sample
from app.workbench.bench import Workbench


def _fonts_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    names = {
        item.get_font().get_base_name()
        for page in document
        for item in page.get_objects()
        if isinstance(item, pypdfium2.PdfTextObj)
    }
    document.close()
    return " ".join(sorted(names))


@pytest.fixture
def office_folder(tmp_path: Path) -> Path:
    """A folder of system fonts with one face that calls itself 仿宋_GB2312."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    font = TTFont(paths.fonts_folder() / "FandolFang-Regular.ttf")
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = "仿宋_GB2312" if record.platformID == 3 else "FangSong_GB2312"
    font.save(folder / "office.ttf")
    return folder


def test_chosen_faces_print_and_gone_ones_give_way(
    workspace: Path, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_fonts, "font_folders", lambda: [office_folder])
    with Workbench.open(workspace) as bench:
        sample.fill(bench)
        report = bench.find(2020)
        own = papers.report_proof(bench, report)
        assert faces.use_office(bench) == ("仿宋_GB2312",)
        office = papers.report_proof(bench, report)
        assert office != own
        assert _fonts_of(office) != _fonts_of(own)
        shutil.rmtree(office_folder)
        faces.use_own(bench)
        assert faces.chosen(bench) == ()
        assert papers.report_proof(bench, report) == own


def test_a_face_that_was_removed_gives_way(
    workspace: Path, office_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office_fonts, "font_folders", lambda: [office_folder])
    with Workbench.open(workspace) as bench:
        sample.fill(bench)
        own = papers.report_proof(bench, bench.find(2020))
        faces.use_office(bench)
        shutil.rmtree(office_folder)
        assert papers.report_proof(bench, bench.find(2020)) == own
        assert faces.chosen(bench) == ()


@pytest.mark.parametrize(
    "setting", ["no json", "[]", "3", '{"a": 1}', '{"a": {"name": "x"}}', '{"a": {"name": 1, "path": 2, "index": "x"}}']
)
def test_a_choice_that_cannot_be_read_chose_nothing(workspace: Path, setting: str) -> None:
    with Workbench.open(workspace) as bench:
        bench.save_setting("office_faces", setting)
        assert faces.chosen(bench) == ()
        assert faces.fonts(bench) is not None


def test_nothing_installed_says_so(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office_fonts, "font_folders", lambda: [tmp_path])
    with Workbench.open(workspace) as bench:
        assert faces.use_office(bench) == ()
