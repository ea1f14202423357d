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
# Sentences as such reports have them, with figures that never repeat: a reader that remembers a paragraph must not know
# it already. They are right: findings are rare in a report, and making their sentences is no part of looking.
SENTENCES = (
    "全年通过公开栏和区政府网站主动公开各类信息{0}条，内容涉及惠农补贴、社会救助、村级财务等群众关心的事项。",
    "对照基层政务公开标准目录，逐项核对公开事项{0}项，更新办事指南{1}份，撤下过期内容{2}条。",
    "党政办牵头组织业务培训{0}次，各办公室和{1}个村的信息员全部参加，现场解答填报中的疑问。",
    "收到群众电话咨询{0}次，当场答复{1}次，其余的转有关站所在三个工作日内回复。",
    "严格执行信息发布审核制度，落实“先审查、后公开”的要求，全年审核拟公开稿件{0}篇。",
    "在便民服务大厅设置查阅点{0}处，配备专人引导，方便老年人等群体查看公开内容。",
    "依托微信公众号推送政策解读{0}篇，阅读量{1}次，比上年有所增加。",
    "村务公开栏每季度更新一次，{0}个村共张贴公示{1}张，现场拍照存档备查。",
    "按照《中华人民共和国政府信息公开条例》的规定，及时公开年度预算、决算和{0}个项目的进展情况。",
    "有{0}个办公室对公开工作重视不够，材料报送迟缓，内容比较单一，解读形式不够丰富。",
    "下一步将把公开工作纳入年度考核，{0}个单位明确专人负责，定期通报，确保信息准确、及时、完整。",
    "围绕乡村振兴、环境整治、安全生产等重点领域，公开工作动态{0}条，回应社会关切{1}次。",
    "开展自查{0}次，发现链接失效、错字等问题{1}个，已全部改正，并建立了台账。",
    "建立健全登记、审核、办理、答复、归档等{0}个环节的工作制度，规范依申请公开的办理流程。",
    "加强与上级主管部门的沟通，参加区里组织的业务交流{0}次，学习兄弟乡镇的经验做法。",
    "信息公开专栏实行分类管理，设政策文件、办事服务、财政资金等{0}个栏目，由专人维护。",
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
    while True:
        figures = [dice.randrange(10_000) for _ in range(3)]
        sentence = dice.choice(SENTENCES).format(*figures)
        length += len(sentence)
        if length > signs:
            break
        pieces.append(sentence + ("\n" if dice.random() < 0.3 else ""))
    return "".join(pieces)


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
            assert check(case.form, report, case.last, around).findings is not None
            times.append(perf_counter() - begin)
    middle = statistics.median(cold[1:]) * 1000
    beside = f"{min(cold) * 1000:.1f} at best; {statistics.median(warm[1:]) * 1000:.2f} ms where nothing changed"
    return {"check_words_ms": Taken(middle, beside)}
