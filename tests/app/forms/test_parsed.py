"""What the parser makes of the program's own forms is kept beside them, and holds for that very text alone."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from app.forms import parsed
from app.forms.catalogue import load_folder
from app.forms.load import load_file
from app.system import paths

OWN = sorted(paths.forms_folder().glob("*.toml"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_every_own_form_is_kept_as_it_stands(path: Path) -> None:
    text = path.read_bytes().decode()
    assert parsed.known(path, text) == tomllib.loads(text), "run build/forms.py"


def test_nothing_else_is_kept() -> None:
    kept = {path.name for path in parsed.place(OWN[0]).parent.iterdir()}
    assert kept == {parsed.place(path).name for path in OWN}


def test_the_forms_are_those_of_the_files() -> None:
    kept = load_folder(paths.forms_folder()).forms
    assert [repr(form) for form in kept] == [repr(load_file(path)) for path in OWN]
    assert [form.source for form in kept] == [path.read_bytes().decode() for path in OWN]


def test_a_file_that_was_changed_is_parsed(tmp_path: Path) -> None:
    path = Path(shutil.copy(OWN[-1], tmp_path))
    shutil.copytree(parsed.place(OWN[-1]).parent, parsed.place(path).parent)
    before = path.read_text("utf-8")
    changed = before.replace('authority = "', 'authority = "另一个', 1)
    assert parsed.known(path, before) is not None
    assert parsed.known(path, changed) is None
    path.write_text(changed, "utf-8")
    [form] = load_folder(tmp_path).forms
    assert form.authority.startswith("另一个")


def test_tables_that_were_touched_do_not_hold(tmp_path: Path) -> None:
    path, kept = copied(tmp_path)
    for wrong in (kept.replace(b'"severity":"error"', b'"severity":"info"'), kept + b" ", kept.replace(b"}", b"]", 1)):
        assert wrong != kept
        parsed.place(path).write_bytes(wrong)
        assert parsed.known(path, path.read_text("utf-8")) is None
        assert repr(load_folder(tmp_path).forms[0]) == repr(load_file(OWN[-1]))


@pytest.mark.parametrize("tables", ["[]", "3", "{}", '{"id":3}', '{"years":[]}', '{"x":' * 9999 + "1" + "}" * 9999])
def test_wrong_tables_with_the_right_mark_are_read_from_the_text(tmp_path: Path, tables: str) -> None:
    path, _ = copied(tmp_path)
    text = path.read_text("utf-8")
    tail = tables.encode() + b"}\n"
    mark = ",".join(map(str, parsed._mark(text, tail)))
    parsed.place(path).write_bytes(b'{"made_of":[' + mark.encode() + b'],"tables":' + tail)
    assert repr(load_folder(tmp_path).forms[0]) == repr(load_file(OWN[-1]))


def copied(folder: Path) -> tuple[Path, bytes]:
    """A form of the program with what is kept of it, and that."""
    path = Path(shutil.copy(OWN[-1], folder))
    parsed.place(path).parent.mkdir()
    kept = parsed.place(OWN[-1]).read_bytes()
    parsed.place(path).write_bytes(kept)
    return path, kept


@pytest.mark.parametrize("kept", ["", "{", "[]", "7", '{"tables": {}}', '{"made_of": [1, 2], "tables": {}}', "\ud800"])
def test_what_cannot_be_used_is_as_if_nothing_were_kept(tmp_path: Path, kept: str) -> None:
    path = Path(shutil.copy(OWN[-1], tmp_path))
    parsed.place(path).parent.mkdir()
    parsed.place(path).write_bytes(kept.encode("utf-8", "surrogatepass"))
    assert parsed.known(path, path.read_text("utf-8")) is None
    assert load_folder(tmp_path).forms[0].id == load_file(OWN[-1]).id
