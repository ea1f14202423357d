"""A package of an office program to lines: a Word file, a workbook, or a sentence on what it is instead."""

from __future__ import annotations

from app.domain.errors import Trouble
from app.imports.docx import read_docx
from app.imports.package import Package
from app.imports.reading import refuse, shown
from app.imports.sheet import Line
from app.imports.xlsx import read_xlsx

_OTHERS = {"content.xml": " OpenDocument 文件（.odt、.ods）", "OFD.xml": "版式文件（.ofd）"}


def read_office(data: bytes, name: str = "") -> tuple[list[Line], str]:
    """(the lines, a phrase on what was left out of them or ""); raises ``Trouble`` for what holds no lines."""
    package = Package(data, shown(name))
    main = package.main()
    for part in ("word/document.xml", "xl/workbook.xml"):
        main = main or (part if part in package else "")
    if not main:
        for part, kind in _OTHERS.items():
            if part in package:
                refuse(name, kind)
        raise Trouble(f"文件{package.shown}是压缩包，里面没有文档", "请先解压，再选里面的那份报告")
    if main.endswith(".bin"):
        refuse(name, "二进制的工作簿（.xlsb）")
    root, left_out = package.tree(main), ""
    if root.tag == "document":
        lines = read_docx(package, main, root)
    elif root.tag == "workbook":
        lines, left_out = read_xlsx(package, main, root)
    else:
        refuse(name, "演示文稿" if root.tag == "presentation" else "别的程序的文件")
    if not any(line.text() for line in lines):
        raise Trouble(f"文件{package.shown}里没有文字", "请核对选对了没有；内容如果是图片，要照着录入")
    return lines, left_out
