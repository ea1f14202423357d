"""What hung where is kept with its report; where the report says something else since, a correction can be made."""

from __future__ import annotations

import datetime
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from app.domain.errors import CannotRead, CannotWrite, NotFound, Trouble
from app.domain.posting import Posting
from app.domain.report import Report, ReportKey
from app.system import clock
from app.workbench import issuing, papers, postings, secrecy
from app.workbench.bench import Workbench
from tests.app.workbench.conftest import OFFICE, YEAR, whole

TODAY = datetime.date(2024, 1, 20)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def report(bench: Workbench, monkeypatch: pytest.MonkeyPatch) -> Report:
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    whole(bench)
    return bench.find(YEAR)


def hang(bench: Workbench, report: Report, photo: Path | None = None) -> Posting:
    return postings.post(
        bench, report, day=TODAY - DAY, place=" 大门口\n公开栏 ", board="公开栏 A1", note="玻璃后", photo=photo
    )


def changed(bench: Workbench) -> Report:
    session = bench.session(YEAR)
    address = next(name for name in session.form.cells if session.report.cells.get(name) == 0)
    session.set_cell(address, "3")
    return bench.find(YEAR)


def words(pdf: bytes) -> str:
    return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)).replace("\r\n", "")


def test_a_posting_is_kept_with_what_it_said(bench: Workbench, report: Report) -> None:
    made = hang(bench, report)
    assert postings.postings(bench, report) == (made,)
    assert (made.seq, made.day, made.place, made.board, made.note) == (
        1,
        TODAY - DAY,
        "大门口 公开栏",
        "公开栏 A1",
        "玻璃后",
    )
    assert papers.printed_code(made.check_code) == papers.code_of(bench, report).printed
    assert postings.changes(bench, report) == {made.seq: 0}
    assert postings.photo(bench, report, made.seq) == b""


@pytest.mark.parametrize("place", ["", " \n", "长" * 201])
def test_a_place_has_to_be_said(bench: Workbench, report: Report, place: str) -> None:
    with pytest.raises(Trouble):
        postings.post(bench, report, day=TODAY, place=place, board="A1")
    assert postings.postings(bench, report) == ()


def test_days_that_cannot_be_are_refused(bench: Workbench, report: Report) -> None:
    with pytest.raises(Trouble, match="这一天还没到"):
        postings.post(bench, report, day=TODAY + DAY, place="大门口", board="A1")
    made = hang(bench, report)
    with pytest.raises(Trouble, match="这一天还没到"):
        postings.take_down(bench, report, made.seq, TODAY + DAY)
    with pytest.raises(Trouble, match="还早"):
        postings.take_down(bench, report, made.seq, made.day - DAY)
    postings.take_down(bench, report, made.seq, TODAY)
    assert postings.postings(bench, report)[0].taken_down == TODAY
    postings.take_down(bench, report, made.seq, None)
    assert postings.postings(bench, report) == (made,)


def test_a_record_that_is_not_there(bench: Workbench, report: Report) -> None:
    for deed in (postings.photo, postings.withdraw, postings.correction_proof):
        with pytest.raises(NotFound, match="张贴记录"):
            deed(bench, report, 7)
    with pytest.raises(NotFound, match="张贴记录"):
        postings.take_down(bench, report, 7, TODAY)


