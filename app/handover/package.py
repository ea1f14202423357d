"""The package for the district: the report as data, the form it was written in, the PDF, and a list of sums.

The form travels inside, so that any later version of the program can read the report.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import app
from app.checks.counting import left
from app.checks.engine import CheckResult
from app.domain.errors import Trouble
from app.domain.organ import Organ
from app.domain.report import Report
from app.domain.secrecy import Review
from app.forms.catalogue import Catalogue
from app.forms.model import Form
from app.handover import proving
from app.handover.envelope import FORM, MANIFEST, PDF, REPORT, NotProven, file_name, read, seal, sha256, unseal
from app.handover.fingerprint import check_code, content, fingerprint
from app.handover.plain import answers_json, findings_json, rules_json
from app.handover.proving import VERSION, Proof
from app.system import files, log

__all__ = ["Built", "NotProven", "Proof", "build", "verify", "write"]


@dataclass(frozen=True, slots=True)
class Built:
    """A package before it is written: its file name and its bytes."""

    name: str
    data: bytes
    check_code: str


def build(
    *,
    report: Report,
    form: Form,
    organ: Organ,
    result: CheckResult,
    title: str,
    pdf: bytes,
    issued: date,
    review: Review | None = None,
) -> Built:
    """The package of ``report``; the same arguments always give the same bytes. Raises ``Trouble`` while errors stand.

    ``result`` is what the checks say of the report, ``pdf`` the A4 report, ``issued`` the date under it, ``review`` the
    record of its 保密审查.
    """
    still = left(result)
    if still.blockers:
        raise Trouble(still.in_the_way, f"请{still.until}以后再交接")
    mark = fingerprint(report, form)
    code = check_code(mark)
    said = answers_json(result)
    entries = {
        FORM: form.source.encode("utf-8"),
        PDF: pdf,
        REPORT: _written(
            {
                "format": VERSION,  # whatever is in it: the form inside is one that older programs cannot read
                **content(report, form),
                "title": title,
                "issued": issued.isoformat(),
                "office": asdict(organ),
                "findings": {"rules": rules_json(result), "list": findings_json(result)},
                **({"answers": said} if said else {}),
                **({"review": review.data()} if review else {}),
                "program": app.__version__,
                "fingerprint": mark,
            }
        ),
    }
    entries[MANIFEST] = _written(
        {
            "format": VERSION,
            "organ": report.key.organ,
            "year": report.key.year,
            "created": issued.isoformat(),
            "files": [
                {"name": name, "size": len(entries[name]), "sha256": sha256(entries[name])} for name in sorted(entries)
            ],
            "fingerprint": mark,
            "check_code": code,
        }
    )
    return Built(file_name(title, code), seal(entries), code)


def write(built: Built, target: Path) -> Path:
    """Puts the package at ``target``: written beside, flushed, read back, then renamed."""
    files.write_bytes(target, built.data)
    return target


def verify(path: Path, known: Catalogue | None = None) -> Proof:
    """Proves the package at ``path`` from its bytes alone; ``known`` formats that differ are named in its ``note``.

    Raises ``NotProven`` with the reason where it is damaged, changed or not a package, another ``Trouble`` where the
    file cannot be read at all. Nothing else ever escapes, whatever the bytes are, and nothing is written.
    """
    data = read(path)
    try:
        return prove(data, known)
    except Trouble:
        raise
    except Exception as error:  # bytes from anywhere run through the form's whole machinery here
        log.fault("verify", error)
        raise NotProven("交接包里的内容不合规矩，核对不下去") from error


def prove(data: bytes, known: Catalogue | None = None) -> Proof:
    """``verify`` for bytes in memory."""
    entries = unseal(data)
    proof = proving.prove(entries, known)
    if seal(entries) != data:
        raise NotProven("交接包的外壳被改动过，或被别的软件重新打包过", "请用原来的文件，不要解压再压缩")
    return proof


def _written(data: Mapping[str, Any]) -> bytes:
    """JSON that a person can read; keys in the order given."""
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"
    return text.encode("utf-8")
