"""An organ signs with its full name, and is told apart by the short one."""

from __future__ import annotations

import pytest

from app.domain.organ import Organ


@pytest.mark.parametrize(
    ("name", "seal"),
    [
        ("柳湾乡", "柳湾乡人民政府"),
        ("青禾县柳湾镇", "青禾县柳湾镇人民政府"),
        ("青禾县", "青禾县人民政府"),
        ("青禾县人民政府", "青禾县人民政府"),
        ("东州市", "东州市人民政府"),
        ("金山区", "金山区人民政府"),
        ("东州新区人民政府", "东州新区人民政府"),
        ("东州新区", "东州新区"),
        ("东州经济开发区", "东州经济开发区"),
        ("青禾县农业农村局", "青禾县农业农村局"),
        ("城关街道", "城关街道"),
    ],
)
def test_what_an_organ_signs_with(name: str, seal: str) -> None:
    organ = Organ.named(name)
    assert organ.seal_name == seal
    assert organ.short_name == name.removesuffix("人民政府")


def test_the_level_is_read_off_the_name_alone() -> None:
    assert [Organ.named(name).level for name in ("柳湾乡人民政府", "柳湾镇", "城关街道办事处", "青禾县")] == [
        "乡",
        "镇",
        "街道",
        "区（县）部门",
    ]
