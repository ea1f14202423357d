"""Names of files: after the title and the kind, and such that every disk takes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.system.files import write_bytes
from app.workbench import naming


def test_a_file_is_named_after_its_title() -> None:
    assert naming.file_name("某乡2020年报告", "", ".pdf") == "某乡2020年报告.pdf"
    assert naming.file_name("某乡2020年报告", "公开栏_A1 横", ".pdf") == "某乡2020年报告_公开栏_A1 横.pdf"


@given(st.text(max_size=300), st.text(max_size=20))
def test_every_disk_takes_the_name(tmp_path_factory: pytest.TempPathFactory, title: str, kind: str) -> None:
    title, kind = (text.encode("utf-8", "ignore").decode() for text in (title, kind))
    name = naming.file_name(title, kind, ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 255
    assert not set(name) & set('<>:"/\\|?*\n\t\0')
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    write_bytes(folder / name, b"x")
    (folder / name).unlink()


@pytest.mark.parametrize("title", ["CON", "nul.x", "LPT1", ""])
def test_names_of_devices_are_avoided(title: str) -> None:
    assert naming.file_name(title, "", ".pdf").startswith("报告")