def snapshot(path: Path, size: tuple[int, int] = (3000, 1500)) -> Path:
    """As a telephone makes it: turned by its EXIF, with a place in it."""
    picture = Image.new("RGB", size, "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    exif[0x010F] = "SECRETPHONE"
    picture.save(path, exif=exif, comment=b"SECRETPLACE")
    return path


def test_a_photo_is_kept_small_upright_and_without_what_the_telephone_wrote(
    bench: Workbench, report: Report, tmp_path: Path
) -> None:
    made = hang(bench, report, snapshot(tmp_path / "门口.jpg"))
    kept = postings.photo(bench, report, made.seq)
    assert made.photo_name == "门口.jpg"
    picture = Image.open(BytesIO(kept))
    assert (picture.format, picture.size) == ("JPEG", (800, 1600))
    assert not picture.getexif()
    assert b"SECRET" not in kept
    assert len(kept) < 500_000
    (tmp_path / "门口.jpg").unlink()
    assert postings.photo(bench, report, made.seq) == kept


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".webp"])
def test_other_pictures_are_photos_too(bench: Workbench, report: Report, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"x{suffix}"
    Image.new("RGB", (30, 20), "blue").save(path)
    made = hang(bench, report, path)
    assert Image.open(BytesIO(postings.photo(bench, report, made.seq))).size == (30, 20)


def test_greys_of_sixteen_bits_keep_their_shades(bench: Workbench, report: Report, tmp_path: Path) -> None:
    path = tmp_path / "x.png"
    grey = Image.new("I;16", (90, 30))
    for at, shade in enumerate((0, 128 * 257, 65535)):
        grey.paste(shade, (at * 30, 0, at * 30 + 30, 30))
    grey.save(path)
    kept = Image.open(BytesIO(postings.photo(bench, report, hang(bench, report, path).seq))).convert("L")
    assert [kept.getpixel((x, 15)) for x in (15, 45, 75)] == [
        pytest.approx(0, abs=4),
        pytest.approx(128, abs=4),
        pytest.approx(255, abs=4),
    ]


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_where_nothing_was_drawn_is_white(bench: Workbench, report: Report, tmp_path: Path, mode: str) -> None:
    path = tmp_path / "x.png"
    clear = Image.new("RGBA", (2000, 1000), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 1000, 1000))
    clear.convert("LA").convert(mode).save(path) if mode != "P" else clear.quantize(4).save(path)
    kept = Image.open(BytesIO(postings.photo(bench, report, hang(bench, report, path).seq))).convert("L")
    assert kept.size == (1600, 800)
    assert (kept.getpixel((400, 400)), kept.getpixel((1200, 400))) == (0, 255)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff\xe0" + b"\x00" * 50, b"%PDF-1.7", b"II*\x00" * 9])
