"""A package is the same every time, proves itself, and refuses what it cannot prove with a sentence of its own."""

from __future__ import annotations

import io
import json
import random
import string
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.checks.engine import check
from app.checks.totals import total_addresses
from app.domain.errors import CannotWrite, Trouble
from app.domain.live import marker
from app.domain.organ import Organ
from app.domain.report import Answer, Report
from app.domain.values import read
from app.forms.catalogue import Catalogue, load_folder
from app.forms.load import load_text
from app.forms.model import Form, Node
from app.handover import envelope, strict
from app.handover.envelope import FORM, MANIFEST, NAMES, PDF, REPORT, NotProven
from app.handover.fingerprint import ALPHABET, check_code, fingerprint
from app.handover.package import Built, build, prove, verify, write
from app.system import paths
from tests.app.handover.conftest import DAY, make_package, make_report
from tests.disks import fill_up, read_only, small_disk

Entries = dict[str, bytes]


def opened(built: Built) -> Entries:
    with zipfile.ZipFile(io.BytesIO(built.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def resealed(entries: Entries) -> bytes:
    """The package with a list that fits its files again, as a careful forger would make it."""
    manifest = json.loads(entries[MANIFEST])
    for item in manifest["files"]:
        if item["name"] in entries:
            data = entries[item["name"]]
            item.update(size=len(data), sha256=envelope.sha256(data))
    return envelope.seal({**entries, MANIFEST: json.dumps(manifest, ensure_ascii=False).encode()})


def with_json(entries: Entries, name: str, change: Callable[[dict[str, Any]], Any]) -> Entries:
    data = json.loads(entries[name])
    change(data)
    return {**entries, name: json.dumps(data, ensure_ascii=False).encode("utf-8")}


def refusal(data: bytes) -> str:
    with pytest.raises(NotProven) as caught:
        prove(data)
    return caught.value.what


# ---- what is good


def test_a_package_proves_itself(package: Path, report: Report, form: Form) -> None:
    before = package.read_bytes()
    proof = verify(package)
    assert (proof.organ, proof.year, proof.created) == ("示例乡", 2020, DAY)
    assert proof.fingerprint == fingerprint(report, form)
    assert {item.name for item in proof.files} == set(NAMES)
    assert proof.check_code in package.name
    assert set(proof.check_code) <= set(ALPHABET)
    assert len(proof.check_code) == 8
    assert proof.form.id == form.id
    assert proof.report.passages == report.passages
    assert package.read_bytes() == before
    assert [path.name for path in package.parent.iterdir()] == [package.name]


def test_what_lies_inside(built: Built, report: Report, form: Form, pdf: bytes) -> None:
    entries = opened(built)
    assert tuple(sorted(entries)) == tuple(sorted(NAMES))
    assert entries[FORM].decode("utf-8") == form.source
    assert entries[PDF] == pdf
    data = json.loads(entries[REPORT])
    assert (data["organ"], data["year"], data["form"]) == ("示例乡", 2020, form.id)
    money = next(name for name, spec in form.cells.items() if spec.kind == "money")
    assert data["cells"][money] == "606.05"
    assert all(value == 0 for name, value in data["cells"].items() if name != money)
    assert len(data["cells"]) == len(form.cells) + len(form.fields)
    assert [finding["rule"] for finding in data["findings"]["list"]] == ["proactive.procurement"]  # and no item
    assert data["findings"]["rules"]["passed"] > 0
    manifest = json.loads(entries[MANIFEST])
    assert {item["name"]: item["size"] for item in manifest["files"]} == {
        name: len(data) for name, data in entries.items() if name != MANIFEST
    }


def test_same_data_same_bytes(built: Built, form: Form, report: Report, pdf: bytes, office: Organ) -> None:
    again = make_package(form, report.with_cells({}), pdf, office)
    assert (again.name, again.data) == (built.name, built.data)


def test_another_figure_is_another_package(form: Form, report: Report) -> None:
    name = next(iter(form.cells))
    other = report.with_cells({name: read("1", form.cells[name])})
    assert fingerprint(other, form) != fingerprint(report, form)
    assert check_code(fingerprint(other, form)) != check_code(fingerprint(report, form))


def test_a_computed_total_and_the_same_stated_one_are_one_report(form: Form) -> None:
    full = make_report(form, 2020)
    totals = total_addresses(form)
    assert totals
    bare = full.with_cells(dict.fromkeys(totals))
    assert fingerprint(bare, form) == fingerprint(full, form)


@given(st.text(min_size=1, max_size=300))
def test_every_title_makes_a_file_name(title: str) -> None:
    name = envelope.file_name(title.encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "23456789")
    assert len(name.encode("utf-8")) <= 200
    assert name.endswith("_23456789.zip")
    assert not set('<>:"/\\|?*') & set(name)
    assert all(sign >= " " for sign in name)


# ---- what blocks it


def test_errors_block_the_package(form: Form, report: Report, pdf: bytes, office: Organ) -> None:
    name = next(iter(form.cells))
    blank = report.with_cells({name: None})
    with pytest.raises(Trouble, match="表里还有 1 格没填"):
        build(report=blank, form=form, organ=office, result=check(form, blank), title="题", pdf=pdf, issued=DAY)


def test_a_full_stick_keeps_the_older_package(built: Built, tmp_path: Path) -> None:
    with small_disk(tmp_path / "stick", 64) as stick:
        older = stick / "older.zip"
        older.write_bytes(b"older")
        fill_up(stick)
        with pytest.raises(CannotWrite, match="满了"):
            write(built, stick / built.name)
        assert older.read_bytes() == b"older"
        assert not list(stick.glob("*.part"))
        assert not (stick / built.name).exists()


def test_a_read_only_stick_is_named(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    with read_only(folder), pytest.raises(CannotWrite):
        write(built, folder / built.name)
    assert not list(folder.iterdir())


# ---- what is refused, each with its own sentence


def test_files_that_are_no_packages(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty.zip").write_bytes(b"")
    (tmp_path / "text.zip").write_text("你好", encoding="utf-8")
    with pytest.raises(Trouble, match="文件夹"):
        verify(tmp_path / "folder")
    with pytest.raises(Trouble, match="读不出来") as missing:
        verify(tmp_path / "nothing.zip")
    assert not isinstance(missing.value, NotProven)
    for name in ("empty.zip", "text.zip"):
        with pytest.raises(NotProven, match="不是交接包"):
            verify(tmp_path / name)


def test_every_forgery_is_refused_for_its_own_reason(built: Built, form: Form) -> None:
    good = opened(built)
    money = next(name for name, spec in form.cells.items() if spec.kind == "money")
    count = next(name for name, spec in form.cells.items() if spec.kind == "count")
    text = form.passage_ids[-1]

    def report(change: Callable[[dict[str, Any]], Any]) -> bytes:
        return resealed(with_json(good, REPORT, change))

    def manifest(change: Callable[[dict[str, Any]], Any]) -> bytes:
        return envelope.seal(with_json(good, MANIFEST, change))

    later = load_folder(paths.forms_folder()).governing(2023)
    other_form = later.source.replace(later.id, form.id).encode("utf-8")
    broken_form = good[FORM].decode("utf-8").replace('kind = "filled"', 'kind = "guess"', 1).encode("utf-8")
    cases = {
        "格子改了数": (report(lambda d: d["cells"].update({money: "607"})), "指纹对不上"),
        "清单没跟着改": (envelope.seal({**good, PDF: good[PDF] + b"\n"}), "清单里记的对不上"),
        "文字改了": (report(lambda d: d["passages"].update({text: "另一句。"})), "指纹对不上"),
        "多一格": (report(lambda d: d["cells"].update({"a.b.c": 0})), "格对不上"),
        "少一格": (report(lambda d: d["cells"].pop(count)), "格对不上"),
        "小数": (report(lambda d: d["cells"].update({count: 0.5})), "读不出来"),
        "真假值": (report(lambda d: d["cells"].update({count: True})), "写法不对"),
        "负数": (report(lambda d: d["cells"].update({count: -1})), "写法不对"),
        "钱写成数": (report(lambda d: d["cells"].update({money: 607})), "写法不对"),
        "钱写得怪": (report(lambda d: d["cells"].update({money: "0606.050"})), "写法不对"),
        "别的文字段": (report(lambda d: d["passages"].update({"nowhere": "x"})), "文字和格式文件对不上"),
        "控制字符": (report(lambda d: d["passages"].update({text: "a\x07b"})), "文字写法不对"),
        "别的格式": (report(lambda d: d.update(form="another-form")), "不是一套"),
        "多一个键": (report(lambda d: d.update(extra=1)), "写法不对"),
        "新版本": (manifest(lambda d: d.update(format=99)), "更新版本"),
        "没有版本": (manifest(lambda d: d.pop("format")), "没有写版本"),
        "清单换了单位": (manifest(lambda d: d.update(organ="别的乡")), "不是同一个单位"),
        "清单多列一个": (manifest(lambda d: d["files"].append(dict(d["files"][0], name="x.txt"))), "列的不一样"),
        "清单列两次": (manifest(lambda d: d["files"].append(d["files"][0])), "重名"),
        "核对码": (manifest(lambda d: d.update(check_code="22222222")), "核对码"),
        "清单不是表": (envelope.seal({**good, MANIFEST: b"[]"}), "写法不对"),
        "清单不是文字": (envelope.seal({**good, MANIFEST: b"\xff\xfe"}), "读不出来"),
        "年份不合": (resealed({**good, FORM: other_form}), "不适用于"),
        "格式不通过": (resealed({**good, FORM: broken_form}), "没有通过检查"),
        "格式不是文字": (resealed({**good, FORM: b"\xff"}), "格式文件读不出来"),
        "不是 PDF": (resealed({**good, PDF: b"hello"}), "不是 PDF"),
        "没有 PDF": (envelope.seal({n: d for n, d in good.items() if n != PDF}), "少了 A4 报告"),
        "少两个": (envelope.seal({n: d for n, d in good.items() if n not in (PDF, FORM)}), "不全"),
        "多一个": (envelope.seal({**good, "virus.exe": b"MZ"}), "不认识的文件"),
        "往外写": (envelope.seal({**good, "../evil.json": b"{}"}), "想写到别处"),
        "往外写（另一种）": (envelope.seal({**good, "..\\evil.json": b"{}"}), "想写到别处"),
        "绝对路径": (envelope.seal({**good, "C:evil": b"{}"}), "想写到别处"),
    }
    assert prove(built.data).organ
    for name, (data, expected) in cases.items():
        assert expected in refusal(data), name


def test_errors_inside_are_found_even_with_fitting_sums(form: Form, report: Report, pdf: bytes, office: Organ) -> None:
    name = next(iter(form.cells))
    blank = report.with_cells({name: None})
    fine = check(form, report)
    forged = build(report=blank, form=form, organ=office, result=fine, title="题", pdf=pdf, issued=DAY)
    assert "还有 1 格没填" in refusal(forged.data)


ANSWER = {
    "rule": "a.b",
    "mark": "",
    "text": "因为",
    "who": "",
    "when": "2021-01-10T09:00:00+08:00",
    "message": "差 1。",
}


def with_answers(built: Built, said: Any, version: int = 2) -> bytes:
    """The package as a newer program would write it, with its sums and its version."""

    entries = with_json(opened(built), REPORT, lambda d: d.update(answers=said, format=version))
    manifest = json.loads(resealed_entries(entries)[MANIFEST])
    text = json.dumps({**manifest, "format": version}, ensure_ascii=False)
    return envelope.seal({**entries, MANIFEST: text.encode("utf-8")})


def resealed_entries(entries: Entries) -> Entries:
    with zipfile.ZipFile(io.BytesIO(resealed(entries))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_reasons_travel_and_change_neither_fingerprint_nor_content(
    form: Form, report: Report, pdf: bytes, office: Organ, built: Built
) -> None:
    bare = report.with_passages(dict.fromkeys(form.passage_ids, ""))
    finding = next(it for it in check(form, bare).findings if it.severity == "warning")
    answer = Answer(finding.rule, finding.mark, finding.ground, "写在别处", "王小明", "2021-01-10T09:00:00+08:00")
    lapsed = replace(answer, rule="requests.carry_over", mark="nowhere")
    told = bare.with_answer(answer).with_answer(lapsed)
    package = make_package(form, told, pdf, office)
    data = json.loads(opened(package)[REPORT])
    assert data["answers"] == [
        {
            "rule": answer.rule,
            "mark": answer.mark,
            "text": "写在别处",
            "who": "王小明",
            "when": answer.when,
            "message": finding.message,
        }
    ]
    proof = prove(package.data)
    assert [item.text for item in proof.answers] == ["写在别处"]
    assert proof.fingerprint == fingerprint(bare, form)
    assert json.loads(opened(built)[REPORT])["format"] == 2  # older programs then ask to be renewed
    assert prove(built.data).answers == ()


def test_reasons_of_another_shape_are_refused(built: Built) -> None:
    assert [item.text for item in prove(with_answers(built, [ANSWER])).answers] == ["因为"]
    bad: list[Any] = [
        {},
        ["x"],
        [{**ANSWER, "more": ""}],
        [{name: ANSWER[name] for name in ANSWER if name != "who"}],
        [{**ANSWER, "text": ""}],
        [{**ANSWER, "text": 1}],
        [{**ANSWER, "text": "长" * 501}],
        [{**ANSWER, "when": "gestern"}],
        [{**ANSWER, "who": "a\x07"}],
        [ANSWER] * 2001,
    ]
    for said in bad:
        assert "说明写法不对" in refusal(with_answers(built, said)), said
    assert "说明写法不对" in refusal(with_answers(built, [ANSWER], version=1))


def zipped(entries: list[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = method
            archive.writestr(info, data)
    return out.getvalue()


def test_odd_archives(built: Built) -> None:
    good = opened(built)
    order = [(name, good[name]) for name in sorted(good)]
    assert "重新打包" in refusal(zipped(order))
    assert "重新打包" in refusal(built.data + b"tail")
    assert "压缩办法" in refusal(zipped(order, zipfile.ZIP_BZIP2))
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([*order, (REPORT, b"{}")])
    assert "重名" in refusal(twice)
    bomb = zipped([(name, b"\x00" * 60_000_000 if name == REPORT else data) for name, data in order])
    assert len(bomb) < 2_000_000
    assert "大得不合理" in refusal(bomb)
    liar = bytearray(zipped([(name, b"\x00" * 60_000_000 if name == REPORT else data) for name, data in order]))
    at = liar.rindex(b"PK\x01\x02", 0, liar.rindex(REPORT.encode()))
    liar[at + 24 : at + 28] = struct.pack("<I", 1000)  # the directory says: 1000 bytes
    assert refusal(bytes(liar))
    locked = bytearray(built.data)
    at = locked.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert "加了密" in refusal(bytes(locked))


def test_huge_files_are_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.zip"
    with path.open("wb") as stream:
        stream.truncate(envelope.MAX_FILE + 1)
    with pytest.raises(NotProven, match="没有这么大"):
        verify(path)


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"NaN",
        b"Infinity",
        b"1e999",
        b"1.5",
        b"9" * 5000,
        b'{"a":1,"a":2}',
        b'"\\ud800"',
        b'"\\u0000"',
        b"\xff",
        b"",
        b"{",
    ],
)
def test_hostile_json_is_refused(data: bytes) -> None:
    with pytest.raises(strict.BadJson):
        strict.loads(data)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(string.printable + "乡年，"),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text('ab乡"\\{[', max_size=4), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_plain_json_is_read_as_written(value: Any) -> None:
    def clean(item: Any) -> bool:
        return "\\u0000" not in json.dumps(item)

    if clean(value) and json.dumps(value).count("[") + json.dumps(value).count("{") < strict.MAX_DEPTH:
        assert strict.loads(json.dumps(value, ensure_ascii=False).encode("utf-8")) == value


def test_no_damage_is_ever_proven(built: Built) -> None:
    """2000 damages: flipped bytes, cut ends, bytes put in or taken out. Refused, each with a sentence, and quickly."""
    dice = random.Random(20210115)
    # The PDF is most of the package and guarded by one sum: most damage goes where the logic is.
    spots = [at for at in range(len(built.data)) if not 6_000 < at < len(built.data) - 40_000]
    for turn in range(2000):
        data = bytearray(built.data)
        at = dice.choice(spots) if turn % 4 else dice.randrange(len(data))
        kind = turn % 5
        if kind < 3:
            for _ in range(dice.choice((1, 1, 2, 16))):
                data[at] ^= 1 << dice.randrange(8)
                at = dice.choice(spots)
            if bytes(data) == built.data:
                continue
        elif kind == 3:
            del data[at:]
        elif dice.random() < 0.5:
            data[at:at] = bytes([dice.randrange(256)])
        else:
            del data[at]
        assert refusal(bytes(data)).strip()


def _with_blocks(form: Form, change: Callable[[Node], Node]) -> Form:
    """``form`` with every row changed."""

    def below(node: Node) -> Node:
        return change(node)._replace(children=tuple(map(below, node.children)))

    sections = [
        replace(section, blocks=tuple(block._replace(rows=tuple(map(below, block.rows))) for block in section.blocks))
        for section in form.sections
    ]
    return replace(form, sections=tuple(sections))


def _without_sums(form: Form) -> Form:
    return _with_blocks(form, lambda node: node._replace(sums=()))


def _with_label(form: Form) -> Form:
    return _with_blocks(form, lambda node: node._replace(label=f"{node.label}等"))


def test_a_package_of_the_first_version_is_proven_as_ever(built: Built) -> None:
    """Its form may be an older text that prints and adds the same."""
    old = form_of_old(built)
    own = load_folder(paths.forms_folder())
    proof = prove(old, own)
    assert (proof.note, proof.answers, proof.review) == ("", (), None)


def form_of_old(built: Built) -> bytes:
    entries = opened(built)
    source = "\n".join(line for line in entries[FORM].decode("utf-8").split("\n") if not line.startswith("#"))
    entries[FORM] = source.encode("utf-8")
    form, data = load_text(source), json.loads(entries[REPORT])
    mark = fingerprint(prove(built.data).report, form)
    entries = with_json(entries, REPORT, lambda d: d.update(format=1, fingerprint=mark))
    manifest = json.loads(resealed_entries(entries)[MANIFEST])
    manifest |= {"format": 1, "fingerprint": mark, "check_code": check_code(mark)}
    assert data["format"] == 2
    return envelope.seal({**entries, MANIFEST: json.dumps(manifest, ensure_ascii=False).encode("utf-8")})


def test_a_format_that_differs_from_the_one_known_here_is_named(package: Path, form: Form) -> None:
    own = load_folder(paths.forms_folder())
    assert verify(package).note == ""
    assert verify(package, own).note == ""
    other = load_text(form.source.replace(form.sections[0].heading, "另一个标题"))
    assert other.id == form.id
    note = verify(package, own.with_form(other)).note
    assert form.id in note
    assert "不一样" in note
    assert verify(package, own.with_form(load_text("# 说明\n" + form.source))).note == ""
    assert verify(package, own.with_form(replace(form, rules=form.rules[1:], examples=()))).note == ""
    for what in (replace(form, sections=form.sections[1:]), _without_sums(form), _with_label(form)):
        assert "不一样" in verify(package, own.with_form(what)).note
    stranger = load_text(form.source.replace(f'"{form.id}"', '"stranger"'))
    assert verify(package, Catalogue([stranger])).note == ""


def test_live_numbers_travel_as_they_are_kept(form: Form, report: Report, pdf: bytes, office: Organ) -> None:
    """The paper shows figures, the package the markers: who takes the report over can go on with them."""
    cell = next(iter(form.cells))
    text = next(section.id for section in form.sections if section.kind == "text")
    quoting = report.with_passages({text: f"共{marker(cell)}件。"})
    built = make_package(form, quoting, pdf, office)
    assert json.loads(opened(built)[REPORT])["passages"][text] == f"共{marker(cell)}件。"
    proof = prove(built.data)
    assert proof.report.passages == quoting.passages
    assert proof.fingerprint == fingerprint(quoting, form) != fingerprint(report, form)
    changed = quoting.with_cells({cell: 71})
    assert fingerprint(changed, form) != proof.fingerprint
    with pytest.raises(Trouble):
        make_package(form, quoting.with_cells({cell: None}), pdf, office)
