"""What the 校核 page shows: groups, counts, sentences with their figure, places, deeds, followers, reasons, rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest

from app.checks import fixing, readers, registry
from app.checks.engine import CheckResult, check
from app.checks.model import Around, CannotRun, Context, Finding, Hit, LastYear, Spot
from app.checks.registry import Reader, word_kind
from app.checks.totals import total_addresses
from app.domain.address import Address
from app.domain.report import Answer, Report, ReportKey
from app.domain.values import Value
from app.forms.catalogue import load_folder
from app.forms.model import Form, Rule
from app.imports.tables import OLD_TABLE
from app.wording.model import Wording, Wordlist
from app.workbench import checking, checking_rules, checking_side
from app.workbench.checking_deeds import Deed
from app.workbench.checking_side import Ways
from app.workbench.doubts import DETAIL
from tests.wordlists import only_lists

CATALOGUE = load_folder(Path(__file__).parents[3] / "resources" / "forms")
FORM = CATALOGUE.governing(2023)
TABLE = next(rule.params["table"] for rule in FORM.rules if rule.id.endswith(".balance"))
TEXTS = [section for section in FORM.sections if section.kind == "text"]
OPEN = [name for name in FORM.cells if name not in total_addresses(FORM)]
COLUMN = "natural"


@pytest.fixture(autouse=True)
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind of rule on words for these tests: a word to find, with a fix where it says one."""
    monkeypatch.setattr(registry, "KINDS", dict(registry.KINDS))
    monkeypatch.setattr(readers, "_readings", only_lists)

    @word_kind("test_find", {"word": "text"}, {"right": "text", "cell": "text", "needs_last": "flag"}, ("quote",))
    def find(form: Form, rule: Rule, wording: Wording) -> Reader:
        word, right, cell = rule.params["word"], rule.params.get("right"), rule.params.get("cell")

        def read(context: Context) -> Iterable[Hit]:
            if rule.params.get("needs_last") and context.last is None:
                raise CannotRun("no_last")
            for name, text in context.passages.items():
                if (at := text.find(word)) >= 0:
                    spot = Spot(name, at, at + len(word), word)
                    fix = fixing.replacing(context, spot, right, f"改为“{right}”") if right else None
                    yield Hit(name, {"quote": word}, cells=(cell,) if cell else (), spots=(spot,), fix=fix, gap=1)

        return read


def rule(name: str = "test.word", severity: str = "warning", **params: object) -> Rule:
    return Rule(name, "test_find", severity, "advice", "“{quote}”看一下，相差 1", {"word": "甲乙", **params})  # type: ignore[arg-type]


def report(cells: dict[Address, Value] | None = None, texts: dict[str, str] | None = None, year: int = 2023) -> Report:
    passages = {section.id: "写了。" for section in TEXTS} | (texts or {})
    stated = Report(ReportKey("某乡", year), FORM.id, passages=passages).with_cells(dict.fromkeys(OPEN, 0))
    return stated.with_cells(cells or {})


def looked(at: Report, *rules: Rule, last: Report | None = None) -> CheckResult:
    around = Around(wording=Wording((Wordlist("test", "试用的词", rules),)))
    return check(FORM, at, LastYear(FORM, last) if last else None, around)


def unbalanced() -> Report:
    return report({f"{TABLE}.new.{COLUMN}": 7, f"{TABLE}.carried_in.{COLUMN}": 1, f"{TABLE}.granted.{COLUMN}": 7})


def test_all_clear_is_said() -> None:
    page = checking.page(looked(report(), last=report(year=2022)))
    assert page.items == ()
    assert page.closing == f"共 {page.rules} 条规则，全部执行，没有发现问题。"
    assert page.passed == page.rules


def test_what_could_not_run_is_said_with_why() -> None:
    page = checking.page(looked(report(), rule(needs_last=True)))
    assert page.headline == f"共 {page.rules} 条规则，执行 {page.run} 条"
    assert page.note == f"{page.rules - page.run} 条没法执行：没有上年的报告 {page.rules - page.run} 条"
    assert "没有发现问题" in page.closing