def test_what_is_no_photo_is_refused(bench: Workbench, report: Report, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "门.jpg"
    path.write_bytes(data)
    with pytest.raises(Trouble, match="不是能用的照片"):
        hang(bench, report, path)
    assert postings.postings(bench, report) == ()


def test_a_photo_cut_short_and_one_of_endless_pixels_are_refused(
    bench: Workbench, report: Report, tmp_path: Path
) -> None:
    path = snapshot(tmp_path / "门.jpg")
    path.write_bytes(path.read_bytes()[:3000])
    with pytest.raises(Trouble, match="不是能用的照片"):
        hang(bench, report, path)
    endless = tmp_path / "bomb.png"
    for size in ((12_000, 12_000), (30_000, 30_000)):
        Image.new("1", size).save(endless)
        with pytest.raises(Trouble, match="像素太多"):
            hang(bench, report, endless)
    with pytest.raises(CannotRead, match="没有这个文件"):
        hang(bench, report, tmp_path / "没有.jpg")


def test_a_photo_of_the_most_pixels_is_made_smaller_while_it_is_read(
    bench: Workbench, report: Report, tmp_path: Path
) -> None:
    path = tmp_path / "门.jpg"
    Image.new("L", (16_000, 12_000), 200).save(path, quality=10)
    made = hang(bench, report, path)
    assert Image.open(BytesIO(postings.photo(bench, report, made.seq))).size == (1600, 1200)
    Image.new("L", (12_000, 9_000), 200).save(path, quality=10, progressive=True)
    with pytest.raises(Trouble, match="像素太多"):
        hang(bench, report, path)


def test_a_lack_of_memory_is_no_fault_of_the_photo(
    bench: Workbench, report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def starved(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("PIL.ImageOps.exif_transpose", starved)
    with pytest.raises(Trouble, match="内存不够"):
        hang(bench, report, snapshot(tmp_path / "门.jpg"))


def test_a_record_is_withdrawn_and_restored_with_its_photo(bench: Workbench, report: Report, tmp_path: Path) -> None:
    made = hang(bench, report, snapshot(tmp_path / "门口.jpg", (300, 150)))
    postings.take_down(bench, report, made.seq, TODAY)
    before, photo = postings.postings(bench, report), postings.photo(bench, report, made.seq)
    gone = postings.withdraw(bench, report, made.seq)
    assert postings.postings(bench, report) == ()
    assert bench.wall.photo(report.key, made.seq) == b""
    other = hang(bench, report)
    assert other.seq != made.seq
    assert postings.restore(bench, report, gone).seq == made.seq
    assert (postings.postings(bench, report), postings.photo(bench, report, made.seq)) == ((*before, other), photo)
    with pytest.raises(NotFound, match="张贴记录"):
        postings.restore(bench, report, gone)  # it is there again


def test_what_changed_since_is_corrected(bench: Workbench, report: Report, tmp_path: Path) -> None:
    made = hang(bench, report)
    with pytest.raises(Trouble, match="没有要更正"):
        postings.correction_proof(bench, report, made.seq)
    now = changed(bench)
    assert postings.changes(bench, now)[made.seq]
    proof = postings.correction_proof(bench, now, made.seq)
    assert "更正" in words(proof)
    assert papers.printed_code(made.check_code) in words(proof)
    assert papers.code_of(bench, now).printed in words(proof)
    out = tmp_path / postings.correction_name(bench, now)
    assert out.name.endswith("_更正.pdf")
    assert postings.export_correction(bench, now, made.seq, out).read_bytes() == proof
    bench.session(YEAR).undo()
    assert postings.changes(bench, bench.find(YEAR)) == {made.seq: 0}
    with pytest.raises(CannotWrite, match="正在用的数据文件"):
        postings.export_correction(bench, now, made.seq, bench.path)


def test_a_correction_that_nobody_looked_at_is_told(bench: Workbench, report: Report, tmp_path: Path) -> None:
    hang(bench, report)
    secrecy.record(bench, report, "李")
    assert postings.said_of_correction(bench, report, tmp_path / "x.pdf") == ()
    [said] = postings.said_of_correction(bench, changed(bench), tmp_path / "x.pdf")
    assert "要重新审查" in said


def test_a_correction_carries_the_draft_words_until_somebody_has_looked(
    bench: Workbench, report: Report, tmp_path: Path
) -> None:
    made = hang(bench, report)
    now = changed(bench)
    draft = secrecy.procedure().draft
    assert draft.split()[0] in words(postings.correction_proof(bench, now, made.seq))
    assert any(draft in said for said in postings.said_of_correction(bench, now, tmp_path / "x.pdf"))
    secrecy.record(bench, now, "李")
    assert draft.split()[0] not in words(postings.correction_proof(bench, now, made.seq))
    assert postings.said_of_correction(bench, now, tmp_path / "x.pdf") == ()


def test_many_sheets_are_told(bench: Workbench, report: Report) -> None:
    made = hang(bench, report)
    session = bench.session(YEAR)
    zeros = [name for name in session.form.cells if session.report.cells.get(name) == 0]
    for address in zeros[:20]:
        session.set_cell(address, "3")
    sheets = len(pypdfium2.PdfDocument(postings.correction_proof(bench, bench.find(YEAR), made.seq)))
    assert sheets > 2
    assert postings.said_of_strips(sheets) == (f"改动较多，要印 {sheets} 张，建议换整张",)
    assert postings.said_of_strips(2) == ()


def test_changes_are_counted_at_once_for_all_that_hangs(
    bench: Workbench, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert postings.changes(bench, report) == {}
    first, second, down, gone = (hang(bench, report) for _ in range(4))
    postings.take_down(bench, report, down.seq, TODAY)
    postings.withdraw(bench, report, gone.seq)
    assert postings.changes(bench, report) == {first.seq: 0, second.seq: 0}
    now = changed(bench)
    third = hang(bench, now)
    strange = [replace(first, content=content) for content in ('{"form":"another"}', "[", "[" * 9999)]
    unknown = [bench.wall.put_posting(report.key, each).seq for each in strange]
    reads: list[object] = []
    ask = bench.wall.postings

    def counted_ask(key: ReportKey) -> list[Posting]:
        reads.append(key)
        return ask(key)

    monkeypatch.setattr(bench.wall, "postings", counted_ask, raising=False)
    counted = postings.changes(bench, now)
    assert len(reads) == 1
    one = counted[first.seq]
    assert one
    assert counted == {first.seq: one, second.seq: one, third.seq: 0, **dict.fromkeys(unknown)}


def test_what_the_office_says_of_itself_hangs_too(bench: Workbench, report: Report) -> None:
    made = hang(bench, report)
    bench.save_organ(replace(OFFICE, phone="0971-7654321"))
    count = postings.changes(bench, report)[made.seq]
    assert count
    said = "".join(words(postings.correction_proof(bench, report, made.seq)).split())
    assert OFFICE.phone in said
    assert "监督电话" in said
    issuing.save_issued(bench, report, TODAY)  # it moved from day to day when it was hung
    assert postings.changes(bench, report)[made.seq] == count


def test_a_removed_report_takes_them_along(bench: Workbench, report: Report, tmp_path: Path) -> None:
    hang(bench, report, snapshot(tmp_path / "门口.jpg", (300, 150)))
    before, photo = postings.postings(bench, report), postings.photo(bench, report, 1)
    removed = bench.remove(report.key)
    with pytest.raises(NotFound):
        postings.postings(bench, report)
    bench.bring_back(removed)
    assert (postings.postings(bench, report), postings.photo(bench, report, 1)) == (before, photo)
