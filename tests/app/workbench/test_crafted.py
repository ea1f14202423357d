"""500 crafted strings through every carrier: nothing but ``Trouble`` is raised, and nothing of them comes to life."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import pytest
from lxml import etree, html

from app.domain.errors import Trouble
from app.domain.report import Report
from app.domain.text import clean
from app.workbench import footing
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import CARRIERS
from app.workbench.carriers.model import Options
from tests.app.workbench.conftest import OFFICE, YEAR, whole
from tests.app.workbench.crafted import strings

IDS = [carrier.id for carrier in CARRIERS]
DRAWN = ("report", "large", "picture", "long")  # by our own faces, which may lack a character
CHUNK = 20
EVERY = Options(pairs=True, cover=True, sign_block=True)
# What a PDF would act with; streams are left out, for what is drawn is no object.
_ACTS = re.compile(rb"/(JS|JavaScript|URI|Launch|GoToR|SubmitForm|ImportData|OpenAction|AA|AcroForm|EmbeddedFiles)\b")
_STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_UNSEEN = re.compile(r"[\s\x80-\x9f]+")  # control signs, which some writers leave out, and blanks


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with Workbench.open(tmp_path_factory.mktemp("w") / "w.db") as opened:
        opened.save_organ(OFFICE)
        whole(opened)
        yield opened


@pytest.fixture(scope="module")
def plain(bench: Workbench) -> Mapping[str, bytes]:
    """Every carrier of a report in which nothing is odd."""
    return {name: made(bench, bench.find(YEAR), name) for name in IDS}


def made(bench: Workbench, report: Report, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        return writing.export(bench, report, name, Path(folder) / "x", EVERY)[0].read_bytes()


def saying(bench: Workbench, said: Sequence[str]) -> Report:
    """The report with ``said`` in every text, and in lists that are drawn side by side."""
    report = bench.find(YEAR)
    form = bench.form_of(report)
    names = [section.id for section in form.sections if section.kind == "text"]
    names += [form.preface.id] if form.preface else []
    texts = {name: "\n".join(said[at :: len(names)]) for at, name in enumerate(names)}
    points = [" ".join(each.split())[:80] for each in (*said, "", "", "", "")[:4]]
    listed = "存在的问题：一是{}。二是{}。\n改进：一是{}。二是{}。".format(
        *(point.replace("一是", "") for point in points)
    )
    return replace(report, passages={name: f"{text}\n{listed}" for name, text in texts.items()})


def through(bench: Workbench, said: Sequence[str], name: str, look: Callable[[bytes, Sequence[str]], None]) -> int:
    """Puts all of them through at once; where that is refused, by halves. How many came through."""
    try:
        data = made(bench, saying(bench, said), name)
    except Trouble as trouble:
        if len(said) == 1:
            if name not in DRAWN:
                raise AssertionError(f"{name} refused {said[0]!r}") from trouble
            return 0
        half = len(said) // 2
        return through(bench, said[:half], name, look) + through(bench, said[half:], name, look)
    look(data, said)
    return len(said)


def pdf_is_dead(data: bytes, _said: Sequence[str]) -> None:
    assert not _ACTS.search(_STRING.sub(b"", _STREAM.sub(b"", data)))
    pages = pypdfium2.PdfDocument(data)
    assert not pages.get_formtype()
    assert pages.count_attachments() == 0


def word_is_dead(data: bytes, said: Sequence[str]) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert not any('TargetMode="External"' in part for part in parts.values())
    assert not any(re.search(r"vbaProject|oleObject|activeX|embeddings", name) for name in parts)
    body = parts["word/document.xml"]
    assert not re.search(r"<w:(fldSimple|instrText|hyperlink|object|altChunk|attachedTemplate)\b", body)
    _says("".join(etree.fromstring(body.encode()).itertext()), said)


def excel_is_dead(data: bytes, said: Sequence[str], formulas: list[int]) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()}
    assert not any('TargetMode="External"' in part or "<hyperlink" in part for part in parts.values())
    assert not any(re.search(r"vbaProject|externalLink|connections", name) for name in parts)
    sheets = "".join(part for name, part in parts.items() if "/worksheets/" in name)
    found = re.findall(r"<f[ >][^<]*", sheets)
    formulas.append(len(found))
    assert all(re.fullmatch(r"<f>(SUM\()?[A-Z0-9:,+()$]+", each) for each in found)
    words = "".join(etree.fromstring(parts["xl/sharedStrings.xml"].encode()).itertext())
    _says(words.replace("_x005F_", "_"), said)


def page_is_dead(data: bytes, said: Sequence[str]) -> None:
    page = html.document_fromstring(data.decode())
    for element in page.iter():
        assert element.tag not in ("script", "img", "iframe", "object", "embed", "form", "link", "base", "svg")
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            assert name not in ("src", "action", "srcset")
            assert name != "href" or value.startswith("#")
    assert len(page.findall(".//style")) == 1
    _says("".join(page.itertext()), said)


def text_is_whole(data: bytes, said: Sequence[str]) -> None:
    _says(data.decode("utf-8-sig"), said)


def _says(words: str, said: Sequence[str]) -> None:
    """Every string comes back; what cannot be seen may be other."""
    found = _UNSEEN.sub("", words)
    for each in said:
        for line in clean(each).split("\n"):
            assert _UNSEEN.sub("", line) in found, each


LOOKS = {
    "word": word_is_dead, "web": page_is_dead, "text": text_is_whole,
    "report": pdf_is_dead, "large": pdf_is_dead, "picture": pdf_is_dead,
}  # fmt: skip


@pytest.mark.parametrize("name", IDS)
def test_500_strings_are_only_text(bench: Workbench, plain: Mapping[str, bytes], name: str) -> None:
    every = strings()
    assert len(every) == 500
    formulas: list[int] = []
    look = LOOKS.get(name, lambda data, said: None)
    if name == "excel":
        look = lambda data, said: excel_is_dead(data, said, formulas)  # noqa: E731 - one more argument
        excel_is_dead(plain[name], (), formulas)
    passed = sum(through(bench, every[at : at + CHUNK], name, look) for at in range(0, len(every), CHUNK))
    assert len(set(formulas)) <= 1
    assert passed >= (400 if name in DRAWN else 500)


def test_no_organ_phone_or_foot_comes_to_life(bench: Workbench, tmp_path: Path) -> None:
    """What an office says of itself stands in titles, headers, metadata and file names."""
    report = bench.find(YEAR)
    foot = footing.footer(bench, report)
    for odd in ("=1+1", "<script>x</script>", "&L&P_x000D_", ")/JS(x)", "../x:|?", "\u202e&nbsp;"):
        footing.save_footer(bench, report, {label: odd for label, _ in foot})
        organ = replace(OFFICE, phone=odd, office=odd, district=odd)
        bench.save_organ(organ)
        for name in IDS:
            out = tmp_path / writing.file_name(bench, report, name)
            assert out.parent == tmp_path
            writing.export(bench, report, name, out, EVERY)
            data = out.read_bytes()
            if name == "excel":
                excel_is_dead(data, (), [])
            elif name in LOOKS:
                LOOKS[name](data, ())
    footing.save_footer(bench, report, {label: "" for label, _ in foot})
    bench.save_organ(OFFICE)
