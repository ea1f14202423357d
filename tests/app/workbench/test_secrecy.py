"""保密审查: kept, holding for one content, shown on the sheets and in the package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.model import Edit
from app.checks.private.kind import KIND, sought
from app.domain.change import Change
from app.domain.errors import Trouble
from app.domain.report import Report
from app.domain.secrecy import review_of
from app.forms.load import load_text
from app.handover.package import verify
from app.system import paths
from app.workbench import footing, handing, lists, packs, papers, sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import writing

WHO = "马文书"
PRIVATE = "联系人老马13897112345，身份证630121198503152411。"
_DRAFT = secrecy.procedure().draft


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workbench]:
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-10T10:00:00+08:00")
    with Workbench.open(tmp_path / "w.db") as made:
        sample.fill(made)
        yield made


def _write(bench: Workbench, text: str) -> Report:
    session = bench.session(2021)
    session.apply(Change("改", {}, {bench.form_of(session.report).passage_ids[-1]: text}))
    return session.report


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    said = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return said


def test_nobody_has_looked_at_first(bench: Workbench) -> None:
    report = bench.find(2021)
    assert secrecy.review(bench, report) is None
    assert secrecy.standing(bench, report) == "none"
    assert secrecy.sentence(bench, report) == "还没有保密审查过"
    assert secrecy.draft_words(bench, report) == _DRAFT


def test_a_record_says_who_when_on_what_ground_and_what_came_of_it(bench: Workbench) -> None:
    report = bench.find(2021)
    made = secrecy.record(bench, report, f" {WHO} ")
    assert (made.who, made.when, made.basis) == (WHO, "2022-01-10T10:00:00+08:00", secrecy.procedure().basis)
    assert secrecy.review(bench, report) == made
    assert secrecy.stands(bench, report)
    assert secrecy.sentence(bench, report) == "已审查：马文书 1月10日，可以公开，审查以后内容没有变"
    assert secrecy.draft_words(bench, report) == ""


def test_a_change_ends_it_and_taking_the_change_back_brings_it_again(bench: Workbench) -> None:
    secrecy.record(bench, bench.find(2021), WHO)
    report = _write(bench, "又添了一句。")
    assert secrecy.standing(bench, report) == "changed"
    assert secrecy.sentence(bench, report) == "马文书 1月10日审查以后改过，要重新审查"
    bench.session(2021).undo()
    assert secrecy.stands(bench, bench.find(2021))


@pytest.mark.parametrize(
    "change", [{"phone": "0971-7654321"}, {"phone": "13812345678"}, {"office": "综合科"}, {"name": "大才乡"}], ids=str
)
def test_another_word_of_the_office_ends_it(bench: Workbench, tmp_path: Path, change: dict[str, str]) -> None:
    report = bench.find(2021)
    secrecy.record(bench, report, WHO)
    before = papers.office(bench, report)
    after = bench.save_organ(replace(before, **change))
    if "office" in change:  # printed in the preface alone
        assert [paragraph.text for paragraph in papers.document(bench, report).preface if "综合科" in paragraph.text]
    report = bench.find(2021, after.short_name)
    assert secrecy.standing(bench, report) in ("changed", "none")
    out = papers.export_board(bench, report, papers.BoardWish("A3"), tmp_path / "board.pdf")
    assert all(_DRAFT in page for page in _pages(out))
    bench.save_organ(before)
    assert secrecy.stands(bench, bench.find(2021))


def test_a_typed_foot_ends_it_and_a_date_that_comes_by_itself_does_not(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = bench.find(2021)
    secrecy.record(bench, report, WHO)
    monkeypatch.setenv("GONGKAILAN_NOW", "2022-01-11T10:00:00+08:00")
    assert secrecy.stands(bench, report)
    for name, computed in footing.footer(bench, report):
        footing.save_footer(bench, report, {name: "另写的一行"})
        assert secrecy.standing(bench, report) == "changed", name
        footing.save_footer(bench, report, {name: ""})
        assert secrecy.stands(bench, report), computed


def test_a_later_program_with_other_rules_and_blank_cells_does_not(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = bench.find(2021)
    form = bench.form_of(report)
    secrecy.record(bench, report, WHO)
    later = load_text("# 修订说明\n" + form.source)
    later = replace(later, rules=later.rules[1:], examples=())
    monkeypatch.setattr(Workbench, "form_of", lambda _bench, _report: later)
    assert secrecy.stands(bench, report)
    other = load_text(form.source.replace(form.authority, "别的机关"))
    monkeypatch.setattr(Workbench, "form_of", lambda _bench, _report: other)
    assert secrecy.standing(bench, report) == "changed"  # it prints in the preface


@pytest.mark.parametrize(("conclusion", "note"), [("", ""), ("部分处理后公开", "打上星号"), ("partly", "打上星号")])
def test_what_is_private_stands_in_the_way_until_starred_or_explained(
    bench: Workbench, conclusion: str, note: str
) -> None:
    report = _write(bench, PRIVATE)
    said = "有 2 处个人信息没有处理：先打上星号，或在“校核”里写明为什么可以公开"
    assert secrecy.in_the_way(bench, bench.check(report)) == said
    with pytest.raises(Trouble, match="有 2 处个人信息没有处理"):
        secrecy.record(bench, report, WHO, conclusion=conclusion)
    assert secrecy.review(bench, report) is None
    session = bench.session(2021)
    change = secrecy.starred(bench, session.result, secrecy.findings(bench, session.result)[0])
    assert change is not None
    session.apply(change)
    session.answer(secrecy.findings(bench, session.result)[0], "本人同意公开")
    assert secrecy.in_the_way(bench, session.result) == ""
    secrecy.record(bench, session.report, WHO, conclusion=conclusion, note=note)
    assert secrecy.stands(bench, session.report)
    assert secrecy.stands(bench, session.report, session.result)


def test_a_reason_taken_back_takes_the_review_with_it(bench: Workbench) -> None:
    _write(bench, PRIVATE)
    session = bench.session(2021)
    meant = secrecy.findings(bench, session.result)
    for finding in meant:
        session.answer(finding, "本人同意公开")
    secrecy.record(bench, session.report, WHO)
    assert secrecy.stands(bench, session.report)
    session.withdraw(meant[0])
    assert secrecy.standing(bench, session.report, session.result) == "private"
    assert secrecy.sentence(bench, session.report) == "马文书 1月10日审查过，可是还有个人信息没有处理"
    assert secrecy.draft_words(bench, session.report) == _DRAFT


def test_what_is_private_may_be_kept_from_the_public(bench: Workbench) -> None:
    report = _write(bench, PRIVATE)
    secrecy.record(bench, report, WHO, conclusion="不得公开")
    assert secrecy.standing(bench, report) == "kept"


def test_what_must_not_be_public_says_so_on_every_sheet(bench: Workbench, tmp_path: Path) -> None:
    report = bench.find(2021)
    secrecy.record(bench, report, WHO, conclusion="不得公开")
    out = papers.export_board(bench, report, papers.BoardWish("A3"), tmp_path / "board.pdf")
    assert all("不得公开" in page and _DRAFT not in page for page in _pages(out))
    told = "每张都印着“不得公开”：马文书 1月10日审查的结论是不得公开。结论改为可以公开以前，不要张贴"
    assert secrecy.said_of_paper(bench, report, out, board=True)[0] == told
    secrecy.record(bench, report, WHO)
    assert secrecy.draft_words(bench, report) == ""


def test_a_conclusion_that_nobody_knows_has_to_be_made_again(bench: Workbench, tmp_path: Path) -> None:
    report = bench.find(2021)
    made = secrecy.record(bench, report, WHO)
    kept = json.dumps(replace(made, conclusion="of_tomorrow").data())
    bench.save_details(report.key, {"secrecy": kept})
    assert secrecy.standing(bench, report) == "changed"
    assert secrecy.sentence(bench, report) == "马文书 1月10日审查的结论认不出来，要重新审查"
    assert secrecy.draft_words(bench, report) == _DRAFT
    assert _DRAFT in secrecy.said_of_paper(bench, report, tmp_path / "年报.pdf", board=True)[0]


@pytest.mark.parametrize(
    ("conclusion", "note", "stands"),
    [
        ("可以公开", "", True),
        ("open", "", True),
        ("部分处理后公开", "删去手机号", True),
        ("不得公开", "", False),
        ("closed", "", False),
    ],
)
def test_each_conclusion(bench: Workbench, conclusion: str, note: str, stands: bool) -> None:
    report = bench.find(2021)
    secrecy.record(bench, report, WHO, "《条例》第十七条", conclusion, note=note)
    assert secrecy.stands(bench, report) is stands
    found = secrecy.review(bench, report)
    assert found is not None
    assert found.basis == "《条例》第十七条"


def test_who_lets_a_part_be_public_says_what_was_taken_out(bench: Workbench) -> None:
    """Nobody can see on a paper what is gone from it, so the record says it, and the line repeats it."""
    report = bench.find(2021)
    for note in ("", " \n", "长" * 300):
        with pytest.raises(Trouble, match="处理了什么"):
            secrecy.record(bench, report, WHO, conclusion="partly", note=note)
    assert secrecy.standing(bench, report) == "none"
    made = secrecy.record(bench, report, WHO, conclusion="partly", note=" 删去手机号 ")
    assert review_of(json.loads(json.dumps(made.data()))) == made
    said = "已审查：马文书 1月10日，部分处理后公开（删去手机号），审查以后内容没有变"
    assert secrecy.sentence(bench, report) == said
    assert "部分处理后公开（删去手机号），依据" in secrecy.told(made, made.fingerprint)
    with pytest.raises(Trouble, match="用不着"):
        secrecy.record(bench, report, WHO, note="删去手机号")
    with pytest.raises(Trouble, match=r"处理了什么里有手机号码 138\*{4}2345"):
        secrecy.record(bench, report, WHO, conclusion="partly", note="删去13897112345")
    assert "note" not in secrecy.record(bench, report, WHO).data()


@pytest.mark.parametrize(("who", "conclusion"), [("", ""), ("  ", ""), ("马" * 300, ""), (WHO, "随便")])
def test_what_is_no_record_is_refused(bench: Workbench, who: str, conclusion: str) -> None:
    report = bench.find(2021)
    with pytest.raises(Trouble):
        secrecy.record(bench, report, who, "", conclusion)
    assert secrecy.review(bench, report) is None


@pytest.mark.parametrize("kept", ["[]", "{", '{"who": "x"}', '"马文书"', "null", "[" * 100_000])
def test_a_record_that_cannot_be_read_proves_nothing(bench: Workbench, kept: str) -> None:
    report = bench.find(2021)
    bench.save_details(report.key, {"secrecy": kept})
    assert secrecy.standing(bench, report) == "none"


def test_it_stands_when_the_workspace_is_opened_again(bench: Workbench, tmp_path: Path) -> None:
    secrecy.record(bench, bench.find(2021), WHO)
    bench.close()
    with Workbench.open(tmp_path / "w.db") as again:
        assert secrecy.stands(again, again.find(2021))


@pytest.mark.parametrize("tile", [None, "A3"])
def test_sheets_for_the_board_are_drafts_until_then(bench: Workbench, tmp_path: Path, tile: str | None) -> None:
    report, wish = bench.find(2021), papers.BoardWish("A2", tile)
    draft = _pages(papers.export_board(bench, report, wish, tmp_path / "draft.pdf"))
    assert all(_DRAFT in page for page in draft)
    assert _DRAFT in secrecy.said_of_paper(bench, report, tmp_path / "draft.pdf", board=True)[0]
    secrecy.record(bench, report, WHO)
    clean = _pages(papers.export_board(bench, report, wish, tmp_path / "clean.pdf"))
    assert len(clean) == len(draft)
    assert not any(_DRAFT in page for page in clean)
    assert secrecy.said_of_paper(bench, report, tmp_path / "clean.pdf", board=True) == ()


def test_the_proof_on_the_screen_is_a_draft_too(bench: Workbench) -> None:
    report = bench.find(2021)
    draft = papers.board_proof(bench, report, papers.BoardWish("A3")).pdf
    secrecy.record(bench, report, WHO)
    assert papers.board_proof(bench, report, papers.BoardWish("A3")).pdf != draft


def test_the_report_on_a4_is_the_same_before_and_after(bench: Workbench) -> None:
    report = bench.find(2021)
    before = papers.report_proof(bench, report)
    secrecy.record(bench, report, WHO)
    assert papers.report_proof(bench, report) == before


def test_the_record_travels_in_the_package(bench: Workbench, tmp_path: Path) -> None:
    report = bench.find(2020)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert verify(handing.pack(bench, report, tmp_path / "a").path).review is None
    made = secrecy.record(bench, report, WHO, conclusion="部分处理后公开", note="删去手机号")
    proof = verify(handing.pack(bench, report, tmp_path / "b").path)
    assert proof.review == replace(made, fingerprint=proof.fingerprint)
    bench.save_organ(replace(papers.office(bench, report), phone="0971-7654321"))
    (tmp_path / "c").mkdir()
    later = verify(handing.pack(bench, report, tmp_path / "c").path)
    assert later.review == made
    assert "要重新审查" in secrecy.told(made, later.fingerprint)


def test_what_is_private_is_listed_and_starred_in_one_step(bench: Workbench) -> None:
    report = _write(bench, PRIVATE)
    result = bench.check(report)
    assert [finding.rule for finding in secrecy.findings(bench, result)] == ["private.data"] * 2
    change = secrecy.starred(bench, result)
    assert change is not None
    assert [*change.passages.values()] == ["联系人老马138****2345，身份证630121********2411。"]
    bench.session(2021).apply(change)
    assert secrecy.findings(bench, bench.check(bench.find(2021))) == ()
    assert secrecy.starred(bench, bench.check(bench.find(2021))) is None


def test_what_several_rules_found_is_starred_once(bench: Workbench, tmp_path: Path) -> None:
    """A list of the district that looks for mobiles too, with other stars, and for the words around them."""
    own = (paths.wording_folder() / "private.toml").read_text(encoding="utf-8")
    twice = own.replace('id = "private', 'id = "private_too').replace('list = "private"', 'list = "private_too"')
    path = tmp_path / "private_too.toml"
    path.write_text(twice.replace("first = 3", "first = 2"), encoding="utf-8")
    packs.take(bench, packs.look(bench, path))
    _write(bench, PRIVATE)
    session = bench.session(2021)
    found = secrecy.findings(bench, session.result)
    assert len(found) == 4
    change = secrecy.starred(bench, session.result)
    assert change is not None
    assert change.label == "2 处个人信息打上星号"
    assert secrecy.starred(bench, session.result, found[0]) is not None
    session.apply(change)
    [text] = [text for text in session.report.passages.values() if "联系人老马" in text]
    assert "13897112345" not in text
    assert "19850315" not in text
    assert secrecy.starred(bench, session.result, found[0]) is None  # it is gone


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=12))
def test_edits_that_overlap_are_dropped_and_no_others(spans: list[tuple[int, int]]) -> None:
    edits = {Edit(start, start + long, "x" * long, "*" * long) for start, long in spans}
    kept = secrecy._apart(edits)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    for edit in edits - set(kept):
        assert any(edit.start < other.end and other.start < edit.end for other in kept)


def test_file_name_title_office_and_foot_are_looked_at(bench: Workbench, tmp_path: Path) -> None:
    report = bench.find(2021)
    out = tmp_path / "年报13897112345.pdf"
    [said] = secrecy.said_of_paper(bench, report, out)
    assert said == "文件名里有手机号码 138****2345，发出去以前请改掉"
    footing.save_footer(bench, report, {footing.footer(bench, report)[-1][0]: "13997112345"})
    secrecy.record(bench, report, WHO)
    assert secrecy.said_of_paper(bench, report, tmp_path / "年报.pdf", board=True) == (
        "公开栏的页脚里有手机号码 139****2345，发出去以前请改掉",
    )
    assert secrecy.said_of_paper(bench, report, tmp_path / "年报.pdf") == ()


def test_the_paper_without_the_words_says_so(bench: Workbench, tmp_path: Path) -> None:
    """The A4 report is what gets signed: nothing is printed across it, so that it must be said."""
    report, out = bench.find(2021), tmp_path / "年报.pdf"
    [said] = writing.said_of(bench, report, "report", out)
    assert said == f"这一份供送审、签批，上面不印“{_DRAFT}”：还没有保密审查过。审查以前不要张贴、上网"
    assert writing.proof(bench, report, "report").said == (said,)
    secrecy.record(bench, report, WHO, conclusion="closed")
    [said] = writing.said_of(bench, report, "report", out)
    assert said.endswith("结论是不得公开，这一份上面没有记号，不要张贴、上网")
    secrecy.record(bench, report, WHO)
    assert writing.said_of(bench, report, "report", out) == ()


@pytest.mark.parametrize(
    "data", [None, [], {}, {"who": "a"}, dict.fromkeys(("who", "when", "basis", "conclusion", "fingerprint"), "")]
)
def test_data_that_is_no_review(data: object) -> None:
    assert review_of(data) is None


def test_a_paper_is_looked_at_with_the_lists_that_matter_alone(bench: Workbench) -> None:
    few, everything = lists.of_kind(paths.wording_folder(), KIND), bench.wording
    assert few.lists
    assert len(few.lists) < len(everything.lists)
    assert [[one.wish.id for one in each] for each in sought(few)] == [
        [one.wish.id for one in each] for each in sought(everything)
    ]
