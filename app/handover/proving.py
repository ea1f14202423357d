"""Whether the files of a package are what their list says, and belong together; each fault has its own sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from app.checks.counting import left
from app.checks.engine import check
from app.checks.lint import unsound
from app.domain.errors import FormTrouble
from app.domain.report import Report, ReportKey
from app.domain.secrecy import Review, review_of
from app.domain.text import MAX_NAME, MAX_TEXT, MAX_TITLE, is_clean
from app.domain.values import MAX_DECIMALS, MAX_DIGITS, Value, ValueSpec, plain
from app.forms.catalogue import Catalogue
from app.forms.load import load_text
from app.forms.model import Form, Node
from app.handover.envelope import FORM, MANIFEST, PDF, REPORT, NotProven, sha256
from app.handover.fingerprint import ALPHABET, CODE_LENGTH, check_code, fingerprint
from app.handover.strict import BadJson, loads

OLDEST = 1
VERSION = 2  # from 2 on reasons and the record of a review travel in it, and the form may say what no 1 understands
MAX_ANSWERS = 2_000
_WHAT = {REPORT: "报告的数和文字", FORM: "格式文件", PDF: "A4 报告", MANIFEST: "清单"}
_HEX = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(rf"[{ALPHABET}]{{{CODE_LENGTH}}}")
_MONEY = re.compile(r"\d{1,15}(?:\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class ProvenAnswer:
    """A reason that was given for a finding, with the sentence that it answers; ``when`` is ISO 8601."""

    rule: str
    mark: str
    text: str
    who: str
    when: str
    message: str


@dataclass(frozen=True, slots=True)
class ProvenFile:
    """One file of a proven package: its name, what it is for a clerk, its size in bytes."""

    name: str
    what: str
    size: int


@dataclass(frozen=True, slots=True)
class Proof:
    """What a proven package holds."""

    organ: str
    year: int
    title: str
    created: date
    files: tuple[ProvenFile, ...]
    check_code: str
    fingerprint: str
    report: Report
    form: Form
    note: str = ""
    answers: tuple[ProvenAnswer, ...] = ()
    review: Review | None = None


def prove(entries: Mapping[str, bytes], known: Catalogue | None = None) -> Proof:
    """All checks over the four files; raises ``NotProven`` for the first that fails.

    ``known`` are the formats of this program: where it has one of the same id that prints or adds something else,
    ``note`` says so.
    """
    manifest = _json(entries[MANIFEST], "清单")
    _check_version(manifest, "清单")
    _check_manifest(manifest)
    _check_sums(manifest, entries)
    form = _form(entries[FORM])
    data = _json(entries[REPORT], "报告")
    _check_version(data, "报告")
    report = _report(data, form)
    if (report.key.organ, report.key.year) != (manifest["organ"], manifest["year"]):
        raise NotProven("清单和报告写的不是同一个单位或同一年")
    mark = fingerprint(report, form)
    if not mark == data.get("fingerprint") == manifest["fingerprint"]:
        raise NotProven("报告的内容和它的指纹对不上，可能被改动过")
    if manifest["check_code"] != check_code(mark):
        raise NotProven("核对码和报告的内容对不上")
    _check_pdf(entries[PDF])
    still = left(check(form, report))
    if still.blockers:
        first = still.blockers[0].message.rstrip("。")
        raise NotProven(f"包里的报告不能收：{still.in_the_way}。{first}", "请退回改正")
    return Proof(
        organ=report.key.organ,
        year=report.key.year,
        title=data["title"],
        created=date.fromisoformat(manifest["created"]),
        files=tuple(ProvenFile(name, _WHAT[name], len(entries[name])) for name in (REPORT, PDF, FORM, MANIFEST)),
        check_code=manifest["check_code"],
        fingerprint=mark,
        report=report,
        form=form,
        note=_note(form, known),
        answers=_answers(data),
        review=_review(data),
    )


def _note(form: Form, known: Catalogue | None) -> str:
    own = next((one for one in known.forms if one.id == form.id), None) if known else None
    if own is None or _printed(own) == _printed(form):
        return ""
    return f"包里的格式文件“{form.id}”和这台电脑上的同名格式不一样，数是按包里的那份核对的，请问清楚用的是哪一版"


def _printed(form: Form) -> object:
    """What of a format decides by whose word a figure stands where, and what is added; its rules and hints may be
    another day's.
    """
    head = (form.title, form.authority, form.first_year, form.last_year)
    return head, tuple(
        (
            section.id,
            section.heading,
            [(item.id, item.spec) for item in section.fields],
            [
                (block.band, block.corner, *(list(map(_heading, side)) for side in (block.rows, block.columns)))
                for block in section.blocks
            ],
        )
        for section in form.sections
    )


def _heading(node: Node) -> object:
    return (node.id, node.label, node.spec, node.sums, [_heading(child) for child in node.children])


def _json(data: bytes, what: str) -> dict[str, Any]:
    try:
        value = loads(data)
    except BadJson as error:
        raise NotProven(f"交接包里的{what}读不出来") from error
    if not isinstance(value, dict):
        raise NotProven(f"交接包里的{what}写法不对")
    return value


def _check_version(data: Mapping[str, Any], what: str) -> None:
    version = data.get("format")
    if not isinstance(version, int) or isinstance(version, bool):
        raise NotProven(f"交接包里的{what}没有写版本")
    if version > VERSION:
        raise NotProven("交接包是更新版本的程序做的", "请先升级这台电脑上的公开栏")
    if version < OLDEST:
        raise NotProven(f"交接包里的{what}版本不对")


def _check_manifest(manifest: Mapping[str, Any]) -> None:
    expected = {"format", "organ", "year", "created", "files", "fingerprint", "check_code"}
    good = (
        set(manifest) == expected
        and isinstance(manifest["organ"], str)
        and _is_count(manifest["year"])
        and _is_date(manifest["created"])
        and isinstance(manifest["files"], list)
        and _matches(_HEX, manifest["fingerprint"])
        and _matches(_CODE, manifest["check_code"])
    )
    if not good:
        raise NotProven("交接包里的清单写法不对")


def _check_sums(manifest: Mapping[str, Any], entries: Mapping[str, bytes]) -> None:
    listed: dict[str, Mapping[str, Any]] = {}
    for item in manifest["files"]:
        if not isinstance(item, dict) or set(item) != {"name", "size", "sha256"} or not isinstance(item["name"], str):
            raise NotProven("交接包里的清单写法不对")
        if item["name"] in listed:
            raise NotProven("交接包的清单里有重名的文件")
        listed[item["name"]] = item
    if set(listed) != set(entries) - {MANIFEST}:
        raise NotProven("交接包里的文件和清单列的不一样")
    for name, item in listed.items():
        if item["size"] != len(entries[name]) or item["sha256"] != sha256(entries[name]):
            raise NotProven(f"{_WHAT[name]}和清单里记的对不上，可能拷坏了或被改动过")


def _form(data: bytes) -> Form:
    try:
        form = load_text(data.decode("utf-8"))
        faults = unsound(form)
    except (UnicodeDecodeError, FormTrouble) as error:
        raise NotProven("交接包里的格式文件读不出来") from error
    if faults:
        raise NotProven(f"交接包里的格式文件没有通过检查（共 {len(faults)} 处）")
    return form


def _report(data: Mapping[str, Any], form: Form) -> Report:
    expected = {"format", "organ", "year", "form", "cells", "passages", "title", "issued", "office", "findings"}
    if set(data) - {"answers", "review"} != expected | {"program", "fingerprint"}:
        raise NotProven("交接包里的报告写法不对")
    organ, year, title = data["organ"], data["year"], data["title"]
    said = _is_text(organ, MAX_NAME) and _is_text(title, MAX_TITLE)
    if not said or not _is_count(year) or not _is_date(data["issued"]):
        raise NotProven("交接包里的报告写法不对")
    if data["form"] != form.id:
        raise NotProven("报告和格式文件不是一套")
    if not form.governs(year):
        raise NotProven(f"格式文件不适用于 {year} 年度")
    cells = data["cells"]
    if not isinstance(cells, dict) or set(cells) != {*form.cells, *form.fields}:
        raise NotProven("报告里的格和格式文件里的格对不上")
    passages = data["passages"]
    if not isinstance(passages, dict) or not set(passages) <= set(form.passage_ids):
        raise NotProven("报告里的文字和格式文件对不上")
    if not all(_is_text(text, MAX_TEXT) for text in passages.values()):
        raise NotProven("报告里的文字写法不对")
    specs = {**form.cells, **form.fields}
    read = {name: _value(cells[name], spec, form.cell_label(name)) for name, spec in specs.items()}
    stated = {name: value for name, value in read.items() if value is not None}
    return Report(ReportKey(organ, year), form.id, cells=stated, passages=passages)


def _answers(data: Mapping[str, Any]) -> tuple[ProvenAnswer, ...]:
    """The reasons in it; none in a package of the first version."""
    said = data.get("answers", [])
    if ("answers" in data and data["format"] == OLDEST) or not isinstance(said, list) or len(said) > MAX_ANSWERS:
        raise NotProven("交接包里的说明写法不对")
    if not all(_is_answer(item) for item in said):
        raise NotProven("交接包里的说明写法不对")
    return tuple(ProvenAnswer(**item) for item in said)


def _review(data: Mapping[str, Any]) -> Review | None:
    """The record of the 保密审查 in it, whatever it concluded; None where none was made."""
    if "review" not in data:
        return None
    found = review_of(data["review"])
    fits = data["format"] != OLDEST and found is not None and _matches(_HEX, found.fingerprint)
    if not fits or not all(_is_text(text, MAX_TITLE) for text in data["review"].values()):
        raise NotProven("交接包里的保密审查记录写法不对")
    return found


def _is_answer(item: Any) -> bool:
    if not isinstance(item, dict) or set(item) != set(ProvenAnswer.__slots__):
        return False
    said = all(_is_text(item[name], MAX_TITLE) for name in ("rule", "text", "message"))
    called = all(item[name] == "" or _is_text(item[name], MAX_TEXT) for name in ("mark", "who"))
    return said and called and _is_moment(item["when"])


def _value(value: Any, spec: ValueSpec, label: str) -> Value:
    if value is None:
        return None
    wrong = NotProven(f"“{label}”一格的数写法不对")
    if spec.kind == "money":
        if not isinstance(value, str) or not _MONEY.fullmatch(value):
            raise wrong
        try:
            number = Decimal(value)
        except InvalidOperation as error:
            raise wrong from error
        exponent = number.as_tuple().exponent
        if plain(number) != value or not isinstance(exponent, int) or -exponent > MAX_DECIMALS:
            raise wrong
        return number
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 10 ** (MAX_DIGITS + 3):
        raise wrong
    if value < 0 and spec.kind != "signed":
        raise wrong
    return value


def _check_pdf(data: bytes) -> None:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-1024:]:
        raise NotProven("交接包里的 A4 报告不是 PDF")


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_text(value: Any, longest: int) -> bool:
    return isinstance(value, str) and is_clean(value, longest)


def _is_date(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_moment(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _matches(pattern: re.Pattern[str], value: Any) -> bool:
    return isinstance(value, str) and pattern.fullmatch(value) is not None