def test_a_relation_is_one_item_with_its_gap_by_itself_and_its_follower() -> None:
    (item,) = checking.page(looked(unbalanced())).items
    assert (item.number, item.group, item.lamp) == (1, "error", "bad")
    assert [run.text for run in item.runs if run.strong] == ["1"]
    assert item.sentence.endswith("相差 1。")
    assert item.where == f"{FORM.section(TABLE).name} · {item.finding.place}"  # type: ignore[union-attr]
    assert item.why == "表上印明的关系"
    assert item.more.endswith("也差 1，改好这里就一并平")
    assert [deed.what for deed in item.deeds] == ["locate"]
    assert item.more in item.below
    assert item.sentence in item.spoken


def test_blanks_are_one_item_with_their_number() -> None:
    (item,) = checking.page(looked(report(dict.fromkeys(OPEN[-3:])))).items
    assert [run.text for run in item.runs if run.strong] == ["3"]
    assert item.why == "空着不等于 0"
    assert [deed.button for deed in item.deeds] == ["空格填零", "定位"]


def test_a_missing_text_is_gone_and_written() -> None:
    items = checking.page(looked(report(texts={TEXTS[0].id: ""}))).items
    (item,) = [item for item in items if item.finding.section == TEXTS[0].id]
    assert item.deeds[0].button == "去填写"
    assert item.deed("locate") is None


def test_a_place_in_a_text_names_its_paragraph() -> None:
    text = "第一段话。\n\n第二段话。\n第三段有甲乙。"
    (item,) = checking.page(looked(report(texts={TEXTS[0].id: text}), rule())).items
    assert item.where == f"{TEXTS[0].name} · 第三段"
    assert checking.paragraph_words("只有一段甲乙。", 4) == ""


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
def test_a_certain_fix_is_offered_with_what_becomes_what(severity: str) -> None:
    at = report(texts={TEXTS[0].id: "前面甲乙后面。"})
    (item,) = checking.page(looked(at, rule(severity=severity, right="丙丁"))).items
    assert item.group == severity
    deed = item.deed("fix")
    assert deed is not None
    assert (deed.button, deed.preview) == ("改为“丙丁”", "“甲乙”→“丙丁”")
    assert (item.deed("reason") is not None) == (severity != "error")
    assert (item.deed("known") is not None) == (severity == "info")


def test_a_reason_stays_in_view_and_is_counted() -> None:
    at = report(texts={TEXTS[0].id: "前面甲乙后面。"})
    (before,) = checking.page(looked(at, rule())).items
    finding = before.finding
    when = datetime(2024, 1, 10, 10, 21).astimezone().isoformat()
    at = at.with_answer(Answer(finding.rule, finding.mark, finding.ground, "本来就这样。", "经办人甲", when))
    page = checking.page(looked(at, rule()))
    (item,) = page.items
    assert (item.lamp, page.answered("warning"), item.key) == ("said", 1, before.key)
    assert item.said == "已说明：本来就这样。（经办人甲，1月10日 10:21）"
    assert item.deed("reason") == Deed("reason", "改说明")
    changed = at.with_passages({TEXTS[0].id: "前面又改了甲乙后面。"})
    (again,) = checking.page(looked(changed, rule())).items
    assert (again.lamp, again.said) == ("doubt", "")


def test_a_hint_that_was_seen_is_counted_no_longer_and_all_is_clear() -> None:
    at = report(texts={TEXTS[0].id: "前面甲乙后面。"})
    before = checking.page(looked(at, rule(severity="info")))
    finding = before.items[0].finding
    assert (before.count(), before.is_clear) == (1, False)
    at = at.with_answer(Answer(finding.rule, finding.mark, finding.ground, "看过了", "经办人甲", ""))
    page = checking.page(looked(at, rule(severity="info")))
    (item,) = page.items
    assert (page.count(), page.count("info"), page.answered("info"), page.is_clear) == (0, 0, 1, True)
    assert (item.lamp, item.deed("known"), item.deed("reason")) == ("said", None, Deed("reason", "改说明"))
    assert page.closing == f"{page.headline}，没有发现别的问题，已说明 1 处。" + (f"{page.note}。" if page.note else "")


