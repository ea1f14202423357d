"""The sample reports as they were last looked at and approved: every line with its page and its place.

After a wanted change: look at the pages, then run with GONGKAILAN_GOLDEN=1 and review the difference.
"""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.document.blocks import Paragraph
from app.domain.errors import Trouble
from app.exports.fonts import FontBook
from app.exports.report.pdf import render
from tests.app.exports import paper, samples

GOLDEN = Path(__file__).resolve().parents[2] / "golden"
MM = 72 / 25.4
MIXED = "政府信息公开（一）主动。，、；：“”《》——……1234567890abc <>&/%{}\\\n\r\t\u3000\u200b𬱖㛃䶮①〔〕\x00\ufeff\u2028"


def described(data: bytes) -> str:
    """One line per line of text: page, distance from the upper and left edge in mm, words."""
    rows: list[str] = []
    for number, page in enumerate(paper.pieces(data), start=1):
        last = None
        for x, y, text in page:
            if last is not None and abs(y - last) < 0.01:
                rows[-1] += text if text.strip() else ""
            else:
                rows.append(f"{number} {297 - y / MM:6.1f} {x / MM:6.1f} {text}")
            last = y
    return "\n".join(rows) + "\n"


@pytest.mark.parametrize("year", [2020, 2023])
def test_report_is_the_one_that_was_approved(fonts: FontBook, year: int) -> None:
    form = samples.catalogue().governing(year)
    values = samples.quiet(form) if year == 2020 else samples.busy(form)
    found = described(render(samples.document(year, values), fonts))
    golden = GOLDEN / f"report_{year}.txt"
    if os.environ.get("GONGKAILAN_GOLDEN"):
        golden.write_text(found, encoding="utf-8", newline="\n")
    assert found == golden.read_text(encoding="utf-8")


@settings(max_examples=20)
@given(text=st.one_of(st.text(max_size=30), st.text(alphabet=MIXED, max_size=300)))
def test_any_text_is_printed_or_refused(fonts: FontBook, text: str) -> None:
    document = samples.document(2023, passages=(text, text, ""))
    strange = {char for place, words in document.texts() for char in fonts.missing([words])}
    if strange:
        with pytest.raises(Trouble, match="字库里没有"):
            render(document, fonts)
        return
    words = "".join(block.text for part in document.parts for block in part.blocks if isinstance(block, Paragraph))
    shown = {char for char in words if char.isprintable() and not char.isspace()}
    assert shown <= set("".join(paper.drawn(render(document, fonts))))
