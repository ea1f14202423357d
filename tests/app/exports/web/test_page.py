"""The web page: sound HTML, tables that can be heard, nothing live, readable colours, read back by our importer."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from app.document.blocks import Document, NoteLine, Paragraph, Part, Signature, Table, Words
from app.exports.web import page
from app.exports.web.markup import text
from app.forms.load import load_file
from app.imports.importer import read_paper
from tests.app.exports import poster_samples, samples

ROOT = Path(__file__).resolve().parents[4]
GOLDEN = ROOT / "tests" / "golden" / "web"
INVENTED = load_file(ROOT / "tests" / "forms" / "annual_2027.toml")
ODD = load_file(ROOT / "tests" / "ui" / "editor" / "odd_form.toml")
CATALOGUE = samples.catalogue().with_form(INVENTED)
DRAFT = "草稿 · 未经审查"
CODE = "7K3M 9QXD"
MAKERS: dict[str, Callable[[], Document]] = {
    "2020": lambda: samples.document(2020),
    "2023": lambda: samples.document(2023, samples.busy(samples.catalogue().governing(2023), 6)),
    "2027": lambda: samples.document(2027, samples.busy(INVENTED), form=INVENTED),
    "odd": lambda: samples.document(2028, samples.busy(ODD), form=ODD),
    "long_name": lambda: samples.document(2023, organ=samples.LONG_ORGAN),
    "empty": lambda: samples.document(2023, {}, passages=()),
    "unnamed": poster_samples.invented,
}
EVERY = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)


def parsed(data: bytes) -> Any:
    """The page as an HTML reader sees it; it must be sound XML too."""
    etree.fromstring(data.decode().removeprefix("<!DOCTYPE html>"))
    return html.document_fromstring(data.decode())


def shown(node: Any) -> str:
    return "".join(node.itertext())


def outline(data: bytes) -> str:
    """What the page is made of: one line per element with its roles, spans and headings, and its own text."""
    rows: list[str] = []

    def walk(node: Any, depth: int) -> None:
        said = "".join(f" {key}={value}" for key, value in node.attrib.items() if key not in ("content", "class"))
        words = (
            "" if node.tag == "style" else (node.text or "") + "".join(f"…{each.tail}" for each in node if each.tail)
        )
        rows.append(f"{'  ' * depth}{node.tag}{said} {words}".rstrip())
        for each in node:
            walk(each, depth + 1)

    walk(parsed(data), 0)
    return "\n".join(rows) + "\n"


# ---------------------------------------------------------------------------------------------------- sound


@pytest.mark.parametrize("year", ["2020", "2023", "2027"])
def test_page_is_the_one_that_was_approved(year: str) -> None:
    """After a wanted change: look at the page, then run with GONGKAILAN_GOLDEN=1 and review the difference."""
    found = outline(page.render(MAKERS[year](), code=CODE, watermark=DRAFT if year == "2023" else ""))
    golden = GOLDEN / f"report_{year}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@EVERY
def test_outline_is_that_of_one_report(make: Callable[[], Document]) -> None:
    document = make()
    root = parsed(page.render(document, code=CODE))
    assert root.get("lang") == "zh-CN"
    assert [shown(node) for node in root.iter("h1")] == [document.title]
    assert shown(root.find("head/title")) == document.title
    assert [shown(node) for node in root.iter("h2")] == [part.heading for part in document.parts]
    assert len(list(root.iter("main"))) == 1
    assert [shown(node) for node in root.find_class("signature")[0]] == [
        document.signature.organ,
        document.signature.date,
    ]
    foot = shown(root.find("body/footer"))
    assert all(words in foot for words in (CODE, document.signature.organ, document.signature.date))


@EVERY
def test_links_lead_to_what_is_there(make: Callable[[], Document]) -> None:
    document = make()
    root = parsed(page.render(document))
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    links = [node.get("href") for node in root.iter("a")]
    assert links[0] == "#report"  # the way past the contents comes first
    assert all(link.startswith("#") and link[1:] in ids for link in links)
    assert len(links) == 1 + len(document.parts)
    named = [name for node in root.iter() for name in (node.get("aria-labelledby") or "").split()]
    assert set(named) <= set(ids)


@EVERY
def test_every_figure_names_its_headings(make: Callable[[], Document]) -> None:
    document = make()
    root = parsed(page.render(document))
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    tables = list(root.iter("table"))
    assert len(tables) == len(blocks)
    for table, block in zip(tables, blocks, strict=True):
        heads = {node.get("id"): node for node in table.iter("th")}
        cells = [node for node in table.iter("td") if node.get("headers") is not None]
        assert shown(table.find("caption"))
        for cell, square in zip(cells, block.grid.values, strict=True):
            named = [heads[name] for name in cell.get("headers").split()]
            assert shown(cell) == block.figures[square.address]
            row = square.node and square.node.label
            assert not row or row in [shown(head) for head in named if "row" in head.get("class").split()]
            assert [head for head in named if head.get("class") == "column"]
        for head in heads.values():
            assert head.get("scope") in ("col", "colgroup", "row", "rowgroup")
            spans = int(head.get("rowspan" if head.get("scope").startswith("row") else "colspan", "1"))
            assert (spans > 1) == head.get("scope").endswith("group")


@EVERY
def test_tables_have_no_holes(make: Callable[[], Document]) -> None:
    """Every square of the grid is covered once by what the page says of spans, within the group that it is in."""
    document = make()
    blocks = [block for part in document.parts for block in part.blocks if isinstance(block, Table)]
    for table, block in zip(parsed(page.render(document)).iter("table"), blocks, strict=True):
        assert len(table.findall("colgroup/col")) == block.grid.width
        height = 0
        for group in table:
            if group.tag not in ("thead", "tbody"):
                continue
            taken: set[tuple[int, int]] = set()
            rows = list(group)
            for at, row in enumerate(rows):
                column = 0
                for cell in row:
                    while (at, column) in taken:
                        column += 1
                    down, across = int(cell.get("rowspan", "1")), int(cell.get("colspan", "1"))
                    covered = {(at + y, column + x) for y in range(down) for x in range(across)}
                    assert not covered & taken
                    taken |= covered
            assert taken == {(y, x) for y in range(len(rows)) for x in range(block.grid.width)}
            height += len(rows)
        assert height == block.grid.height
        assert (table.find("thead") is not None) == bool(block.grid.head_rows)


def test_wide_tables_scroll_in_a_named_place_of_their_own() -> None:
    root = parsed(page.render(samples.document(2023)))
    for table in root.iter("table"):
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-labelledby")


# ---------------------------------------------------------------------------------------------------- nothing live


@EVERY
def test_nothing_is_live_and_nothing_comes_from_outside(make: Callable[[], Document]) -> None:
    data = page.render(make(), watermark=DRAFT)
    root = parsed(data)
    known = "html head meta title style body a p nav span footer b header h1 h2 h3 main section div "
    known += "table caption colgroup col thead tbody tr th td"
    assert {node.tag for node in root.iter()} <= set(known.split())
    assert not [key for node in root.iter() for key in node.attrib if key.startswith("on") or key in ("style", "src")]
    style = shown(root.find("head/style"))
    assert not re.search(r"url|@import|expression|http", style)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")


STRANGE = [
    "<script>alert(1)</script>",
    "&nbsp;&lt;b&gt;&#0;",
    '"><img src=x onerror=alert(1)>',
    "]]></style><!-- -->",
    "=cmd|'/C calc'!A0",
    "http://example.cn/ 0971-7654321 a@b.cn",
    "\u202e倒着\u2066写\u200f",
    "𬱖 㛃 䶮 é e\u0301 \U0001f600",
    "a\u00a0b\u3000c",
]


def with_words(words: str) -> Document:
    """A document that says ``words`` wherever somebody may write."""
    paragraph = Paragraph((Words(words, "lead"), Words(words)))
    blocks = [block for part in samples.document(2020).parts for block in part.blocks if isinstance(block, Table)]
    told = Table("t", blocks[-1].grid, dict.fromkeys(blocks[-1].figures, words), words)
    part = Part("x", words, (paragraph, Paragraph((Words(words, "lead"),)), NoteLine(words), told))
    return Document(words, (words,), (paragraph,), (part, part), Signature(words, words))


@settings(max_examples=150)
@given(words=st.one_of(st.text(max_size=60), st.sampled_from(STRANGE)))
@example(words="\x00\x0b\x1f\x7f\x85\ufdd0\uffff\U0001ffff\U0010fffe\ud800")
def test_any_text_is_only_text(words: str) -> None:
    plain = samples.document(2020, passages=("甲", "乙", "丙"))
    kept = "".join(sign for sign in words if text(sign))
    root = parsed(page.render(with_words(words), code=words, watermark=words))
    tags = {node.tag for node in root.iter()}
    assert tags <= {node.tag for node in parsed(page.render(plain, watermark="x")).iter()} | {"h3"}
    if kept.strip() and not any("\ud800" <= sign <= "\udfff" for sign in words):
        assert shown(next(root.iter("h1"))) == kept
        assert shown(next(root.iter("h3"))) == kept
        assert {shown(cell) for cell in root.iter("td") if cell.get("headers")} == {kept}
        assert root.xpath("string(//meta[@name='author']/@content)") == kept


def test_what_html_forbids_is_left_out() -> None:
    assert text("a\x00b\x0bc\x1f\x7f\x85\ufdd0\uffff\U0003ffffd\ud83d") == "abcd\ufffd"


def test_draft_words_stand_over_the_page_and_on_every_printed_sheet() -> None:
    root = parsed(page.render(samples.document(2020), watermark=DRAFT))
    assert [shown(node) for node in root.find_class("draft")] == [DRAFT]
    across = root.find_class("across")[0]
    assert (shown(across), across.get("aria-hidden")) == (DRAFT, "true")
    assert not parsed(page.render(samples.document(2020))).find_class("draft")


# ---------------------------------------------------------------------------------------------------- read back


@pytest.mark.parametrize("watermark", ["", DRAFT])
@pytest.mark.parametrize("year", [2020, 2023, 2027])
def test_our_own_importer_reads_it_back_equal(year: int, watermark: str, tmp_path: Path) -> None:
    form = CATALOGUE.governing(year)
    values = samples.quiet(form) if year == 2020 else samples.busy(form, 6)
    document = samples.document(year, values, form=form)
    file = tmp_path / "report.html"
    file.write_bytes(page.render(document, code=CODE, watermark=watermark))
    outcome = read_paper(file, CATALOGUE)
    assert (outcome.form_id, outcome.organ, outcome.year) == (form.id, "柳湾乡", year)
    assert not outcome.doubts
    assert not outcome.notes
    assert not outcome.unplaced  # what is said of a table by us, either
    assert outcome.signed == document.signature.organ
    printed = {address for part in document.parts for block in part.blocks if isinstance(block, Table)
               for address in block.figures}  # fmt: skip
    assert {name: outcome.cells[name] for name in printed} == {name: values[name] for name in printed}
    said = [samples.OPENING, samples.PROBLEMS, samples.MATTERS]
    texts = [outcome.passages[section.id] for section in form.sections if section.kind == "text"]
    assert [words.split("\n")[: len(wish.split("\n"))] for words, wish in zip(texts, said, strict=True)] == [
        wish.split("\n") for wish in said
    ]


# ---------------------------------------------------------------------------------------------------- the same bytes


def test_same_report_same_bytes_in_another_process_zone_and_locale() -> None:
    code = (
        "import sys; from tests.app.exports import samples; from app.exports.web.page import render;"
        "sys.stdout.buffer.write(render(samples.document(2020), code='7K3M 9QXD'))"
    )
    env = {**os.environ, "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, check=True).stdout
    assert made == page.render(samples.document(2020), code=CODE)


# ---------------------------------------------------------------------------------------------------- looks


def schemes() -> dict[str, dict[str, str]]:
    """The colours of every scheme that the style sheet knows, by the condition under which they hold."""
    style = (ROOT / "resources" / "print" / "web.css").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for match in re.finditer(r"(?:@media ([^{]*)\{\s*)?:root \{([^}]*)\}", style):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", match[2]))
        under = match[1].strip() if match[1] else ""
        base = next((each for name, each in reversed(found.items()) if "dark" in name), {}) if "dark" in under else {}
        found[under] = {**found.get("", {}), **base, **colours}
    return found


def contrast(one: str, other: str) -> float:
    """As WCAG 2 reckons it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_of_every_scheme() -> None:
    assert len(schemes()) == 4
    for colours in schemes().values():
        for words in ("ink", "soft", "link", "accent"):
            assert contrast(colours[words], colours["ground"]) >= 4.5
        assert contrast(colours["ink"], colours["tint"]) >= 7
        assert contrast(colours["draft-ink"], colours["draft-ground"]) >= 4.5
        for drawn in ("line", "accent"):  # rules of tables, and the ring around what has the focus
            assert contrast(colours[drawn], colours["ground"]) >= 3
            assert contrast(colours[drawn], colours["tint"]) >= 3
    more = [colours for name, colours in schemes().items() if "contrast" in name]
    assert all(
        contrast(colours[words], colours["ground"]) >= 7 for colours in more for words in ("ink", "soft", "link")
    )


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("no Chromium on this machine")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("make", [MAKERS["2023"], MAKERS["2027"], MAKERS["odd"]], ids=["2023", "2027", "odd"])
def test_a_phone_never_scrolls_sideways(make: Callable[[], Document], tmp_path: Path) -> None:
    """A frame of 390 px around the page tells how wide it wants to be; the script is that of the frame."""
    (tmp_path / "report.html").write_bytes(page.render(make(), code=CODE, watermark=DRAFT))
    (tmp_path / "phone.html").write_text(
        "<iframe style='width:390px;height:800px;border:0' src='report.html'></iframe><p id='said'></p><script>"
        "onload=()=>{let d=document.querySelector('iframe').contentDocument;"
        "said.textContent='wide '+d.documentElement.scrollWidth+' of '+d.documentElement.clientWidth}</script>",
        encoding="utf-8",
    )
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    options += [
        "--allow-file-access-from-files",
        f"--user-data-dir={tmp_path / 'profile'}",
        "--virtual-time-budget=3000",
    ]
    command = [chromium(), *options, "--dump-dom", (tmp_path / "phone.html").as_uri()]
    dumped = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    match = re.search(r"wide (\d+) of (\d+)", dumped)
    assert match is not None
    assert int(match[1]) <= int(match[2])


def test_a_telephone_number_stays_on_one_line_and_is_no_link() -> None:
    document = samples.document(2020, passages=("电话0971-7654321转3，2020-2021年，工号12，a-1-2", "", ""))
    root = parsed(page.render(document))
    kept = [shown(node) for node in root.find_class("number")]
    assert kept == ["0555-1234567", "0971-7654321", "2020-2021"]
    assert not [node for node in root.iter("a") if node.get("href")[0] != "#"]
