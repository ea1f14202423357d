"""What looked at no figure says the same until a text changes; what looked at one is asked again."""

from __future__ import annotations

import pytest

from app.checks.counting import fillable
from app.checks.engine import check
from app.checks.model import Around, Context
from app.checks.readers import read
from app.checks.watching import Same, watched
from app.domain.report import Report, ReportKey
from app.forms.catalogue import load_folder
from app.system import paths
from app.wording.load import load_folder as load_wording

FORM = load_folder(paths.forms_folder()).governing(2031)
AROUND = Around(wording=load_wording(paths.wording_folder()))
TEXT = next(section.id for section in FORM.sections if section.kind == "text")
COUNT = "requests.new.natural"


def _context(text: str, figure: int = 0) -> Context:
    report = Report(
        ReportKey("柳湾乡", 2031),
        FORM.id,
        passages={TEXT: text},
        cells={**dict.fromkeys(fillable(FORM), 0), COUNT: figure},
    )
    return check(FORM, report, None, AROUND).context


@pytest.mark.parametrize(
    "look",
    [
        lambda context: context.values.get(COUNT),
        lambda context: context.values[COUNT],
        lambda context: COUNT in context.values,
        lambda context: list(context.values.items()),
        lambda context: len(context.values),
        lambda context: context.waiting.get(COUNT),
        lambda context: context.report.cells.get(COUNT),
    ],
    ids=["get", "item", "in", "items", "len", "waiting", "stated"],
)
def test_every_way_to_look_at_a_figure_is_noted(look: object) -> None:
    seen, glances = watched(_context("一段文字。"))
    assert seen.passages[TEXT]
    assert not glances.any
    assert callable(look)
    look(seen)
    assert glances.any


def test_only_texts_and_what_is_around_tell_two_contexts_apart() -> None:
    one = _context("一段文字。", 1)
    assert Same(_context("一段文字。", 2)).as_in(one)
    assert not Same(_context("一段话。", 1)).as_in(one)
    assert not Same(one._replace(around=Around())).as_in(one)


def test_what_is_remembered_is_what_would_be_read_anew() -> None:
    texts = ("推进政府信息公开得工作部署。", "全年收到政府信息公开申请3件。", "全年收到政府信息公开申请2件，", "")
    remembered = [read(_context(text, figure)) for text in texts for figure in (0, 2, 3, 0)]
    anew = []
    for text in texts:
        for figure in (0, 2, 3, 0):
            read(_context(f"别的话，{text}{figure}", 9))  # whatever was known is known of another text now
            anew.append(read(_context(text, figure)))
    assert remembered == anew
    assert len({str(found) for found in remembered}) > len(texts)  # figures matter to some of them
