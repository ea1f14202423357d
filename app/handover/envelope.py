"""The outside of a package: one ZIP of four plain files that is the same, byte for byte, wherever it is made.

Entries are stored, not deflated: compressors differ between computers, and a package must not.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from app.domain.errors import SAFE, Trouble
from app.forms.strange import MAX_BYTES
from app.system import files

MANIFEST, REPORT, FORM, PDF = "manifest.json", "report.json", "form.toml", "report.pdf"
NAMES = (FORM, MANIFEST, PDF, REPORT)  # in the order in which they lie in the file
# A report may have a dozen texts of ``domain.text.MAX_TEXT`` signs, of four bytes each.
MAX_ENTRY = {MANIFEST: 100_000, REPORT: 10_000_000, FORM: MAX_BYTES, PDF: 20_000_000}
MAX_FILE = sum(MAX_ENTRY.values()) + 10_000
_DATE = (1980, 1, 1, 0, 0, 0)
_NAME_BYTES = 200  # file systems take 255, and a stick may add its own
_ODD = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')


class NotProven(Trouble):
    """The package is not what it should be; the answer is no, and nothing was taken from it."""

    def __init__(self, what: str, next_step: str = "请让对方重新导出一份，再拷贝一次") -> None:
        super().__init__(what, next_step, SAFE)


def sha256(data: bytes) -> str:
    """The SHA-256 of ``data`` in hex."""
    return hashlib.sha256(data).hexdigest()


def seal(entries: Mapping[str, bytes]) -> bytes:
    """The package with these files, named as in ``NAMES``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _DATE)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, entries[name])
    return out.getvalue()


def file_name(title: str, code: str) -> str:
    """``title`` and check code as a file name that every disk takes."""
    clean = _ODD.sub("_", title).strip(" .") or "_"
    tail = f"_{code}.zip"
    while len((clean + tail).encode("utf-8")) > _NAME_BYTES:
        clean = clean[:-1]
    return clean + tail


def read(path: Path) -> bytes:
    """The bytes of a package; raises ``CannotRead`` where there is no such file, ``NotProven`` for one far too big."""
    with suppress(OSError, ValueError):
        size = path.stat().st_size
        if size > MAX_FILE:
            raise NotProven(f"这个文件有 {size // 1_000_000} MB，交接包没有这么大", "请核对选对了没有")
    return files.read_bytes(path, MAX_FILE, "交接包")


def unseal(data: bytes) -> dict[str, bytes]:
    """The four files of a package; raises ``NotProven`` for anything that is not exactly such a ZIP.

    Nothing is written to disk, and no more is read of an entry than it may have.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            _refuse_odd(infos)
            entries = {info.filename: _read(archive, info) for info in infos}
    except NotProven:
        raise
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, KeyError) as error:
        raise NotProven("交接包已经损坏，或者不是交接包") from error
    except Exception as error:  # the library parses bytes from anywhere: struct.error, zlib.error, OverflowError …
        raise NotProven("交接包已经损坏，里面的文件读不出来") from error
    return entries


def _refuse_odd(infos: list[zipfile.ZipInfo]) -> None:
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise NotProven("交接包里有重名的文件")
    for info in infos:
        name = info.filename
        if "/" in name or "\\" in name or ":" in name or name.startswith(".") or "\x00" in info.orig_filename:
            raise NotProven("交接包里有想写到别处去的文件名", "不要打开它，请告诉送来的单位")
        if name not in NAMES:
            raise NotProven("交接包里有不认识的文件")
        if info.flag_bits & 0x1:
            raise NotProven("交接包里的文件加了密", "请让对方不加密码重新导出")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise NotProven("交接包用了不认识的压缩办法")
        if info.file_size > MAX_ENTRY[name]:
            raise NotProven("交接包里的文件大得不合理", "不要打开它，请告诉送来的单位")
    missing = [name for name in NAMES if name not in names]
    if missing:
        raise NotProven("交接包里少了 A4 报告（PDF）" if missing == [PDF] else "交接包里的文件不全")


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    limit = MAX_ENTRY[info.filename]
    with archive.open(info) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise NotProven("交接包里的文件大得不合理", "不要打开它，请告诉送来的单位")
    return data
