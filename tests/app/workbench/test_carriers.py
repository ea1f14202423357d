"""Every carrier by one door: what is shown is what is written, whole or not at all, and drafts say that they are."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from app.domain.errors import CannotWrite, Trouble
from app.domain.report import Report, ReportKey
from app.system import files
from app.workbench import footing, issuing, naming, papers, printing, sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import kinds, writing
from app.workbench.carriers.kinds import CARRIERS
from app.workbench.carriers.model import Carrier, Made, Options, Order
from app.workbench.carriers.story import story
from app.workbench.papers import BoardWish
from tests.app.workbench.conftest import YEAR, whole
from tests.disks import fill_up, small_disk

IDS = [carrier.id for carrier in CARRIERS]
DRAFT = secrecy.procedure().draft


@pytest.fixture(scope="module")
def township(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """The sample; nobody has reviewed it."""
    with Workbench.open(tmp_path_factory.mktemp("w") / "w.db") as bench:
        sample.fill(bench)
        yield bench


@pytest.fixture
def report(township: Workbench) -> Report:
    return township.find(2020)


@pytest.fixture
def noughts(bench: Workbench) -> Report:
    whole(bench)
    return bench.find(YEAR)


def words(data: bytes) -> str:
    """What a file says, whatever it is; of an image nothing."""
    if data.startswith(b"%PDF"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return "" if data.startswith(b"\x89PNG") else data.decode("utf-8-sig")


@pytest.mark.parametrize("name", IDS)
def test_what_is_shown_is_what_is_written(township: Workbench, report: Report, tmp_path: Path, name: str) -> None:
    proof = writing.proof(township, report, name)
    carrier = kinds.carrier(name)
    out = tmp_path / writing.file_name(township, report, name)
    assert out.suffix == carrier.suffix
    assert writing.export(township, report, name, out) == (out,)
    data = out.read_bytes()
    assert (bool(proof.pdf), bool(proof.images)) == (carrier.look == "pdf", carrier.look == "png")
    if proof.pdf:
        assert proof.pdf == data
    if proof.images:
        assert proof.images == (data,)
    if name in ("text", "script"):
        assert proof.text == data.decode("utf-8-sig").replace("\r\n", "\n")
    assert list(tmp_path.iterdir()) == [out]


def test_files_have_names_of_their_own(township: Workbench, report: Report) -> None:
    names = [writing.file_name(township, report, name) for name in IDS]
    assert len(set(names)) == len(IDS)
    assert "大才回族乡2020年政府信息公开工作年度报告_一图读懂.pdf" in names


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某乡/2020:年\\报", "某乡_2020_年_报_长图.png"),
        (" \n", "报告_长图.png"),
        ("con", "报告 con_长图.png"),
        ("年\u202e报\u200b.", "年_报__长图.png"),
        ("字" * 300, "字" * 63 + "_长图.png"),
    ],
)
def test_every_disk_takes_the_names(title: str, name: str) -> None:
    assert naming.file_name(title, "长图", ".png") == name


@pytest.mark.parametrize("name", IDS)
def test_a_draft_says_so_until_somebody_has_looked(
    bench: Workbench, noughts: Report, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "x"
    written = writing.exported(bench, noughts, name, out)
    proof = writing.proof(bench, noughts, name)
    before = out.read_bytes()
    is_marked = name != "report"  # it goes to be signed: said, not printed
    assert any(DRAFT in said for said in written.said)
    assert any(DRAFT in said for said in proof.said)
    if name != "long":
        assert (DRAFT.split()[0] in words(before)) == is_marked
    secrecy.record(bench, noughts, "李")
    assert writing.exported(bench, noughts, name, out).said == writing.proof(bench, noughts, name).said == ()
    assert (out.read_bytes() == before) != is_marked
    assert DRAFT not in words(out.read_bytes())


@pytest.mark.parametrize("name", ["picture", "long", "script", "large", "report"])
def test_what_must_not_be_public_says_so(bench: Workbench, noughts: Report, tmp_path: Path, name: str) -> None:
    kept = next(known for known in secrecy.procedure().conclusions if not known.publishes)
    secrecy.record(bench, noughts, "李", conclusion=kept.id)
    [said] = writing.exported(bench, noughts, name, tmp_path / "x").said
    assert kept.words in said
    assert "不要张贴" in said


def test_a_private_number_at_the_foot_is_told_with_what_bears_it(
    bench: Workbench, noughts: Report, tmp_path: Path
) -> None:
    footing.save_footer(bench, noughts, {footing.footer(bench, noughts)[-1][0]: "13997112345"})
    secrecy.record(bench, noughts, "李")
    for name in IDS:
        said = writing.exported(bench, noughts, name, tmp_path / "x").said
        assert bool(said) == (name in ("picture", "long", "script")), name


@pytest.mark.parametrize("name", ["picture", "long", "script"])
def test_blank_cells_are_refused_where_figures_are_drawn(township: Workbench, tmp_path: Path, name: str) -> None:
    report = township.find(2021)
    with pytest.raises(Trouble, match="还有 10 格空着"):
        writing.proof(township, report, name)
    with pytest.raises(Trouble, match="还有 10 格空着"):
        writing.export(township, report, name, tmp_path / "x")
    assert not list(tmp_path.iterdir())


def test_years_before_stand_beside_it(bench: Workbench) -> None:
    for year in (2019, 2021, 2022, 2023, 2024):
        whole(bench, year)
    told = str(story(bench, bench.find(2023)).blocks)
    assert all(words in told for words in ("2019年0件", "2020年无资料", "2021年0件", "2022年0件", "2023年0件"))
    assert "2024年" not in told
    assert "2019年" not in str(story(bench, bench.find(2024)).blocks)


@pytest.mark.parametrize("carrier", CARRIERS, ids=IDS)
def test_options_change_what_they_concern(township: Workbench, report: Report, carrier: Carrier) -> None:
    """And nothing else looks at them."""
    plain = writing.proof(township, report, carrier.id)
    more: dict[str, Any] = {}
    for field in fields(Options):
        changed = {field.name: not field.default}
        if field.name not in carrier.choices:
            more |= changed
        elif field.name != "pairs":  # the sample has nothing that falls short
            assert writing.proof(township, report, carrier.id, Options(**changed)) != plain
    assert writing.proof(township, report, carrier.id, Options(**more)) == plain


def test_a_new_carrier_is_a_function_and_a_line(
    township: Workbench, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(order: Order) -> Made:
        text = f"{order.report.key.year}，{order.draft()}"
        return Made((text.encode(),), text, said=("念慢一点",))

    new = Carrier("sms", "短信", "发给村民", ".txt", "text", make, ("一条最多七十个字。",), draft="最前面写着")
    monkeypatch.setattr(kinds, "CARRIERS", (*CARRIERS, new))
    proof = writing.proof(township, report, "sms")
    assert proof.text == f"2020，{DRAFT}"
    assert proof.said[0] == "念慢一点"
    assert "最前面写着" in proof.said[1]
    out = tmp_path / writing.file_name(township, report, "sms")
    assert out.name.endswith("_短信.txt")
    assert writing.export(township, report, "sms", out) == (out,)
    assert out.read_text(encoding="utf-8") == proof.text


def test_what_cannot_be_seen_is_shown_by_what_can() -> None:
    for known in CARRIERS:
        assert known.notes
        if known.shown_by:
            assert known.look == "none"
            assert kinds.carrier(known.shown_by).look == "pdf"


def test_a_long_image_in_pieces_is_numbered(township: Workbench, report: Report, tmp_path: Path) -> None:
    made = writing.export(township, report, "long", tmp_path / "长图.png", Options(split=True))
    assert [path.name for path in made] == ["长图_1.png", "长图_2.png"]
    assert all(Image.open(BytesIO(path.read_bytes())).height <= kinds.SPLIT_PX for path in made)
    assert sorted(tmp_path.iterdir()) == sorted(made)


def test_a_file_is_not_called_what_it_is_not(township: Workbench, report: Report, tmp_path: Path) -> None:
    for name, wrong in (("word", "x.pdf"), ("long", "x.PDF"), ("web", "x.docx"), ("picture", "x.png")):
        with pytest.raises(Trouble, match="打不开"):
            writing.export(township, report, name, tmp_path / wrong)
    assert not list(tmp_path.iterdir())
    writing.export(township, report, "web", tmp_path / "x.htm")
    writing.export(township, report, "word", tmp_path / "x.DOCX")


def test_nor_is_any_other_paper(township: Workbench, report: Report, tmp_path: Path) -> None:
    for deed in (
        lambda out: papers.export_board(township, report, BoardWish("A3"), out),
        lambda out: papers.export_report(township, report, out),
        lambda out: writing.export_images(township, report, out),
    ):
        for wrong in ("x.docx", "y.XLSX", "z.html"):
            with pytest.raises(Trouble, match=r"打不开.*请把文件名的结尾改成 \.pdf"):
                deed(tmp_path / wrong)
    assert not list(tmp_path.iterdir())
    (tmp_path / "2020.txt").mkdir()  # a folder may be called anything
    assert len(writing.export_images(township, report, tmp_path / "2020.txt").paths) == 3


def test_a_telephone_that_nobody_gave_is_told_where_it_would_stand(
    bench: Workbench, noughts: Report, tmp_path: Path
) -> None:
    row = footing.footer(bench, noughts)[-1][0]
    bench.save_organ(replace(papers.office(bench, noughts), phone=""))
    for known in CARRIERS:
        out = tmp_path / f"{known.id}{known.suffix}"
        said = (writing.proof(bench, noughts, known.id).said, writing.exported(bench, noughts, known.id, out).said)
        assert [any("监督电话还空着" in each for each in told) for told in said] == [known.has_phone] * 2
    footing.save_footer(bench, noughts, {row: "0971-7654321"})
    for known in CARRIERS:
        assert not any("监督电话" in each for each in writing.proof(bench, noughts, known.id).said)


def test_only_the_years_that_are_drawn_are_read(township: Workbench, report: Report) -> None:
    asked: list[int] = []

    class Asked:
        def __getattr__(self, name: str) -> Any:
            return getattr(township, name)

        def known(self, key: ReportKey) -> Report | None:
            asked.append(key.year)
            return township.known(key)

    story(Asked(), report)  # type: ignore[arg-type]
    assert asked == [2016, 2017, 2018, 2019]


def test_a_kind_that_is_not_there(township: Workbench, report: Report, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="不认识导出种类"):
        writing.proof(township, report, "fax")
    with pytest.raises(Trouble, match="不认识导出种类"):
        writing.export(township, report, "fax", tmp_path / "x")


def test_a_date_is_kept_with_the_first_file(bench: Workbench, noughts: Report, tmp_path: Path) -> None:
    writing.proof(bench, noughts, "web")
    assert not issuing.has_date(bench, noughts)
    with pytest.raises(CannotWrite):
        writing.export(bench, noughts, "web", tmp_path / "无" / "x.html")
    assert not issuing.has_date(bench, noughts)
    writing.export(bench, noughts, "web", tmp_path / "x.html")
    assert issuing.has_date(bench, noughts)


@pytest.mark.parametrize("name", ["text", "script"])
def test_words_to_copy_or_read_aloud_fix_no_date(bench: Workbench, noughts: Report, tmp_path: Path, name: str) -> None:
    writing.export(bench, noughts, name, tmp_path / "x.txt")
    assert not issuing.has_date(bench, noughts)


# ---- what the outside may do


@pytest.mark.parametrize("name", IDS)
def test_none_goes_over_the_workspace(bench: Workbench, noughts: Report, name: str) -> None:
    with pytest.raises(CannotWrite, match="正在用的数据文件"):
        writing.export(bench, noughts, name, bench.path)
    with pytest.raises(CannotWrite, match="正在用的数据文件"):
        writing.export_images(bench, noughts, bench.path)


@pytest.mark.parametrize("name", IDS)
def test_on_a_full_disk_the_old_file_stays_whole(
    township: Workbench, report: Report, tmp_path: Path, name: str
) -> None:
    with small_disk(tmp_path / "disk", 1000) as disk:
        out = disk / "x"
        writing.export(township, report, name, out)
        before = out.read_bytes()
        filler = fill_up(disk)
        with pytest.raises(CannotWrite, match="满了") as told:
            writing.export(township, report, name, out)
        assert "原来的文件没有变动" in str(told.value)
        assert out.read_bytes() == before
        assert set(disk.iterdir()) == {out, filler}


def test_pieces_are_all_written_or_none(
    township: Workbench, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = files.write_bytes

    def stuck(path: Path, data: bytes) -> None:
        if path.name == "x_2.png":
            raise CannotWrite("磁盘或 U 盘已经拔出", "请重新插好再试")
        write(path, data)

    monkeypatch.setattr(files, "write_bytes", stuck)
    with pytest.raises(CannotWrite, match="拔出"):
        writing.export(township, report, "long", tmp_path / "x.png", Options(split=True))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["x_1.png", "x_2.png", "x_3.png"])
def test_pieces_replace_nothing_that_nobody_was_asked_about(
    township: Workbench, report: Report, tmp_path: Path, name: str
) -> None:
    own = tmp_path / name
    own.write_bytes(b"own")
    with pytest.raises(Trouble, match=f"“{own.stem}") as told:
        writing.export(township, report, "long", tmp_path / "x.png", Options(split=True))
    assert "换一个文件名" in told.value.next_step
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(name, b"own")]
    own.unlink()
    for _ in range(2):  # the same pieces again are no harm
        made = writing.export(township, report, "long", tmp_path / "x.png", Options(split=True))
    assert sorted(tmp_path.iterdir()) == sorted(made)


@pytest.mark.parametrize("name", ["x.png", "x_长图.png"])
def test_images_replace_only_the_file_that_was_named(
    township: Workbench, report: Report, tmp_path: Path, name: str
) -> None:
    (tmp_path / "x.pdf").write_bytes(b"named")
    own = tmp_path / name
    own.write_bytes(b"own")
    with pytest.raises(Trouble, match=name):
        writing.export_images(township, report, tmp_path / "x.pdf")
    assert (own.read_bytes(), (tmp_path / "x.pdf").read_bytes()) == (b"own", b"named")
    own.unlink()
    assert len(writing.export_images(township, report, tmp_path / "x.pdf").paths) == 3
    assert (tmp_path / "x.pdf").read_bytes() != b"named"


def test_a_file_that_is_open_in_word_stays_whole(
    township: Workbench, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace it; elsewhere that is played."""
    out = tmp_path / "年报.docx"
    out.write_bytes(b"old")

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "WinError 32", str(target))

    monkeypatch.setattr(Path, "replace", held)
    monkeypatch.setattr(files, "_IS_WINDOWS", True)
    monkeypatch.setattr(files, "_PATIENCE", 0.1)
    with pytest.raises(CannotWrite, match=r"“年报\.docx”正被别的程序打开着") as told:
        writing.export(township, report, "word", out)
    assert "关掉" in told.value.next_step
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(township: Workbench, report: Report, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(CannotWrite, match="没有权限"):
            writing.export(township, report, "excel", tmp_path / "x.xlsx")
    finally:
        tmp_path.chmod(0o755)


# ---- the board's own additions


def test_single_sheets_are_those_of_the_whole(township: Workbench, report: Report, tmp_path: Path) -> None:
    wish = BoardWish("A2", "A4")
    both = papers.tile_proof(township, report, wish, [2, 3])
    assert printing.page_count(both) == 2
    assert papers.export_board(township, report, wish, tmp_path / "x.pdf", [3, 2]).read_bytes() == both
    every = papers.tile_proof(township, report, wish)
    assert printing.page_count(every) == papers.board_proof(township, report, wish).sheets["A4"].count + 1
    assert papers.export_board(township, report, wish, tmp_path / "y.pdf").read_bytes() == every
    for wrong in ([], [0], [99]):
        with pytest.raises(Trouble, match="张"):
            papers.tile_proof(township, report, wish, wrong)
    with pytest.raises(Trouble, match="没有张号"):
        papers.export_board(township, report, BoardWish("A2"), tmp_path / "z.pdf", [1])
    with pytest.raises(Trouble, match="打印纸"):
        papers.tile_proof(township, report, BoardWish("A2"))


def test_wishes_reach_the_board(township: Workbench, report: Report) -> None:
    plain = papers.board_proof(township, report, BoardWish("A2"))
    short = papers.board_proof(township, report, BoardWish("A2", short=True))
    assert short.smallest_pt >= plain.smallest_pt
    assert len({plain.pdf, short.pdf, papers.board_proof(township, report, BoardWish("A2", columns=1)).pdf}) == 3
    assert papers.board_proof(township, report, BoardWish("A2", qr=False)).pdf != plain.pdf
    wide = papers.board_proof(township, report, BoardWish("A1", printer_margin_mm=15.0))
    assert wide.sheets["A4"].count > papers.board_proof(township, report, BoardWish("A1")).sheets["A4"].count


def test_a_page_to_try_the_printer_with(township: Workbench) -> None:
    assert printing.page_count(papers.test_print(township, "A4")) == 1
    with pytest.raises(Trouble, match="打印纸"):
        papers.test_print(township, "B5")


def test_the_code_tells_where_the_report_is_on_the_web(bench: Workbench, noughts: Report) -> None:
    """As a telephone reads it off the paper: title, check code, fingerprint; and the address that the preface names."""
    form = bench.form_of(noughts)
    assert form.preface is not None
    for words in ("乡政府网站", "乡政府网站（https://www.example.gov.cn/xxgk/2023）"):
        session = bench.session(YEAR)
        session.set_passage(form.preface.passage(form.preface.fields[-1]), words)
        report = bench.find(YEAR)
        page = pypdfium2.PdfDocument(writing.proof(bench, report, "picture").pdf)[0]
        [read] = zxingcpp.read_barcodes(page.render(scale=4).to_pil().convert("L"))
        title, *rest = read.text.split("\n")
        assert papers.code_of(bench, report).printed.replace(" ", "") in title
        assert rest == (["https://www.example.gov.cn/xxgk/2023"] if "https" in words else [])
