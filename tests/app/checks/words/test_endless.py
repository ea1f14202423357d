"""No text takes long: what a stranger pastes may be anything, and every key reads it again."""

from __future__ import annotations

import time

import pytest

from app.checks.engine import check
from app.checks.model import Around
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.system import paths
from app.wording.load import load_folder as load_wording

FORM = load_folder(paths.forms_folder()).governing(2031)
AROUND = Around(wording=load_wording(paths.wording_folder()))
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
ONES = (
    "一",
    "的",
    "年",
    "全省",
    "柳湾乡人民政府",
    "（",
    "《",
    "的件",
    "公开得",
    "１",
    "1 ",
    "，",
    "a",
    "“",
    "\u200b",
    "𠮷",
)


@pytest.mark.parametrize("sign", ONES)
def test_twice_the_text_takes_hardly_more_than_twice_the_time(sign: str) -> None:
    def seconds(signs: int) -> float:
        text = (sign * signs)[:signs]
        report = Report(ReportKey("柳湾乡", 2031), FORM.id, passages={TEXT: text})
        start = time.process_time()
        _ = check(FORM, report, None, AROUND).findings
        return time.process_time() - start

    seconds(50)
    small = max(seconds(2_000), 0.01)
    assert seconds(8_000) < 12 * small + 0.3  # cubic time would take 64 times as long