def test_groups_come_in_their_order_and_numbers_go_through() -> None:
    at = unbalanced().with_passages({TEXTS[0].id: "甲乙和丙。"})
    page = checking.page(looked(at, rule("a", "info"), rule("b", "warning", word="丙")))
    assert [item.group for item in page.items] == ["error", "warning", "info"]
    assert [item.number for item in page.items] == [1, 2, 3]
    assert [len(page.of(group)) for group in checking.GROUPS] == [1, 1, 1]


def test_a_doubt_of_an_import_joins_the_warnings() -> None:
    doubt = Finding(DETAIL, "warning", "advice", TABLE, (OPEN[20],), "这一格：原件看不清。")
    (item,) = checking.page(looked(report()), [doubt]).items
    assert [deed.button for deed in item.deeds] == ["就是这个数", "定位"]
    assert item.lamp == "doubt"


def test_doubts_of_one_row_that_say_the_same_stand_together_and_are_counted_each() -> None:
    row = [name for name in FORM.cells if name.startswith(f"{TABLE}.new.")]
    told = [(name, "原件的数连在一起。") for name in row[:3]] + [(row[3], "原件看不清。")]
    doubted = [
        Finding(DETAIL, "warning", "advice", TABLE, (name,), f"{FORM.cell_label(name)}：{why}") for name, why in told
    ]
    page = checking.page(looked(report()), doubted)
    three, one = page.items
    assert three.sentence == f"{FORM.cell_names(row[0])[0]}的 3 格：原件的数连在一起。"
    assert three.finding.cells == tuple(row[:3])
    assert [deed.button for deed in three.deeds] == ["就是这些数", "定位"]
    assert (three.number, one.number) == (1, 4)
    assert page.count() == page.count("warning") == 4
    assert [row.figure for row in checking_side.side(three, looked(report())).rows] == ["0", "0", "0"]


def test_doubts_of_one_table_that_were_read_alike_stand_together() -> None:
    cells = [name for name in OPEN if name.startswith(f"{TABLE}.")][:7]
    read = [f"原件写的是“{'00' if place < 4 else '0 0'}”，按 0 读。" for place in range(len(cells))]
    doubted = [
        Finding(DETAIL, "warning", "advice", TABLE, (name,), f"{FORM.cell_label(name)}：{why}")
        for name, why in zip(cells, read, strict=True)
    ]
    (item,) = checking.page(looked(report()), doubted).items
    assert item.sentence == "7 格写成“00”“0 0”，都按 0 读。"
    assert [deed.button for deed in item.deeds] == ["都是 0", "定位"]
    assert item.numbered == "第 1 至 7 处"
    (alone,) = checking.page(looked(report()), doubted[:1]).items
    assert (alone.sentence, alone.numbered) == (doubted[0].message, "第 1 处")


def test_the_columns_that_an_old_table_lacks_are_told_once() -> None:
    cells = [name for name in OPEN if name.startswith(f"{TABLE}.")][:7]
    told = [f"{FORM.cell_label(name)}：原件写的是“{place}”。{OLD_TABLE}。" for place, name in enumerate(cells)]
    doubted = [
        Finding(DETAIL, "warning", "advice", TABLE, (name,), words) for name, words in zip(cells, told, strict=True)
    ]
    (item,) = checking.page(looked(report()), doubted).items
    assert item.sentence == "原件用的是旧表，没有这几栏；请按今年的台账填。"
    assert item.finding.cells == tuple(cells)


