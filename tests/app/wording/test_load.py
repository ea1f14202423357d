"""A wording file is read as it stands; whatever is wrong with it is said in one sentence, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.domain.errors import FormTrouble
from app.wording import lint as linting
from app.wording.lint import lint
from app.wording.load import load_file, load_folder, load_text

HEAD = 'id = "odd"\ntitle = "试"\n'
RULE = (
    '[[rule]]\nid = "odd.words"\nkind = "wording"\nlist = "odd"\n'
    'severity = "warning"\nbasis = "advice"\nmessage = "{at}"\n'
)
ENTRY = '[[entry]]\nid = "one"\nfind = ["甲"]\nright = "乙"\nfires = ["甲。"]\nquiet = ["丙。"]\n'


def test_a_list_is_read_as_it_stands() -> None:
    known = load_text(HEAD + RULE + 'fires = ["甲"]\n' + ENTRY)
    assert (known.id, known.title, known.rules[0].params) == ("odd", "试", {"list": "odd"})
    assert known.entries[0].params == {"find": ["甲"], "right": "乙"}
    assert (known.entries[0].fires, known.entries[0].quiet) == (("甲。",), ("丙。",))
    assert [(item.id, item.fires, item.quiet) for item in known.examples] == [("odd.words", ("甲",), ())]
    assert lint(known) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD + 'titel = "x"', "titel 不认识"),
        ('id = "odd"', "缺少 title"),
        (HEAD + "id = \n\n\n", "第 3 行附近写法有误"),
        (HEAD + '[[entry]]\nfires = ["甲"]', "缺少 id"),
        (HEAD + '[[entry]]\nid = "one"\nfires = "甲"', "fires 写法不对"),
        (HEAD + '[[entry]]\nid = "one"\nfind = { a = 1 }', "find 写法不对"),
        (HEAD + '[[entry]]\nid = "one"\nfind = [1]', "find 写法不对"),
        (HEAD + '[[rule]]\nid = "a"\nkind = "b"', "缺少 severity"),
        (HEAD + "rule = 3", "rule 写法不对"),
        (HEAD + "a" + ".a" * 400 + " = 1", "第 3 行太长"),
        (HEAD + "x = " + "[" * 5000, "套得太深"),
        (HEAD + "x = " + "9" * 5000, "一个数太长"),
    ],
)
def test_what_cannot_be_read_is_one_trouble(text: str, said: str) -> None:
    with pytest.raises(FormTrouble) as trouble:
        load_text(text, "坏.toml")
    assert said in str(trouble.value)
    assert "坏.toml" in trouble.value.what


def test_a_file_in_another_encoding_or_far_too_large_is_refused(tmp_path: Path) -> None:
    odd = tmp_path / "旧.toml"
    odd.write_bytes("id = '甲'".encode("gb18030"))
    with pytest.raises(FormTrouble, match="UTF-8"):
        load_file(odd)
    with pytest.raises(FormTrouble):
        load_file(tmp_path / "没有.toml")
    with pytest.raises(FormTrouble, match="太大"):
        load_text("#" * 500_001, "大.toml")


def test_a_folder_is_read_by_name(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "a.toml").write_text(HEAD.replace("odd", "first"), encoding="utf-8-sig")
    wording = load_folder(tmp_path)
    assert [known.id for known in wording.lists] == ["first", "odd"]
    assert wording.entries("odd") == wording.entries("none") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD, "没有规则"),
        (HEAD.replace("odd", "Odd") + RULE, "“Odd”只能用"),
        (HEAD + RULE + ENTRY + ENTRY, "one 用了 2 次"),
        (HEAD + RULE + ENTRY.replace("one", "ONE"), "“ONE”只能用"),
        (HEAD + RULE + ENTRY.replace("丙。", "丙\\u0007"), "控制符"),
        (HEAD + RULE + ENTRY.replace('"甲"', f'"{"甲" * 201}"'), "太长"),
        (HEAD + RULE + ENTRY.replace('["丙。"]', str(["丙"] * 21)), "例句太多"),
    ],
)
def test_what_is_wrong_with_names_and_sizes_is_said(text: str, said: str) -> None:
    faults = lint(load_text(text))
    assert faults
    assert said in faults[0]


def test_too_many_entries_are_told_alone() -> None:
    many = "".join(ENTRY.replace('"one"', f'"e{number}"') for number in range(linting.MAX_ENTRIES + 1))
    assert lint(load_text(HEAD + RULE + many)) == [f"词条太多，一份用语文件最多 {linting.MAX_ENTRIES} 条"]
