"""张贴记录: what of a report hung where, from which day to which; and the 更正 where it says something else since."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.errors import NotFound, Trouble
from app.domain.posting import Posting
from app.domain.report import Report
from app.domain.text import MAX_NAME, clean_line, refuse_long
from app.system import clock, files
from app.workbench import faces, footing, naming, outside, papers, photos
from app.workbench.bench import Workbench

if TYPE_CHECKING:
    from app.document.correction import Beside, Correction

CORRECTION = "更正"


def postings(bench: Workbench, report: Report) -> tuple[Posting, ...]:
    """All that were not withdrawn, in the order in which they were noted."""
    return tuple(bench.wall.postings(report.key))


def post(
    bench: Workbench,
    report: Report,
    *,
    day: date,
    place: str,
    board: str,
    note: str = "",
    photo: Path | None = None,
) -> Posting:
    """Notes that ``board`` (公开栏 A1) hangs at ``place`` since ``day``, as the report stands now."""
    from app.document.correction import hanging
    from app.handover.fingerprint import check_code, fingerprint

    where = _line(place, "张贴地点")
    if not where:
        raise Trouble("还没有写贴在哪里", "请填张贴地点，如“乡政府大门口公开栏”")
    _refuse_future(day, "张贴日期")
    form = bench.form_of(report)
    new = Posting(
        seq=0,
        day=day,
        place=where,
        board=_line(board, "张贴的内容"),
        note=_line(note, "备注"),
        check_code=check_code(fingerprint(report, form)),
        content=hanging(form, report, _beside(bench, report)),
        photo_name=clean_line(photo.name) if photo else "",
        photo=photos.kept(photo) if photo else b"",
    )
    return bench.wall.put_posting(report.key, new)


def take_down(bench: Workbench, report: Report, seq: int, day: date | None) -> None:
    """Notes that it hangs no longer since ``day``; None takes that back."""
    hung = _posting(bench, report, seq)
    if day is not None:
        _refuse_future(day, "取下日期")
        if day < hung.day:
            raise Trouble("取下日期比张贴日期还早", "请核对这两个日期")
    bench.wall.take_down(report.key, seq, day)


def photo(bench: Workbench, report: Report, seq: int) -> bytes:
    """Its photo, a JPEG; b"" where there is none."""
    return bench.wall.photo(report.key, _posting(bench, report, seq).seq)


def withdraw(bench: Workbench, report: Report, seq: int) -> Posting:
    """Takes the record back: it is kept with its photo and listed no more; what is returned is for ``restore``."""
    gone = _posting(bench, report, seq)
    bench.wall.withdraw_posting(report.key, seq)
    return gone


def restore(bench: Workbench, report: Report, posting: Posting) -> Posting:
    """Lists a withdrawn record again, as it was."""
    bench.wall.restore_posting(report.key, posting.seq)
    return posting


def today() -> date:
    """The day that is proposed for a new record."""
    return clock.today()


# What hangs and is no longer right


def changes(bench: Workbench, report: Report) -> dict[int, int | None]:
    """For every paper that hangs, by the number of its record, how many places say something else by now.

    None where it cannot be compared place by place (another format, a record that is not whole): the paper itself has
    to be replaced.
    """
    hung = [each for each in postings(bench, report) if each.taken_down is None]
    if not hung:
        return {}
    from app.document import correction

    form, beside = bench.form_of(report), _beside(bench, report)
    counts: dict[str, int | None] = {correction.hanging(form, report, beside): 0}  # by what hung
    for content in {each.content for each in hung} - counts.keys():
        try:
            counts[content] = len(correction.changes(form, report, beside, content))
        except Trouble:
            counts[content] = None
    return {each.seq: counts[each.content] for each in hung}


def correction_proof(bench: Workbench, report: Report, seq: int) -> bytes:
    """The strips as PDF, as ``export_correction`` will write them; ``Trouble`` where nothing changed."""
    from app.exports.correction.strip import render
    from app.workbench import secrecy

    draft = secrecy.draft_words(bench, report)
    return render(_correction(bench, report, seq), faces.fonts(bench), watermark=draft)


def correction_name(bench: Workbench, report: Report) -> str:
    """What its file is called unless somebody names it otherwise."""
    return naming.file_name(papers.title(bench, report), CORRECTION, ".pdf")


def export_correction(bench: Workbench, report: Report, seq: int, out: Path) -> Path:
    """Writes the strips; the file is whole or the old one stands."""
    outside.refuse_misnamed(CORRECTION, out, ".pdf")
    outside.get_ready(bench.path, out)
    files.write_bytes(out, correction_proof(bench, report, seq))
    return out


def said_of_strips(sheets: int) -> tuple[str, ...]:
    """What is said of strips on that many sheets: that there are rather many. Without full stops."""
    from app.exports.correction.strip import MANY

    return (f"改动较多，要印 {sheets} 张，建议换整张",) if sheets >= MANY else ()


def said_of_correction(bench: Workbench, report: Report, out: Path) -> tuple[str, ...]:
    """What is said with the strips: that they are a draft, what is private in their name. Without full stops."""
    from app.workbench import secrecy

    words = secrecy.on_export(bench, report, "每条更正上都印着")
    return (*([words] if words else []), *secrecy.around_paper(bench, report, out))


def _correction(bench: Workbench, report: Report, seq: int) -> Correction:
    from app.document.correction import correct

    hung = _posting(bench, report, seq)
    return correct(
        bench.form_of(report),
        report,
        _beside(bench, report),
        hung.content,
        clock.today(),
        old_code=papers.printed_code(hung.check_code),
        new_code=papers.code_of(bench, report).printed,
    )


def _beside(bench: Workbench, report: Report) -> Beside:
    from app.document.correction import Beside

    return Beside(papers.office(bench, report), *footing.foot_and_names(bench, report))


def _posting(bench: Workbench, report: Report, seq: int) -> Posting:
    for each in bench.wall.postings(report.key):
        if each.seq == seq:
            return each
    raise NotFound("没有这一条张贴记录", "请重新打开这一页看一看")


def _line(text: str, what: str) -> str:
    return clean_line(refuse_long(text, what, MAX_NAME), MAX_NAME)


def _refuse_future(day: date, what: str) -> None:
    if day > clock.today():
        raise Trouble(f"{what}填的这一天还没到", "请核对日期；贴上去（取下来）以后再记")
