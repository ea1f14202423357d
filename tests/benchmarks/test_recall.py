"""The judge of the recall table: what counts as found, what is left out, what is a false alarm."""

from pathlib import Path

import pytest

from app.checks.model import Finding, Spot
from tests.benchmarks.corpus import Mistake, Published
from tests.benchmarks.fits import FITS, fits
from tests.benchmarks.recall import Judged, speaks_of


def mistake(evidence: str, code: str = "TYPO", origin: str = "P") -> Mistake:
    return Mistake("x.txt", code, evidence, origin, "auto")


def finding(rule: str, message: str, quote: str = "", severity: str = "warning") -> Finding:
    spots = (Spot("overview", 0, len(quote), quote),) if quote else ()
    assert severity in ("error", "warning", "info")
    return Finding(rule, severity, "advice", "overview", (), message, spots=spots)  # type: ignore[arg-type]  # as asserted


def paper(words: str, *mistakes: Mistake, covers: str = "narrative", folder: str = "transcripts") -> Published:
    return Published(Path(folder) / "x.txt", "", 2023, "柳湾镇", covers, words, mistakes)


@pytest.mark.parametrize(
    ("evidence", "said", "is_found"),
    [
        ("「公开得好」应为「公开的好」", finding("a", "“得”多半是“的”。", "公开得好"), True),
        ("「公开得好」", finding("a", "“公开得好”写错了。"), True),
        ("「公开得好」", finding("a", "“更新不及时”写错了。", "更新不及时"), False),
        ("「全镇收到申请…未受到」", finding("a", "写错了。", "未受到"), True),
        ("102篇，合计104", finding("a", "102 与 104 不等。"), False),
    ],
)
def test_a_finding_speaks_of_a_mistake_where_it_quotes_it(evidence: str, said: Finding, is_found: bool) -> None:
    assert (speaks_of(mistake(evidence), [said]) is said) is is_found


def test_without_a_quote_the_rule_must_fit_and_name_a_figure() -> None:
    wrong = mistake("自然人列 26≠20", "SUM_RESULT")
    named = finding(FITS["SUM_RESULT"][0], "总计写的是 20，加起来是 26。")
    assert speaks_of(wrong, [finding("other", "总计写的是 20，加起来是 26。")]) is None
    assert speaks_of(wrong, [named]) is named
    assert not fits("NEW_CODE", "any", is_quoted=False)
    assert fits("NEW_CODE", "any", is_quoted=True)


def test_a_mistake_whose_words_the_file_lacks_is_left_out() -> None:
    assert paper("今年公开得好").has(mistake("「公开得好」"))
    assert not paper("今年").has(mistake("「公开得好」"))
    assert paper("共 2,599 条").has(mistake("公布2599条,合计2533", "NARR_SUM"))
    assert paper("", covers="二 complete").has(mistake("全部留空", "BLANK_CELLS"))
    assert not paper("", covers="narrative only").has(mistake("全部留空", "BLANK_CELLS"))


def test_false_alarms_are_counted_on_papers_without_a_mistake_only() -> None:
    alarm, hint = finding("a.b", "不对。"), finding("a.b", "看看。", severity="info")
    absence = finding("overview.present", "没有写。")
    found = (alarm, hint, absence)
    assert Judged(paper("x"), found, (), ()).false() == [alarm]
    assert Judged(paper("x", folder="reports", covers=""), found, (), ()).false() == [alarm, absence]
    assert Judged(paper("x", mistake("「错」")), found, (), ()).false() == []
    damaged = mistake("粘连", origin="A")
    assert Judged(paper("x", damaged), found, ((damaged, alarm),), ()).false() == []
