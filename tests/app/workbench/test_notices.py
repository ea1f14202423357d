"""What is said with a paper made of a report: what is left in it, and the date that nobody set."""

from __future__ import annotations

from datetime import date

from app.workbench import issuing, notices
from app.workbench.bench import Workbench
from tests.app.workbench.conftest import OFFICE, YEAR, whole


def test_nothing_is_said_of_a_whole_report(bench: Workbench) -> None:
    whole(bench)
    assert notices.of_report(bench, bench.find(YEAR)) == ()


def test_blanks_gaps_and_empty_parts_are_told(bench: Workbench) -> None:
    whole(bench)
    session = bench.session(YEAR)
    session.set_cell("proactive.licences.decisions", "")
    session.set_cell("requests.new.natural", "3")
    session.set_passage("problems", "")
    report = bench.find(YEAR)
    said = notices.of_report(bench, report)
    assert said[0] == "还有 1 处必须改正，表里还有 1 格没填"
    assert said[-1] == "“五、存在的主要问题及改进情况”还没有写，上面只有标题"
    assert notices.of_report(bench, report, parts=False) == said[:-1]


def test_texts_are_not_read_for_it(bench: Workbench) -> None:
    """What reading takes is longer than most papers; what is private is asked for by the review."""
    whole(bench)
    bench.session(YEAR).set_passage("problems", "联系人张三，手机13912345678。")
    assert notices.of_report(bench, bench.find(YEAR)) == ()


def test_a_foot_without_a_phone(bench: Workbench) -> None:
    whole(bench)
    report = bench.find(YEAR)
    assert OFFICE.phone
    assert notices.of_phone(bench, report) == ()
    assert notices.of_phone(bench, bench.start(YEAR, "别乡").report) == (notices.NO_PHONE,)


def test_a_date_that_nobody_set(bench: Workbench) -> None:
    whole(bench)
    report = bench.find(YEAR)
    (copied,), (kept,) = (notices.of_date(bench, report, keeps=keeps) for keeps in (False, True))
    assert "印的是今天" in copied
    assert "没有记下来" in copied
    assert "以后导出也印这一天" in kept
    issuing.keep_date(bench, report, date(2024, 1, 9))
    assert "印的是上次导出时的2024年1月9日" in notices.of_date(bench, report, keeps=True)[0]
    issuing.save_issued(bench, report, date(2024, 1, 10))
    assert notices.of_date(bench, report, keeps=True) == ()
