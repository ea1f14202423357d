"""Bytes to text: the encodings of Chinese offices, and one sentence for everything that is no text."""

from __future__ import annotations

import codecs
from pathlib import Path

from app.domain.errors import Trouble
from app.system import files

MAX_BYTES = 20_000_000
MAX_SIGNS = 300_000
_TRY_ANOTHER = "请换一份文字文件（.txt），或把文章复制到记事本里另存"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"MZ")
_SURE = "年"  # no report is without it; random bytes seldom make it
_ALLOWED_CONTROLS = set("\t\n\r\f\v\x1e\x1f\x85")


def read_file(path: Path) -> str:
    """The text in ``path``; raises ``Trouble`` where it is not there, too big, empty, a folder or no text."""
    return decode(files.read_bytes(path, MAX_BYTES), path.name)


def decode(data: bytes, name: str = "") -> str:
    """The text that ``data`` holds in UTF-8, UTF-16 or GB18030; ``name`` is only used in messages."""
    if not data.strip():
        raise Trouble(f"文件{_shown(name)}是空的", "请核对选对了没有")
    if data.startswith(_KNOWN):
        raise Trouble(f"文件{_shown(name)}不是文字文件", _TRY_ANOTHER)
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, UnicodeError):
            continue
        if _is_text(text) and (b"\x00" not in data or _SURE in text):
            return _checked(text, name)
    raise Trouble(f"文件{_shown(name)}读不出文字", _TRY_ANOTHER)


def _shown(name: str) -> str:
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
        raise Trouble(f"文件{_shown(name)}是空的", "请核对选对了没有")
    if len(text) > MAX_SIGNS:
        raise Trouble(f"文件{_shown(name)}有 {len(text)} 字，不像年度报告", "请核对选对了没有")
    return text
