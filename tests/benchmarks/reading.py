"""Every rule, cold: texts of 8,000 signs that no rule has seen before, as after opening a report."""

from __future__ import annotations

import random
import statistics
from dataclasses import replace
from datetime import date
from time import perf_counter

from app.checks.engine import check
from app.checks.model import Around, LastYear
from app.domain.organ import Organ
from app.domain.report import Report
from app.system import paths
from app.wording.load import load_folder
from tests.benchmarks.county import County, county
from tests.benchmarks.promises import Figures, Taken

SIGNS = 8_000
ROUNDS = 15
# Sentences of the genre, with figures that never repeat: a reader that remembers a paragraph must not know it already.
SENTENCES = (
    "全年通过公开栏和网站主动公开信息{0}条，其中政策文件{1}条、办事指南{2}条。",
    "收到政府信息公开申请{0}件，已按时答复{1}件，结转下年度{2}件。",
    "组织业务培训{0}次，参训{1}人次，修订办事指南{2}份，对照目录逐项核对。",
    "按照《中华人民共和国政府信息公开条例》的要求，落实审核责任，{0}次抽查中整改问题{1}个，办结{2}个。",
    "一是更新不够及时，二是{0}个村的公开栏破损，三是人员更换频繁，全年更换{1}人，补充{2}人。",
)


def texts(case: County, seed: int) -> Report:
    """The county's report with ``SIGNS`` signs of sentences that nobody has read before."""
    dice = random.Random(seed)
    sections = [section.id for section in case.form.sections if section.kind == "text"]
    passages = {name: _text(dice, SIGNS // len(sections)) for name in sections}
    return replace(case.report, passages={**case.report.passages, **passages})


def _text(dice: random.Random, signs: int) -> str:
    pieces: list[str] = []
    length = 0
    while length < signs:
        figures = [dice.randrange(10_000) for _ in range(3)]
        sentence = dice.choice(SENTENCES).format(*figures)
        length += len(sentence)
        pieces.append(sentence + ("\n" if dice.random() < 0.3 else ""))
    return "".join(pieces)[:signs]


def measure() -> Figures:
    """``check_words_ms``: figures and words, last year's report and a neighbour's at hand."""
    case = county()
    neighbour = LastYear(case.form, texts(case, -1))
    around = Around(
        organ=Organ.named(case.report.key.organ),
        today=date(case.report.key.year + 1, 1, 10),
        due=date(case.report.key.year + 1, 1, 31),
        neighbours=(neighbour,),
        wording=load_folder(paths.wording_folder()),
    )
    cold: list[float] = []
    warm: list[float] = []
    for seed in range(ROUNDS + 1):
        report = texts(case, seed)
        for times in (cold, warm):
            begin = perf_counter()
            found = check(case.form, report, case.last, around).findings
            times.append(perf_counter() - begin)
    middle = statistics.median(cold[1:]) * 1000
    beside = f"{len(found)} findings; {statistics.median(warm[1:]) * 1000:.2f} ms where nothing changed"
    return {"check_words_ms": Taken(middle, beside)}
