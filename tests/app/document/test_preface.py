"""What the preface says one by one: own words, defaults, and whole clauses that vanish where nobody knows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.checks.lint import lint
from app.document.compose import compose
from app.document.preface import web_address
from app.domain.errors import FormTrouble
from app.domain.organ import Organ
from app.domain.report import Report, ReportKey
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_file, load_text
from app.forms.model import Form
from app.handover.fingerprint import fingerprint, stated

ROOT = Path(__file__).parents[3]
CATALOGUE = load_folder(ROOT / "resources" / "forms").with_form(
    load_file(ROOT / "tests" / "forms" / "annual_2027.toml")
)
FORMS = pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.id)
NEW = CATALOGUE.governing(2023)
OFFICE = Organ("柳湾乡人民政府", "乡", "青禾县", "0971-1234567", "党政办公室")
BARE = Organ("柳湾乡", "乡")


def printed(form: Form, organ: Organ, year: int = 2023, **own: str) -> str:
    assert form.preface is not None
    passages = {f"{form.preface.id}.{name}": text for name, text in own.items()}
    report = Report(ReportKey("柳湾乡", year), form.id, passages=passages)
    return "".join(part.text for part in compose(form, report, organ, {}, date(year + 1, 1, 15)).preface)


def test_without_own_words_the_official_preface_stands_as_ever() -> None:
    assert printed(NEW, OFFICE) == (
        "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）和国办公开办函〔2021〕30号规定的格式编制，"
        "由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、"
        "存在的主要问题及改进情况、其他需要报告的事项六部分组成。所列数据的统计期限为2023年1月1日至12月31日。"
        "如对本报告有疑问，请与党政办公室联系，电话：0971-1234567。"
    )
    assert printed(NEW, BARE).endswith("如对本报告有疑问，请与柳湾乡联系。")


@pytest.mark.parametrize(
    ("copy", "web"),
    [
        ("乡政府网站（http://www.example.gov.cn/xxgk/2023.html）", "http://www.example.gov.cn/xxgk/2023.html"),
        ("县政府网站www.example.gov.cn，栏目“年报”", "www.example.gov.cn"),
        ("https://a.cn/b?c=1&d=2。", "https://a.cn/b?c=1&d=2"),
        ("乡政府网站", ""),
        ("", ""),
        ("www.", ""),
        ("请见<https://www.hz.gov.cn/a>。", "https://www.hz.gov.cn/a"),
        ("见“https://www.hz.gov.cn/a”", "https://www.hz.gov.cn/a"),
        ('见"https://www.hz.gov.cn/a"', "https://www.hz.gov.cn/a"),
        ("https://www.hz.gov.cn,0971-2233445", "https://www.hz.gov.cn"),
        ("https://a.gov.cn/x;https://b.gov.cn/y", "https://a.gov.cn/x"),
        ("(https://a.gov.cn/x(2022))", "https://a.gov.cn/x(2022)"),
        ("HTTPS://A.GOV.CN", "HTTPS://A.GOV.CN"),
        ("邮箱:a@www.hz.gov.cn", ""),
        ("https://政府.中国/x", ""),
        (f"https://a.gov.cn/{'p' * 260}", ""),
    ],
)
def test_where_the_report_is_on_the_web(copy: str, web: str) -> None:
    for form in CATALOGUE.forms:
        assert form.preface is not None
        fields = [field.id for field in form.preface.fields]
        passages = {f"{form.preface.id}.{fields[-1]}": copy}
        assert web_address(form, Report(ReportKey("柳湾乡", form.first_year), form.id, passages=passages)) == web


def test_what_the_office_tells_is_printed_where_it_belongs() -> None:
    text = printed(NEW, OFFICE, copy="乡政府网站", address="柳湾路1号", postcode="810000", telephone="0971-7654321")
    assert "本报告的电子版可在乡政府网站查阅。" in text
    assert text.endswith("请与党政办公室联系，地址：柳湾路1号，邮编：810000，电话：0971-7654321。")
    assert "0971-1234567" not in text
    assert printed(NEW, BARE, telephone="12345").endswith("请与柳湾乡联系，电话：12345。")


@pytest.mark.parametrize("form", [CATALOGUE.governing(2020), NEW], ids=lambda form: form.id)
def test_telephone_and_postcode_print_half_width_however_they_were_kept(form: Form) -> None:
    text = printed(form, OFFICE, form.first_year, postcode="８１１６００", telephone="（０９７１）２２３－２２６６")
    assert "邮编：811600，" in text
    assert "电话：(0971)223-2266。" in text
    of_before = replace(OFFICE, phone="０９７１－１２３４５６７")
    assert "电话：0971-1234567。" in printed(form, of_before, form.first_year)


def test_a_line_holds_one_of_two_sorts_of_numbers_or_none() -> None:
    with pytest.raises(FormTrouble, match="holds 只能是 phone 或 postcode"):
        load_text(NEW.source.replace('holds = "phone"', 'holds = "fax"'))


@FORMS
def test_every_field_shows_and_only_there(form: Form) -> None:
    assert form.preface is not None
    for field in form.preface.fields:
        text = printed(form, OFFICE, form.first_year, **{field.id: "第一行\n  ，{year}与第二行"})
        assert text.count("第一行，{year}与第二行") == 1  # one line, and no placeholder of its own
        assert printed(form, OFFICE, form.first_year, **{field.id: " \n "}) == printed(form, OFFICE, form.first_year)


def test_the_whole_in_own_words_needs_no_fields() -> None:
    report = Report(ReportKey("柳湾乡", 2023), NEW.id, passages={"preface": "自己写的。", "preface.copy": "网站"})
    assert [part.text for part in compose(NEW, report, OFFICE, {}, date(2024, 1, 1)).preface] == ["自己写的。"]


@FORMS
def test_fields_are_passages_with_names_and_count_in_the_fingerprint(form: Form) -> None:
    assert form.preface is not None
    names = [form.preface.passage(field) for field in form.preface.fields]
    assert form.passage_ids[1 : len(names) + 1] == tuple(names)
    assert [form.passage_name(name) for name in names] == [field.label for field in form.preface.fields]
    before = Report(ReportKey("柳湾乡", form.first_year), form.id)
    after = before.with_passages({names[0]: "别的依据"})
    assert stated(before, form) != stated(after, form)
    assert fingerprint(before, form) != fingerprint(after, form)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("地址：{address}，", "", "没有用到“地址”"),
        ('id = "copy"', 'id = "year"', "year 已经另有所指"),
        ('id = "copy"', 'id = "Copy"', "只能用小写字母"),
        ('id = "postcode"', 'id = "address"', "用了 2 次"),
        ('default = "{phone}"', 'default = "{telephone}"', "{telephone} 不认识"),
        ('label = "邮政编码"', 'label = ""', "没有名称"),
        ('label = "邮政编码"', f'label = "{"邮" * 201}"', "太长"),
        ('label = "邮政编码"', f'label = "邮政编码", hint = "{"长" * 2001}"', "太长"),
    ],
)
def test_lint_names_what_is_wrong_with_a_field(old: str, new: str, told: str) -> None:
    assert old in NEW.source
    assert told in "；".join(lint(load_text(NEW.source.replace(old, new)), _without(CATALOGUE, NEW)))


def test_there_may_not_be_too_many() -> None:
    extra = ", ".join(f'{{ id = "x{number}", label = "x" }}' for number in range(40))
    line = '{ id = "postcode",  label = "邮政编码", holds = "postcode" },'
    assert line in NEW.source
    source = NEW.source.replace(line, extra + ",")
    assert "导言的 fields 太多，最多 40 个" in lint(load_text(source))


def _without(catalogue: Catalogue, form: Form) -> Catalogue:
    return Catalogue(known for known in catalogue.forms if known.id != form.id)