def test_a_blank_that_is_doubted_is_to_be_filled_in_and_takes_no_nought() -> None:
    cells = [name for name in OPEN if name.startswith(f"{TABLE}.")][:3]
    doubted = [
        Finding(DETAIL, "warning", "advice", TABLE, (name,), f"{FORM.cell_label(name)}：原件看不清。") for name in cells
    ]
    at = report(dict.fromkeys(cells[:2]))
    told = {item.sentence: item for item in checking.page(looked(at), doubted).items if item.finding.rule == DETAIL}
    assert [[deed.button for deed in item.deeds] for item in told.values()] == [
        ["去填写", "定位"],
        ["就是这个数", "定位"],
    ]
    gap = next(item for item in checking.page(looked(at), doubted).items if item.finding.is_gap)
    assert (gap.deed("zero"), gap.more) == (None, "空着的格都存疑，先看存疑的格")
    free = next(item for item in checking.page(looked(at), doubted[:1]).items if item.finding.is_gap)
    assert (free.deed("zero") is not None, free.more) == (True, "")


def test_two_findings_alike_have_keys_of_their_own() -> None:
    doubted = [Finding(DETAIL, "warning", "advice", TABLE, (OPEN[20],), sentence) for sentence in ("一。", "二。")]
    one, two = checking.page(looked(report()), doubted).items
    assert one.key != two.key


def test_beside_a_relation_stand_its_terms_sums_and_gap() -> None:
    result = looked(unbalanced())
    (item,) = checking.page(result).items
    side = checking_side.side(item, result)
    assert [row.figure for row in side.rows] == ["7", "1", "8", "7", "0", "7", "1"]
    assert [row.kind for row in side.rows] == ["term", "term", "sum", "term", "term", "sum", "gap"]
    assert side.rows[-1].label == "相差"
    assert side.rows[0].label in side.spoken


def test_beside_what_is_compared_with_last_year_stand_both_figures() -> None:
    last = report({f"{TABLE}.new.{COLUMN}": 2, f"{TABLE}.carried_out.{COLUMN}": 2}, year=2022)
    result = looked(report(), last=last)
    item = next(item for item in checking.page(result).items if item.why == "由上年报告推算")
    rows = checking_side.side(item, result).rows
    assert [row.figure for row in rows] == ["0", "2", "2"]
    assert rows[1].label.startswith("上年 ")


def test_beside_what_is_not_there_yet_stands_where_it_belongs() -> None:
    result = looked(report(texts=dict.fromkeys((section.id for section in TEXTS), "")))
    for item in (found for found in checking.page(result).items if found.deed("write") is not None):
        assert checking_side.side(item, result).note
    lacking = Finding("some.rule", "warning", "advice", TEXTS[0].id, (), "缺一个方面。", place=TEXTS[0].name)
    named = checking.page(looked(report(), rule(severity="info")), [lacking]).items[0]
    assert checking_side.side(named, result).note == f"在“{TEXTS[0].name}”里，按“定位”就到那里。"


def test_beside_a_text_stands_its_paragraph_before_and_after_the_fix() -> None:
    result = looked(report(texts={TEXTS[0].id: "别的话。\n前面甲乙后面。"}), rule(right="丙丁"))
    (item,) = checking.page(result).items
    side = checking_side.side(item, result)
    assert [(piece.text, piece.kind) for piece in side.text] == [("前面", ""), ("甲乙", "spot"), ("后面。", "")]
    assert [(piece.text, piece.kind) for piece in side.fixed] == [
        ("前面", ""),
        ("甲乙", "old"),
        ("丙丁", "new"),
        ("后面。", ""),
    ]


def test_beside_words_against_figures_stand_sentence_and_figure() -> None:
    cell = f"{TABLE}.granted.{COLUMN}"
    result = looked(report(texts={TEXTS[0].id: "写着甲乙。"}), rule(cell=cell))
    (item,) = checking.page(result).items
    side = checking_side.side(item, result)
    assert [row.figure for row in side.rows] == ["0", "1"]
    assert side.text
    assert item.why == ""


