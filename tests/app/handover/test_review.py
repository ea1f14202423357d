"""The record of the 保密审查 in a package: it may be missing, is read back as it was, and refused in another shape."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.report import Report
from app.domain.secrecy import Review
from app.handover import envelope
from app.handover.envelope import MANIFEST, REPORT, NotProven
from app.handover.package import Built, build, prove
from app.workbench import papers, sample
from app.workbench.bench import Workbench
from tests.app.handover.test_package import opened, resealed_entries, with_json

MARK = "0" * 64
REVIEW = Review("马文书", "2021-01-15T09:30:00+08:00", "《条例》第十七条", "open", MARK)


def make(bench: Workbench, report: Report, review: Review | None) -> Built:
    return build(
        report=report,
        form=bench.form_of(report),
        organ=papers.office(bench, report),
        result=bench.check(report),
        title=papers.title(bench, report),
        pdf=b"%PDF-1.7\n%%EOF",
        issued=date(2021, 1, 15),
        review=review,
    )


@pytest.fixture
def packed(tmp_path: Path) -> tuple[Built, Built]:
    """The sample without and with a record."""
    with Workbench.open(tmp_path / "w.db") as bench:
        sample.fill(bench)
        report = bench.find(2020)
        return make(bench, report, None), make(bench, report, REVIEW)


def forged(built: Built, review: Any, version: int) -> bytes:
    """A package with another record and its sums in order."""
    entries = with_json(opened(built), REPORT, lambda data: data.update(review=review, format=version))
    manifest = json.loads(resealed_entries(entries)[MANIFEST])
    text = json.dumps({**manifest, "format": version}, ensure_ascii=False)
    return envelope.seal({**entries, MANIFEST: text.encode("utf-8")})


def test_it_is_read_back_and_changes_no_fingerprint(packed: tuple[Built, Built]) -> None:
    bare, reviewed = (prove(built.data) for built in packed)
    assert (bare.review, reviewed.review) == (None, REVIEW)
    assert bare.fingerprint == reviewed.fingerprint


def test_what_was_taken_out_travels(packed: tuple[Built, Built]) -> None:
    bare, _ = packed
    told = replace(REVIEW, conclusion="partly", note="删去手机号")
    assert prove(forged(bare, told.data(), 2)).review == told


def test_a_record_of_another_shape_is_refused(packed: tuple[Built, Built]) -> None:
    bare, _ = packed
    assert prove(forged(bare, REVIEW.data(), 2)).review == REVIEW
    bad: list[Any] = [None, [], "马文书", {}, {**REVIEW.data(), "more": ""}, {"who": "马文书"}]
    bad += [
        replace(REVIEW, **change).data()
        for change in (
            {"who": ""},
            {"when": "gestern"},
            {"fingerprint": "x"},
            {"basis": "长" * 501},
            {"note": "长" * 501},
            {"who": "a\x07"},
        )
    ]
    for data in bad:
        with pytest.raises(NotProven, match="保密审查记录写法不对"):
            prove(forged(bare, data, 2))
    with pytest.raises(NotProven, match="保密审查记录写法不对"):
        prove(forged(bare, REVIEW.data(), 1))
