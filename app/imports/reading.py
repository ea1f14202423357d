"""Bytes to text: the encodings of Chinese offices, and one sentence for everything that is no text."""

from __future__ import annotations

import codecs
from typing import NoReturn

from app.domain.errors import Trouble

MAX_BYTES = 20_000_000
MAX_SIGNS = 300_000
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with a file in it, and empty
_TRY_ANOTHER = "请换一份 Word 文件（.docx）、表格（.xlsx）、网页或文字文件（.txt），或把文章复制到记事本里另存"
_SAVE_ANEW = "请用 WPS 或 Office 打开它，另存为 .docx（表格存为 .xlsx）再读"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN = {
    b"%PDF": " PDF",
    b"PK\x03\x04": "压缩包",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"II*\x00": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"MZ": "程序",
}
_OLD = b"\xd0\xcf\x11\xe0"  # a file with files in it, as office programs wrote until 2007, and around passwords
_OLD_KINDS = {  # by a name inside
    "EncryptedPackage": "",
    "WordDocument": "旧的 Word 文件（.doc、.wps）",
    "Workbook": "旧的表格文件（.xls、.et）",
    "Book": "旧的表格文件（.xls、.et）",
    "PowerPoint Document": "演示文稿",
}
_INSIDE = {  # near the front of what looks like text
    b"<w:wordDocument": "旧的 Word 文件（.doc、.xml）",
    b"<pkg:package": "旧的 Word 文件（.doc、.xml）",
    b"<Workbook": "旧的表格文件（.xls、.xml）",
}
_FRONT = 20_000  # bytes
_WRITTEN = {b"{\\rtf": "写字板格式的文件（.rtf）", b"MIME-Version:": "单个文件的网页（.mht）"}
_SURE = "年"  # no report is without it; random bytes seldom make it
_ALLOWED_CONTROLS = set("\t\n\r\f\v\x1e\x1f\x85")


def decode(data: bytes, name: str = "") -> str:
    """The text that ``data`` holds in UTF-8, UTF-16 or GB18030; ``name`` is only used in messages."""
    if not data.strip():
        raise Trouble(f"文件{shown(name)}是空的", "请核对选对了没有")
    _refuse_known(data, name)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if _is_text(text) and (b"\x00" not in data or _SURE in text):
            return _checked(text, name)
    raise Trouble(f"文件{shown(name)}读不出文字", _TRY_ANOTHER)


def refuse(name: str, kind: str) -> NoReturn:
    """Says that a file is of a ``kind`` that cannot be read, and what to do about it."""
    raise Trouble(f"文件{shown(name)}是{kind}，读不了", _SAVE_ANEW)


def _refuse_known(data: bytes, name: str) -> None:
    """Raises ``Trouble`` for what is surely no text."""
    if data.startswith(_OLD):
        kind = next((kind for inside, kind in _OLD_KINDS.items() if inside.encode("utf-16-le") in data), "旧的办公文件")
        if not kind:
            raise Trouble(f"文件{shown(name)}设了密码", "请先打开它去掉密码，另存一份再读")
        refuse(name, kind)
    for start, kind in _WRITTEN.items():
        if data.lstrip()[: len(start)] == start:
            refuse(name, kind)
    for inside, kind in _INSIDE.items():
        if inside in data[:_FRONT]:
            refuse(name, kind)
    for start, kind in _KNOWN.items():
        if data.startswith(start):
            raise Trouble(f"文件{shown(name)}不是文字文件，是{kind}", _TRY_ANOTHER)


def shown(name: str) -> str:
    """The name of a file as messages have it, in quotes; "" for none."""
    clean = "".join(ch for ch in name if ch.isprintable())
    return f"“{clean}”" if clean else ""


def _encodings(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    if b"\x00" in data:  # UTF-16 without its mark: every line feed and digit has a zero byte
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def _is_text(text: str) -> bool:
    controls = sum(1 for ch in text if (ch < " " or ch == "\x7f") and ch not in _ALLOWED_CONTROLS)
    private = sum(1 for ch in text if "\ue000" <= ch <= "\uf8ff" or ch == "\ufffd")
    return controls == 0 and private * 20 <= len(text)


def _checked(text: str, name: str) -> str:
    if not text.strip():
        raise Trouble(f"文件{shown(name)}是空的", "请核对选对了没有")
    if len(text) > MAX_SIGNS:
        raise Trouble(f"文件{shown(name)}有 {len(text)} 字，不像年度报告", "请核对选对了没有")
    return text
