"""A carrier of a report as it will be written, shown before; and written, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.errors import Trouble
from app.domain.report import Report
from app.system import files
from app.workbench import issuing, naming, notices, outside, papers, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers.kinds import carrier
from app.workbench.carriers.model import PLAIN, Carrier, Options, Order
from app.workbench.papers import Written

IMAGES = ("picture", "long")  # what ``export_images`` makes
PICTURE_PX = 1654  # width of the picture where it is an image: A4 at 200 dots per inch


@dataclass(frozen=True, slots=True)
class Proof:
    """A carrier as it will be written: a PDF, or images, or a text; ``said``: what the clerk should know of it.

    Sentences without their full stops.
    """

    pdf: bytes = b""
    images: tuple[bytes, ...] = ()
    text: str = ""
    said: tuple[str, ...] = ()


def file_name(bench: Workbench, report: Report, carrier_id: str) -> str:
    """What its file is called unless somebody names it otherwise."""
    meant = carrier(carrier_id)
    return naming.file_name(papers.title(bench, report), meant.name if meant.is_named else "", meant.suffix)


def proof(
    bench: Workbench, report: Report, carrier_id: str, options: Options = PLAIN, day: date | None = None
) -> Proof:
    """What ``export`` would write; ``Trouble`` where it cannot be made (blank cells, sums that do not agree).

    ``day`` is the date under it, where it is not to be asked for.
    """
    meant = carrier(carrier_id)
    made = meant.make(Order(bench, report, options, day or issuing.issued(bench, report)))
    draft = secrecy.on_carrier(bench, report, meant.draft)
    return Proof(
        pdf=made.files[0] if meant.look == "pdf" else b"",
        images=made.files if meant.look == "png" else (),
        text=made.text,
        said=tuple(filter(None, (*made.said, *_missing(bench, report, meant), draft))),
    )


def export(bench: Workbench, report: Report, carrier_id: str, out: Path, options: Options = PLAIN) -> tuple[Path, ...]:
    """Writes it to ``out``, or where a long image is in pieces beside it; whole or not at all.

    Pieces replace nothing that stands under their names: nobody was asked about those.
    """
    return exported(bench, report, carrier_id, out, options).paths


def exported(bench: Workbench, report: Report, carrier_id: str, out: Path, options: Options = PLAIN) -> Written:
    """``export``, and what is said with the files."""
    meant = carrier(carrier_id)
    outside.refuse_misnamed(meant.name, out, meant.suffix)
    outside.get_ready(bench.path, out)
    day = issuing.issued(bench, report)
    made = meant.make(Order(bench, report, options, day))
    paths = _numbered(out, len(made.files))
    _write(bench, dict(zip(paths, made.files, strict=True)), asked=out)
    if meant.keeps_date:
        issuing.keep_date(bench, report, day)
    return Written(paths, (*made.said, *said_of(bench, report, carrier_id, paths[0])))


def export_images(bench: Workbench, report: Report, out: Path, options: Options = PLAIN) -> Written:
    """The picture as PDF and as PNG, and the long image, all of them or none.

    They go into the folder ``out``, which is made where it is not there; or beside the file of that name, which alone
    may be replaced.
    """
    order = Order(bench, report, options, issuing.issued(bench, report))
    if not out.is_dir():
        outside.refuse_misnamed("图", out, ".pdf", ".png")
    outside.get_ready(bench.path, out)
    kinds = [carrier(name) for name in IMAGES]
    picture, long = (meant.make(order) for meant in kinds)
    if out.suffix.lower() in (".pdf", ".png") and not out.is_dir():
        page, tall = out.with_suffix(".pdf"), out.with_name(f"{out.stem}_{kinds[1].name}.png")
    else:
        files.make_folder(out)
        page, tall = (out / file_name(bench, report, name) for name in IMAGES)
    contents = {page: picture.files[0], page.with_suffix(".png"): _as_png(picture.files[0])}
    contents |= dict(zip(_numbered(tall, len(long.files)), long.files, strict=True))
    _write(bench, contents, asked=out)
    issuing.keep_date(bench, report, order.day)
    return Written(tuple(contents), (*picture.said, *said_of(bench, report, IMAGES[0], page)))


def _write(bench: Workbench, contents: Mapping[Path, bytes], asked: Path) -> None:
    for path in contents:
        outside.get_ready(bench.path, path)
    _refuse_standing(contents, asked)
    files.write_all(contents)


def _refuse_standing(contents: Mapping[Path, bytes], asked: Path) -> None:
    """The clerk was asked about ``asked`` alone: what stands under another name stays, unless it says the same."""
    for path, data in contents.items():
        if path != asked and os.path.lexists(path) and not files.holds(path, data):
            what = f"这里已经有“{path.name}”，和要写的不一样，没有覆盖它"
            raise Trouble(what, "请换一个文件名，或先把旧的几张删掉", "一张都没有写，原来的文件没有变动")
    older = _after_last(tuple(contents))
    if older is not None:
        what = f"这里还有以前的“{older.name}”，会和新的几张混在一起"
        raise Trouble(what, "请换一个文件名，或先把旧的删掉", "一张都没有写，原来的文件没有变动")


def _after_last(paths: Sequence[Path]) -> Path | None:
    """The piece that stands behind the last of ``paths``: an earlier export had more; None where there is none."""
    stem, _, number = paths[-1].stem.rpartition("_")
    if len(paths) < 2 or not number.isdecimal():
        return None
    older = paths[-1].with_stem(f"{stem}_{int(number) + 1}")
    return older if os.path.lexists(older) else None


def _as_png(pdf: bytes) -> bytes:
    from app.exports import png, raster

    return png.encode(raster.page_image(pdf, 0, PICTURE_PX))


def said_of(bench: Workbench, report: Report, carrier_id: str, out: Path) -> tuple[str, ...]:
    """What is said with a carrier in the file ``out``: that it is a draft, what is private around it."""
    meant = carrier(carrier_id)
    around = secrecy.said_of_paper(bench, report, out, carries=meant.draft, phone=meant.has_phone)
    return (*_missing(bench, report, meant), *around)


def _missing(bench: Workbench, report: Report, meant: Carrier) -> tuple[str, ...]:
    """What is left out of a carrier because nobody told it."""
    return notices.of_phone(bench, report) if meant.has_phone else ()


def _numbered(out: Path, count: int) -> tuple[Path, ...]:
    """The files of a carrier that is in ``count`` pieces: x_1.png, x_2.png …"""
    if count == 1:
        return (out,)
    return tuple(out.with_name(f"{out.stem}_{number}{out.suffix}") for number in range(1, count + 1))
