"""The same data gives the same bytes, whatever the hour, the time zone, the language and the order of sets."""

from __future__ import annotations

import hashlib
import locale
import os
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from app.workbench import issuing, papers, postings, sample, secrecy
from app.workbench.bench import Workbench
from app.workbench.carriers import writing
from app.workbench.carriers.kinds import CARRIERS
from app.workbench.carriers.model import PLAIN, Options
from app.workbench.papers import BoardWish

ROOT = Path(__file__).parents[3]
HERE = {
    "here": {"TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8", "PYTHONHASHSEED": "1", "USER": "王", "HOME": "/nowhere"},
    "there": {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.ISO-8859-9", "PYTHONHASHSEED": "4242", "USER": "root"},
}
EVERY = Options(colour=False, pairs=True, split=True, cover=True, sign_block=True)
WISHES = {
    "a1": BoardWish(),
    "short": BoardWish("A2", style="plain", short=True, columns=2, qr=False, printer_margin_mm=8.0),
    "tiles": BoardWish("A2", "A4"),
}


def make(folder: Path) -> None:
    """Everything that can be made of the sample, before and after somebody reviewed it."""
    with suppress(locale.Error):  # not every machine has the Turkish one
        locale.setlocale(locale.LC_ALL, "")
    folder.mkdir()
    with Workbench.open(folder / "w.db") as bench:
        sample.fill(bench)
        report = bench.find(2020)
        issuing.save_issued(bench, report, date(2021, 1, 15))
        hung = postings.post(bench, report, day=date(2021, 1, 20), place="大门口", board="公开栏 A1")
        for turn in ("draft", "clean"):
            for name, options in (("plain", PLAIN), ("every", EVERY)):
                for carrier in CARRIERS:
                    out = folder / f"{turn}-{name}-{carrier.id}{carrier.suffix}"
                    writing.export(bench, report, carrier.id, out, options)
            writing.export_images(bench, report, folder / f"{turn}.png", EVERY)
            for name, wish in WISHES.items():
                papers.export_board(bench, report, wish, folder / f"{turn}-{name}.pdf")
            secrecy.record(bench, report, "李")
        (folder / "one.pdf").write_bytes(papers.tile_proof(bench, report, WISHES["tiles"], [2]))
        (folder / "trial.pdf").write_bytes(papers.test_print(bench, "A4"))
        session = bench.session(2020)
        session.set_passage(session.form.passage_ids[-1], "另有一处改了。")
        postings.export_correction(bench, bench.find(2020), hung.seq, folder / "strip.pdf")
    for path in folder.glob("w.db*"):
        path.unlink()


def test_two_computers_make_the_same_bytes(tmp_path: Path) -> None:
    made = {}
    for name, there in HERE.items():
        environment = {**os.environ, **there, "PYTHONPATH": str(ROOT), "GONGKAILAN_NOW": "2026-01-15T12:00+08:00"}
        (tmp_path / f"cwd-{name}").mkdir()
        subprocess.run(
            [sys.executable, "-m", __name__, str(tmp_path / name)],
            cwd=tmp_path / f"cwd-{name}",
            env=environment,
            check=True,
            timeout=120,
        )
        made[name] = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / name).iterdir()}
    assert len(made["here"]) > 45
    differ = [name for name in made["here"] if made["here"][name] != made["there"].get(name)]
    assert (differ, sorted(made["here"])) == ([], sorted(made["there"]))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
