"""What is new in a format, said so that a clerk can decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.forms.compare import differences, years
from app.forms.load import load_file, load_text
from app.forms.model import Form
from app.system import paths

OLD, NOW = (load_file(path) for path in sorted(paths.forms_folder().glob("*.toml")))
INVENTED = (Path(__file__).parents[2] / "forms" / "annual_2027.toml").read_text(encoding="utf-8")


def other(old: str, new: str) -> Form:
    assert old in INVENTED
    return load_text(INVENTED.replace(old, new, 1))


def test_the_same_format_is_no_news() -> None:
    assert differences(load_text(INVENTED), load_text(INVENTED)) == ()


def test_a_first_format_is_told_by_its_size() -> None:
    (told,) = differences(None, NOW)
    assert told == f"新的一份格式：{years(NOW)}，{len(NOW.sections)} 个部分，{len(NOW.rules)} 条规则"


def test_the_real_change_of_formats_is_told_by_its_tables() -> None:
    told = "\n".join(differences(OLD, NOW))
    assert told.startswith(f"管的年份：{years(NOW)}（原来是{years(OLD)}）\n依据：")
    assert "新增 1 行" in told or "行：" in told
    assert "条规则" in told
    assert "{" not in told
    back = "\n".join(differences(NOW, OLD))
    assert back != told


def _row(form: Form) -> str:
    section = next(section for section in form.sections if section.blocks)
    return section.blocks[0].row_leaves()[0].label


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (("from = 2027", "from = 2028"), "管的年份：2028"),
        (('severity = "error"', 'severity = "warning"'), "改为请说明"),
    ],
    ids=["years", "severity"],
)
def test_each_change_is_said(change: tuple[str, str], says: str) -> None:
    assert any(says in told for told in differences(load_text(INVENTED), other(*change)))


def test_a_renamed_row_is_told_by_both_names() -> None:
    form = load_text(INVENTED)
    name = _row(form)
    told = differences(form, other(f'label = "{name}"', 'label = "改了名的一行"'))
    assert any(f"改了 1 行的名称：“{name}”改为“改了名的一行”" in sentence for sentence in told), told
