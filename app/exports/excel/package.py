"""The finished file: what it tells about itself, and nothing that differs from one run to the next."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from app.exports.office_package import facts, fixed_zip


def finish(data: bytes, title: str, organ: str) -> bytes:
    """The package ``data`` with only these facts about itself, every part of it dated alike."""
    with ZipFile(BytesIO(data)) as given:
        parts = {name: given.read(name) for name in given.namelist()}
    return fixed_zip({**parts, **facts(title, organ)}, system=3, rights=0o644)