def test_a_long_paragraph_is_cut_round_the_place() -> None:
    result = looked(report(texts={TEXTS[0].id: "字" * 900 + "甲乙" + "句" * 900}), rule())
    (item,) = checking.page(result).items
    text = "".join(piece.text for piece in checking_side.side(item, result).text)
    assert "甲乙" in text
    assert len(text) < 400
    assert text.startswith("……")
    assert text.endswith("……")


def test_the_ways_to_balance_are_those_of_the_table_and_say_what_else_goes() -> None:
    cell = f"{TABLE}.granted.{COLUMN}"
    at = unbalanced().with_passages({TEXTS[0].id: "写着甲乙。"})
    result = looked(at, rule(cell=cell))
    item = checking.page(result).items[0]
    ways = Ways(at, result)
    offer = ways.of(item)
    assert offer is not None
    assert ways.of(item) is offer  # not thought out anew for each who asks
    assert {words.new for _, words in offer.ways} >= {"8"}
    assert checking_side.sign(item.finding) in ways.settles(item, offer.best[0])
    assert ways.stands(offer.best[0], TABLE)
    assert ways.of(checking.page(result).items[1]) is None


def test_of_a_doubt_the_figure_that_follows_is_offered_until_somebody_says_why() -> None:
    stock, issued = "proactive.normative.in_force", "proactive.normative.issued"
    last, at = report({stock: 5}, year=2022), report({stock: 7, issued: 1})
    result = looked(at, last=last)
    (item,) = checking.page(result).items
    offer = Ways(at, result).of(item)
    assert offer is not None
    assert offer.head == "改这一格，这里就平"
    assert (offer.best[1].button, dict(offer.best[0].cells)) == ("改为 6", {stock: 6})
    assert item.deed("reason") == Deed("reason", "填写说明")
    finding = item.finding
    said = at.with_answer(Answer(finding.rule, finding.mark, finding.ground, "有一件到期。"))
    result = looked(said, last=last)
    (item,) = checking.page(result).items
    assert Ways(said, result).of(item) is None


def test_what_goes_along_with_a_sure_way_says_so() -> None:
    """Last year handed on 2: the way that balances the column puts right the carry-over as well."""
    last = report({f"{TABLE}.new.{COLUMN}": 2, f"{TABLE}.carried_out.{COLUMN}": 2}, year=2022)
    at = report({f"{TABLE}.carried_in.{COLUMN}": 1, f"{TABLE}.granted.{COLUMN}": 2})
    result = looked(at, rule(), last=last)
    page, ways = checking.page(result), Ways(at, result)
    first = page.items[0]
    offer = ways.of(first)
    assert offer is not None
    assert offer.sure
    along = next(item for item in page.items if item.why == "由上年报告推算")
    assert ways.goes_with(along, page) == f"改好第 {first.number} 处，这里就对上了"
    assert ways.goes_with(first, page) == ""


def test_rules_that_passed_are_told_and_all_counted() -> None:
    result = looked(report(), rule(), rule("test.other", word="丙"), last=report(year=2022))
    groups = checking_rules.passed(result)
    assert sum(group.many for group in groups) == result.counts.passed
    assert groups[-1].title == "试用的词"
    assert groups[-1].many == 2
    assert all(line.spoken for group in groups for line in group.lines)


def test_rules_that_wait_are_told_by_reason() -> None:
    result = looked(report(), rule(needs_last=True))
    (line,) = checking_rules.waiting(result)
    assert line.title == f"没有上年的报告，{result.counts.skipped} 条没法执行"
    assert "试用的词" in line.told


def test_the_hands_go_on_where_an_item_went() -> None:
    items = checking.page(looked(report(texts={TEXTS[0].id: "甲乙丙。"}), rule("a"), rule("b", word="丙"))).items
    assert checking.next_key(items, 5) == items[1].key
    assert checking.next_key(items, 0) == items[0].key
    assert checking.next_key([], 0) == ""
