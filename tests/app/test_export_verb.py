"""``export`` makes every kind of file, says on stderr what has to be known, and refuses what means nothing."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from PIL import Image

from app.__main__ import main
from app.workbench import sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.demo import demo

AT = ("--year", "2020")
DRAFT = secrecy.procedure().draft


class Said(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample township; nobody has reviewed it."""
    path = tmp_path_factory.mktemp("w") / "w.db"
    with Workbench.open(path) as bench:
        sample.fill(bench)
    return path


class Run:
    def __init__(self, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.place, self.capsys = place, capsys

    def __call__(self, kind: str, out: Path, *words: str, at: tuple[str, ...] = AT) -> Said:
        code = main(["--workspace", str(self.place), "export", kind, *at, "--out", str(out), *words])
        captured = self.capsys.readouterr()
        return Said(code, captured.out, captured.err)


@pytest.fixture
def run(place: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(place, capsys)


def is_pdf(data: bytes) -> bool:
    return len(pypdfium2.PdfDocument(data)) > 0


def is_png(data: bytes) -> bool:
    return Image.open(BytesIO(data)).format == "PNG"


def image(path: Path) -> Image.Image:
    return Image.open(BytesIO(path.read_bytes()))


KINDS = {
    "report": ("x.pdf", is_pdf, ""),
    "board": ("x.pdf", is_pdf, f"每张都印着“{DRAFT}”"),
    "large": ("x.pdf", is_pdf, f"每页都印着“{DRAFT}”"),
    "picture": ("x.pdf", is_pdf, f"图上印着“{DRAFT}”"),
    "long": ("x.png", is_png, f"图上印着“{DRAFT}”"),
    "word": ("x.docx", lambda data: "word/document.xml" in zipfile.ZipFile(BytesIO(data)).namelist(), "页眉都印着"),
    "excel": ("x.xlsx", lambda data: "xl/workbook.xml" in zipfile.ZipFile(BytesIO(data)).namelist(), "页眉都印着"),
    "web": ("x.html", lambda data: data.startswith(b"<!DOCTYPE html>"), "网页上写着"),
    "text": ("x.txt", lambda data: data.startswith(b"\xef\xbb\xbf"), "最前面写着"),
    "script": ("x.txt", lambda data: data.startswith(b"\xef\xbb\xbf"), "最前面写着"),
    "checks": ("x.pdf", is_pdf, ""),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_made_and_its_draft_words_are_told(run: Run, tmp_path: Path, kind: str) -> None:
    name, fits, told = KINDS[kind]
    out = tmp_path / name
    said = run(kind, out)
    assert (said.code, said.out) == (0, f"{out}\n")
    assert fits(out.read_bytes())
    assert said.err.startswith(f"注意：{told}") if told and kind not in ("word", "excel") else told in said.err
    assert list(tmp_path.iterdir()) == [out]


def test_what_the_window_warns_of_is_said_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workbench.open(tmp_path / "w.db") as bench:
        bench.start(2023, "示例乡")
    run = Run(tmp_path / "w.db", capsys)
    at = ("--year", "2023")
    board, report, words = (run(kind, tmp_path / f"x{kind}", at=at) for kind in ("board", "report", "text"))
    assert [said.code for said in (board, report, words)] == [0, 0, 0]
    for said in (board, report, words):
        assert "格没填" in said.err
        assert "“六、其他需要报告的事项”还没有写" in said.err
        assert "成文日期还没有定" in said.err
    assert "海报上这一块是空的" in board.err
    assert "监督电话还空着" in board.err
    assert "上面只有标题" in report.err


def test_words_to_copy_leave_the_date_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Workbench.open(tmp_path / "w.db") as bench:
        bench.start(2023, "示例乡")
    run = Run(tmp_path / "w.db", capsys)
    at = ("--year", "2023")
    assert "没有记下来" in run("text", tmp_path / "a", at=at).err
    assert "成文日期" not in run("checks", tmp_path / "b", at=at).err
    assert "以后导出也印这一天" in run("report", tmp_path / "c", at=at).err
    assert "印的是上次导出时的" in run("text", tmp_path / "a", at=at).err


def test_images_go_into_a_folder_or_beside_a_file(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "群里发的"
    said = run("images", folder)
    title = "大才回族乡2020年政府信息公开工作年度报告"
    names = [f"{title}_一图读懂.pdf", f"{title}_一图读懂.png", f"{title}_长图.png"]
    assert [Path(line).name for line in said.out.splitlines()] == names
    assert sorted(path.name for path in folder.iterdir()) == names
    assert image(folder / names[1]).size == (1654, 2340)
    assert image(folder / names[2]).width == 1080
    assert all(path.stat().st_size < 2_000_000 for path in folder.iterdir())
    assert said.err.count("注意") == 1
    said = run("images", tmp_path / "年报.png", "--split", "--bw")
    names = ["年报.pdf", "年报.png", "年报_长图_1.png", "年报_长图_2.png"]
    assert [Path(line).name for line in said.out.splitlines()] == names
    assert {pixel[0] == pixel[1] == pixel[2] for pixel in _colours(tmp_path / "年报.png")} == {True}


def _colours(path: Path) -> list[tuple[int, int, int]]:
    found = image(path).convert("RGB").getcolors(1 << 24)
    assert found is not None
    return [colour for _, colour in found]  # type: ignore[misc]  # of RGB they are triples


def test_options_are_heard(run: Run, tmp_path: Path) -> None:
    plain, more = tmp_path / "a", tmp_path / "b"
    for kind, words in {
        "report": ("--cover", "--sign-block"),
        "picture": ("--bw",),
        "board": ("--size", "A2", "--short", "--columns", "2"),
        "long": ("--split",),
    }.items():
        run(kind, plain)
        made = [Path(line) for line in run(kind, more, *words).out.splitlines()]
        assert made[0].read_bytes() != plain.read_bytes(), kind
    pages = len(pypdfium2.PdfDocument(_made(run, "report", plain)))
    assert len(pypdfium2.PdfDocument(_made(run, "report", more, "--cover"))) == pages + 2
    assert len(pypdfium2.PdfDocument(_made(run, "board", more, "--tile", "a4", "--sheet", "3", "--sheet", "5"))) == 2


def _made(run: Run, kind: str, out: Path, *words: str) -> bytes:
    said = run(kind, out, *words)
    assert said.code == 0, said.err
    return out.read_bytes()


@pytest.mark.parametrize(
    ("kind", "words", "says"),
    [
        ("word", ("--tile", "A4"), "用不上 --tile"),
        ("report", ("--size", "A2"), "用不上 --size"),
        ("board", ("--bw",), "用不上 --colour"),
        ("script", ("--split",), "用不上 --split"),
        ("board", ("--sheet", "1"), "没有张号"),
        ("board", ("--tile", "A4", "--sheet", "99"), "没有第99张"),
        ("board", ("--columns", "7"), "7 栏"),
        ("board", ("--tile", "B5"), "B5"),
        ("poster", (), "不认识导出种类"),
    ],
)
def test_what_means_nothing_is_refused(run: Run, tmp_path: Path, kind: str, words: tuple[str, ...], says: str) -> None:
    said = run(kind, tmp_path / "x", *words)
    assert (said.code, said.out) == (2, "")
    assert says in said.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("kind", ["picture", "long", "images", "script"])
def test_blank_cells_are_told_and_nothing_is_made(run: Run, tmp_path: Path, kind: str) -> None:
    said = run(kind, tmp_path / "x", at=("--year", "2021"))
    assert (said.code, said.out) == (2, "")
    assert "还有 10 格空着" in said.err
    assert not list(tmp_path.iterdir())


def test_the_demo_makes_everything_and_says_what_could_not_be_made(tmp_path: Path) -> None:
    out = tmp_path / "成果"
    lines = list(demo(out))
    names = sorted(path.name for path in out.iterdir())
    suffixes = sorted(Path(name).suffix for name in names if "2020" in name)
    assert suffixes == [".docx", ".html", *[".pdf"] * 5, ".png", ".txt", ".txt", ".xlsx", ".zip"]
    assert sum("2021" in name for name in names) == 6
    assert sum("没有做" in line and "还有 10 格空着" in line for line in lines) == 3
    assert f"做了 {len(names)} 个文件" in lines[-1]
    assert any("交接包" in line and "已读回核对" in line for line in lines)
    assert DRAFT not in (out / "大才回族乡2020年政府信息公开工作年度报告.html").read_text(encoding="utf-8")
    assert DRAFT in (out / "大才回族乡2021年政府信息公开工作年度报告.html").read_text(encoding="utf-8")
