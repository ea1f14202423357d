"""The rules on a report as a document: each of the listed checks by name, where it fires and where it must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from app.checks import places
from app.checks.fixing import change
from app.checks.model import Around
from app.checks.places import Stop
from app.checks.words.lint import lint
from app.domain.organ import Organ
from app.domain.paper import Paper
from app.forms.load import load_file
from app.wording.load import load_file as load_list
from app.workbench import checking
from tests.app.checks.words.tried import LISTS, ORGAN, RESOURCES, Tried

ASPECTS = (
    "2025年，柳湾乡按照县里的部署，把群众关心的事情公开出来，张贴在各村，一年里没有间断过。主动公开政府信息36条，都在乡政府公开栏"
    "和县政府网站上能查到。依申请公开方面，收到申请2件，都在期限内答复了申请人。政府信息管理方面，先审后发，过期的撤下来，旧的归档。"
    "平台建设方面，新做公开栏3处，县政府网站乡镇专栏由专人更新，微信公众号每周发一次。监督保障方面，接受县里年度考核，请群众评议，"
    "全年没有责任追究的情形，另外组织业务培训2次，参加的有60人，村里也来听。"
)
OFFICIAL = (
    "（一）主动公开。公开政府信息36条，多数是惠农补贴、低保和工程建设方面的，张贴在各村公开栏。\n（二）依申请公开。收到申请2件，均已答复。\n"
    "（三）政府信息管理。先审后发，责任到人，过期的撤下来归档。\n（四）平台建设。新做公开栏3处，网站专栏由专人更新，每周不少于一次。\n"
    "（五）监督保障。接受县里年度考核，请群众评议，没有责任追究的情形，办培训2次，参加的有60人。"
)
OWN = (
    "（一）强化领导，压实责任。乡里成立领导小组，主要负责人亲自抓，分管负责人具体抓，各办公室分工配合，形成了合力。全年开会4次。\n"
    "（二）突出重点，主动公开。公开政府信息36条，多数是惠农补贴、低保和工程建设方面的，张贴在各村公开栏，群众看得到、看得懂。\n"
    "（三）严把关口，确保准确。信息先由经办人核对，再交负责人审核，过期的撤下来归档，全年没有出现差错，一直坚持下来，从来没有松懈过。\n"
    "（四）带好队伍，学以致用。请县里的老师来讲课，乡里和村里的干部都来听，大家学得认真，回去用得上，效果看得见，往后还要接着办。"
)
PREFACE = (
    "本报告依据《中华人民共和国政府信息公开条例》（国务院令第711号）编制，由柳湾乡党政办公室负责解释。统计期限为2025年1月1日至12月31日。"
    "地址：青禾县柳湾街12号，电话：0971-5551234。"
)
SIX = (
    "总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项"
)
SENTENCES = [
    f"今年我们在{place}做了一件和公开有关的事情，群众反映比较好。"
    for place in ("东坡村", "西岭村", "南沟村", "北湾村", "河口村", "石桥村", "梨园村", "槐树村")
]
LIKE = "".join(SENTENCES)
OTHER = LIKE.replace("群众反映比较好", "也听取了老人的意见")

PLAIN_PUBLISHED = "（一）主动公开。把群众关心的事情公开出来，全年主动公开各类政府信息，张贴在各村公开栏里。\n"
PLAIN_REQUESTS = "（二）依申请公开。专人负责登记，收到的政府信息公开申请均按照规定的程序办理，都答复了申请人。\n"
UNDER_OTHERS = "（三）政府信息管理。" + "信息先审后发，过期的撤下来归档，公开栏由专人更新。" * 8 + "\n"

Case = tuple[str, Tried, Tried]

CASES: dict[str, Case] = {
    "check-04-aspects": (
        "text.mentions",
        Tried(
            {
                "overview": ASPECTS.replace(
                    "依申请公开方面，收到申请2件，都在期限内答复了申请人。", "这一年里大家都很用心，工作做得比较细致。"
                )
            }
        ),
        Tried({"overview": ASPECTS}),
    ),
    "check-04-headings-of-their-own": ("text.sub_headings", Tried({"overview": OWN}), Tried({"overview": OFFICIAL})),
    "check-04-a-heading-of-another-kind": (
        "text.sub_headings",
        Tried({"overview": "（三）政务信息落实方面。报送36条。"}),
        Tried({"overview": "（三）信息管理方面。审核36条。"}),
    ),
    "check-04-too-short-to-tell": ("text.mentions", Tried({"overview": OWN}), Tried({"overview": "全年公开36条。"})),
    "check-05-accountability": (
        "text.accountability.missing",
        Tried({"overview": OWN}),
        Tried({"overview": OFFICIAL + "没有责任追究的情形。" * 5}),
    ),
    "check-06-nothing-said": (
        "problems.too_short",
        Tried({"problems": "无。"}),
        Tried({"problems": "公开栏太少，明年每村添一处。"}),
    ),
    "check-06-no-improvement": (
        "problems.improvement.missing",
        Tried(
            {"problems": "公开的渠道单一，离得远的群众看不到；公开的内容偏少，有的事项没有按时公开，群众的意见比较多。"}
        ),
        Tried(
            {"problems": "公开的渠道单一，离得远的群众看不到。下一步每村添一处公开栏，按月更换，由驻村干部张贴、核对。"}
        ),
    ),
    "check-10-count": (
        "preface.parts",
        Tried({"preface": f"本报告由{SIX}五个部分组成。"}),
        Tried({"preface": f"本报告由{SIX}六个部分组成。"}),
    ),
    "check-10-left-out": (
        "preface.parts",
        Tried({"preface": f"本报告由{SIX.replace('、存在的主要问题及改进情况', '')}六部分组成。"}),
        Tried({"preface": f"本报告由{SIX.replace('行政复议、行政诉讼', '行政复议和行政诉讼')}等六部分组成。"}),
    ),
    "check-10-twice": (
        "preface.parts",
        Tried({"preface": f"本报告由{SIX}、存在的主要问题及改进情况六部分组成。"}),
        Tried({"preface": "六、其他需要报告的事项", "overview": "其他需要报告的事项见第六部分。"}),
    ),
    "check-10-left-out-of-a-stretch": (
        "preface.parts",
        Tried({"preface": f"本报告分六个部分：{SIX.replace('、存在的主要问题及改进情况', '')}……"}),
        Tried({"preface": "本报告分六个部分：总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况……"}),
    ),
    "check-10-former-outline": (
        "preface.parts",
        Tried({"preface": "本报告由概述、主动公开、依申请公开、收费及减免、复议诉讼、存在问题六部分组成。"}),
        Tried({"overview": "我们从收费、审批等六个方面公开信息。"}),
    ),
    "check-10-other-name": (
        "preface.parts",
        Tried({"preface": f"本报告由{SIX.replace('其他需要', '其他')}六部分组成。"}),
        Tried({"preface": f"本报告包括六个部分：{SIX}。"}),
    ),
    "check-12-length": ("text.length", Tried({"overview": "公开" * 501}), Tried({"overview": "公开 " * 500})),
    "check-13-old-authority": (
        "preface.authority",
        Tried({"preface": "按照国办公开办函〔2019〕60号编制。"}),
        Tried({"preface": "按照国办公开办函〔2021〕30号编制，国办公开办函〔2019〕60号同时废止。"}),
    ),
    "check-13-old-title-with-new-number": (
        "preface.authority",
        Tried({"overview": "依据《关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2021〕30号）编制。"}),
        Tried({"overview": "依据《关于做好2025年政府信息公开工作年度报告有关事项的通知》编制。"}),
    ),
    "check-13-too-new-for-the-year": (
        "preface.authority",
        Tried({"preface": "按照国办公开办函〔2021〕30号编制。"}, year=2020),
        Tried({"preface": "按照国办公开办函〔2019〕60号编制。"}, year=2020),
    ),
    "check-14-wrong-letter": (
        "confusable.words",
        Tried({"preface": "按照国办公开办涵〔2021〕30号编制。"}),
        Tried({"preface": "按照国办公开办函〔2021〕30号编制，桥涵也修好了。"}),
    ),
    "check-14-office-lost": (
        "citation.authority",
        Tried({"preface": "按照国办公开函〔2021〕30号编制。"}),
        Tried({"preface": "收费按照国办函〔2020〕109号执行。"}),
    ),
    "check-14-a-sign-too-many": (
        "citation.authority",
        Tried({"preface": "按照国办公开办函〔2021〕第30号编制。"}),
        Tried({"preface": "按照国办公开办函〔2021〕30号第3条编制。"}),
    ),
    "check-14-brackets": (
        "citation.brackets",
        Tried({"overview": "印发青政办发【2025】8号文件。"}),
        Tried({"overview": "印发青政办发〔2025〕8号文件，在公开栏[2025]8号楼前张贴。"}),
    ),
    "check-14-no-brackets": (
        "citation.authority",
        Tried({"overview": "依据国办公开办函202130号编制。"}),
        Tried({"overview": "依据国办公开办函〔202130号编制，国办公开办函〔2021〕 30 号。"}),
    ),
    "check-14-of-another-kind": (
        "citation.authority",
        Tried({"overview": "依据国办发〔2021〕30号编制。"}),
        Tried({"overview": "依据湘政办发〔2021〕30号、国办发〔2021〕3号编制。"}),
    ),
    "check-14-no-brackets-of-others": (
        "citation.brackets",
        Tried({"overview": "依据湘政办发20215号编制。"}),
        Tried({"overview": "依据湘政办发〔20215号编制。"}),
    ),
    "check-15-old-order": (
        "citation.wording",
        Tried({"preface": "依据《政府信息公开条例》（国务院令第492号）编制。"}),
        Tried({"preface": "依据《政府信息公开条例》（国务院令第711号）编制。"}),
    ),
    "check-16-another-day": (
        "period.days",
        Tried({"preface": "统计期限自2025年1月1日起至2025年12月30日止。"}),
        Tried({"preface": "统计期限自202511日起至20251231日止。"}),
    ),
    "check-16-another-day-behind-a-comma": (
        "period.days",
        Tried({"preface": "统计期限自2025年1月1日起，至2025年12月20日止。"}),
        Tried({"preface": "统计期限自2025年1月1日起，至2025年12月31日止。"}),
    ),
    "check-16-from-a-month": (
        "period.days",
        Tried({"preface": "统计期限自2025年1月至2025年11月30日。"}),
        Tried({"preface": "统计期限自2025年1月至2025年12月31日。"}),
    ),
    "check-16-another-year": (
        "period.days",
        Tried({"preface.period": "2024年1月1日至2024年12月31日"}),
        Tried({"preface.period": "2025年1月1日至12月31日"}),
    ),
    "check-16-missing": (
        "period.missing",
        Tried({"preface": PREFACE.replace("统计期限为2025年1月1日至12月31日。", "")}),
        Tried({"preface": PREFACE}),
    ),
    "check-16-missing-where-the-form-prints-it": (
        "period.missing",
        Tried({"preface": PREFACE.replace("统计期限为2025年1月1日至12月31日。", ""), "overview": ASPECTS * 2}),
        Tried({"overview": ASPECTS * 2}, around=Around(organ=ORGAN, paper=Paper("旧报告.txt"))),
    ),
    "check-17-notice-of-another-year": (
        "year.fits",
        Tried({"preface": "根据《关于做好2024年政府信息公开工作年度报告编制发布的通知》要求编制。"}),
        Tried({"overview": "已按时发布2024年政府信息公开工作年度报告。"}),
    ),
    "check-17-stale-figures": (
        "year.fits",
        Tried({"overview": "2024年，我乡共主动公开政府信息36条。"}),
        Tried({"overview": "2024年，我乡共主动公开政府信息30条，今年比上年多6条。"}),
    ),
    "check-17-deeds-of-last-year": (
        "year.fits",
        Tried({"overview": "2024年，我乡认真落实公开条例。"}),
        Tried({"overview": "2024年，我乡认真落实公开条例。2025年，各村添了公开栏。"}),
    ),
    "check-17-received-last-year": (
        "year.fits",
        Tried({"overview": "2024年，我乡新收政府信息公开申请8件。"}),
        Tried({"overview": "2024年，我乡新收政府信息公开申请8件，今年较去年多1件。"}),
    ),
    "check-17-any-deeds-of-an-earlier-year": (
        "year.fits",
        Tried({"matters": "2024 年，我乡未收取政府信息公开信息处理费。"}),
        Tried({"matters": "2024年我乡获评先进单位。"}),
    ),
    "check-17-plans-are-no-slip": (
        "year.fits",
        Tried({"problems": "2023年柳湾乡干部逐村核对公开栏。"}),
        Tried({"problems": "2026年柳湾乡干部逐村核对公开栏。"}),
    ),
    "check-17-since-last-year": (
        "year.fits",
        Tried({"overview": "2024年以来，我乡认真落实公开条例。"}),
        Tried({"overview": "2024年以来，我乡累计公开信息60条。"}),
    ),
    "check-17-carried": (
        "year.fits",
        Tried({"overview": "有1件结转2025年办理。"}),
        Tried({"overview": "有1件结转2026年办理。"}),
    ),
    "check-10-former-outline-uncounted": (
        "preface.parts",
        Tried({"preface": "本报告包括工作概述、主动公开、依申请公开、收费及减免情况、复议诉讼、存在问题。"}),
        Tried({"overview": "公开的内容包括收费及减免情况、财政预算、工程项目、申请指南。"}),
    ),
    "check-16-dots": (
        "period.days",
        Tried({"preface": "统计期限：2025.1.1—2025.12.30。"}),
        Tried({"preface": "统计期限：2025.1.1—2025.12.31。"}),
    ),
    "check-17-due-day": (
        "year.fits",
        Tried({"overview": "年度报告于2025年1月20日前公布。"}),
        Tried({"overview": "年度报告于2026年1月20日前公布。"}),
    ),
    "check-19-level": (
        "name.level",
        Tried({"overview": "扎实推进镇政府信息公开工作。"}),
        Tried({"overview": "扎实推进乡政府信息公开工作，县里各乡镇政府都来看过。"}),
    ),
    "check-19-above": (
        "name.above",
        Tried({"overview": "组织推动全省政府信息公开工作。"}),
        Tried({"overview": "组织推动全乡政府信息公开工作，落实全省政府信息公开会议精神。"}),
    ),
    "check-19-another-office": (
        "name.own",
        Tried({"preface": "请与白石乡党政办公室联系。"}),
        Tried({"preface": "请与青禾县柳湾乡党政办公室联系。"}),
    ),
    "check-19-copied-from-another-office": (
        "name.above",
        Tried({"overview": "我局积极配合调整。"}),
        Tried({"overview": "县农业农村局积极配合，克服自我局限。"}),
    ),
    "check-19-neighbour": (
        "name.own",
        Tried({"overview": "白石乡坚持把公开做细。"}, neighbours={"白石乡": {}}),
        Tried({"overview": "和白石乡交流了做法。"}, neighbours={"白石乡": {}}),
    ),
    "check-19-name-lacks-a-sign": (
        "name.own",
        Tried({"overview": "登在青禾人民政府网站上。"}),
        Tried({"overview": "登在青禾县人民政府网站上。"}),
    ),
    "check-20-area-code": (
        "contact.area_code",
        Tried({"preface": "电话：5551234。"}),
        Tried({"preface": "电话：0971-5551234，热线：12345。"}),
    ),
    "check-20-a-figure-too-few": (
        "contact.digits",
        Tried({"preface": "联系电话：0731-5238611。"}),
        Tried({"preface": "联系电话：0731-52386117，传真：0971-5551234。"}),
    ),
    "check-20-a-figure-too-many": (
        "contact.digits",
        Tried({"preface": "电话：0971-555123456。"}),
        Tried({"preface": "电话：0971-5551234/5551235，0971-5551234转8012。"}),
    ),
    "check-20-the-line-of-the-telephone-says-something-else": (
        "contact.telephone",
        Tried({"preface.telephone": "湟中区"}),
        Tried({"preface.telephone": "0971-5551234转8012"}),
    ),
    "check-20-the-number-of-the-office-is-none": (
        "contact.telephone",
        Tried(around=Around(organ=replace(ORGAN, phone="5551234"))),
        Tried({"preface": "电话在公开栏上。"}, around=Around(organ=replace(ORGAN, phone="5551234"))),
    ),
    "check-20-what-two-other-rules-say": (
        "contact.telephone",
        Tried({"preface.telephone": "12"}),
        Tried({"preface.telephone": "0971-2266"}),
    ),
    "check-20-postcode": (
        "contact.postcode",
        Tried({"preface.postcode": "81160"}),
        Tried({"preface.postcode": "811600"}),
    ),
    "no-such-day": (
        "text.no_such_day",
        Tried({"overview": "培训在2025年2月30日举行。"}),
        Tried({"overview": "培训在2025年12月30日、31日举行，2月28日结束，1月31日公布。"}),
    ),
    "check-20-missing": (
        "contact.missing",
        Tried({"preface": PREFACE.replace("地址：青禾县柳湾街12号，", ""), "overview": ASPECTS}),
        Tried({"preface": PREFACE, "overview": ASPECTS}),
    ),
    "check-20-what-the-settings-fill-in": (
        "contact.missing",
        Tried({"preface.telephone": "0971-5551234", "overview": ASPECTS * 2}),
        Tried({"preface.address": "柳湾街12号", "overview": ASPECTS * 2}),
    ),
    "check-21-late": (
        "report.late",
        Tried(around=Around(organ=ORGAN, due=date(2026, 1, 31), issued=date(2026, 2, 2))),
        Tried(around=Around(organ=ORGAN, due=date(2026, 1, 31), issued=date(2026, 1, 31))),
    ),
    "check-50-fee": (
        "matters.fee.missing",
        Tried({"matters": "没有其他需要报告的事项。"}),
        Tried({"matters": "本年度没有收取信息处理费。"}),
    ),
    "check-50-fee-by-figures": (
        "matters.fee.missing",
        Tried({"matters": "没有别的事项。"}, cells={"matters.fee_cases": 0}),
        Tried({"matters": "没有别的事项。"}, cells={"matters.fee_cases": 0, "matters.fee_amount": 0}),
    ),
    "check-51-like-last-year": (
        "overview.like_last",
        Tried({"overview": LIKE}, last={"overview": LIKE}),
        Tried({"overview": LIKE}, last={"overview": OTHER}),
    ),
    "check-52-like-a-neighbour": (
        "overview.like_neighbour",
        Tried({"overview": LIKE}, neighbours={"白石乡": {"overview": LIKE}}),
        Tried({"overview": LIKE}, neighbours={"白石乡": {"overview": OTHER}}),
    ),
    "check-56-short-form": (
        "text.short_form",
        Tried({"overview": ASPECTS + "按照《办法》执行。"}),
        Tried({"overview": ASPECTS + "按照《政府信息公开信息处理费管理办法》收费，《办法》没有规定的不收。"}),
    ),
    "check-57-same-problems": (
        "problems.like_last",
        Tried({"problems": LIKE}, last={"problems": LIKE}),
        Tried({"problems": LIKE}, last={"problems": OTHER}),
    ),
    "check-58-changed": (
        "report.changed",
        Tried(around=Around(organ=ORGAN, handed="{}")),
        Tried(around=Around(organ=ORGAN, handed=None)),
    ),
    "no-figures": (
        "text.figures.missing",
        Tried({"overview": "我们把群众关心的事情都公开了出来。" * 15}),
        Tried({"overview": "我们把群众关心的事情都公开了出来。" * 15 + "全年36条。"}),
    ),
    "no-figure-of-what-was-published": (
        "text.amount.published",
        Tried({"overview": PLAIN_PUBLISHED + UNDER_OTHERS}),
        Tried({"overview": PLAIN_PUBLISHED.replace("各类政府信息", "政府信息36条") + UNDER_OTHERS}),
    ),
    "no-figure-of-the-requests": (
        "text.amount.requests",
        Tried({"overview": UNDER_OTHERS + PLAIN_REQUESTS}, cells={"requests.new.natural": 6}),
        Tried({"overview": UNDER_OTHERS + PLAIN_REQUESTS}, cells={"requests.new.natural": 0}),
    ),
    "no-figure-but-those-of-other-cases": (
        "text.amount.requests",
        Tried({"overview": UNDER_OTHERS + PLAIN_REQUESTS + "复议1件。"}, cells={"requests.new.natural": 6}),
        Tried({"overview": UNDER_OTHERS + PLAIN_REQUESTS + "办结6件。"}, cells={"requests.new.natural": 6}),
    ),
    "numbering": (
        "text.numbering",
        Tried({"overview": "（一）甲。\n（二）乙。\n（四）丁。"}),
        Tried({"overview": "（一）甲。\n（二）乙。\n（三）丙。一是子，二是丑，三是寅。"}),
    ),
}


@pytest.mark.parametrize(("rule", "fires", "quiet"), CASES.values(), ids=CASES.keys())
def test_it_fires_and_stays_quiet(rule: str, fires: Tried, quiet: Tried) -> None:
    found = fires.findings(rule)
    assert found
    assert all(finding.message.endswith("。") and "{" not in finding.message for finding in found)
    assert not quiet.cannot(rule)
    assert quiet.findings(rule) == ()


@pytest.mark.parametrize("name", LISTS)
def test_a_list_proves_itself(name: str) -> None:
    assert lint(load_list(RESOURCES / "wording" / f"{name}.toml")) == []


@pytest.mark.parametrize(
    ("rule", "tried", "reason"),
    [
        ("overview.like_last", Tried({"overview": LIKE}), "no_last"),
        ("overview.like_neighbour", Tried({"overview": LIKE}), "no_neighbour"),
        ("report.late", Tried(), "no_date"),
        ("name.level", Tried(around=Around()), "no_organ"),
        ("name.own", Tried(around=Around()), "no_organ"),
        ("name.above", Tried(around=Around()), "no_organ"),
        ("contact.missing", Tried({"overview": ASPECTS * 2}, around=Around()), "no_organ"),
    ],
)
def test_what_lacks_its_surroundings_says_why(rule: str, tried: Tried, reason: str) -> None:
    assert tried.cannot(rule) == reason


@pytest.mark.parametrize(
    ("rule", "text", "mended"),
    [
        ("preface.authority", "按照国办公开办函〔2019〕60号编制", "按照国办公开办函〔2021〕30号编制"),
        ("citation.authority", "按照国办公开函202130号", "按照国办公开办函〔2021〕30号"),
        ("citation.wording", "（国务院令第492号）", "（国务院令第711号）"),
        ("citation.brackets", "青政发【2025】 8号", "青政发〔2025〕8号"),
        ("period.days", "统计期限为2024年1月1日至2025年12月31日", "统计期限为2025年1月1日至2025年12月31日"),
        ("contact.area_code", "电话：5551234", "电话：0971-5551234"),
        ("name.level", "我镇高度重视", "我乡高度重视"),
        ("name.own", "青禾人民政府网站", "青禾县人民政府网站"),
    ],
)
def test_what_is_certain_is_put_right(rule: str, text: str, mended: str) -> None:
    tried = Tried({"preface": text})
    (finding,) = tried.findings(rule)
    assert finding.fix is not None
    done = change(finding.fix, tried.result().context.report, "")
    assert done is not None
    assert done.passages == {"preface": mended}
    assert replace(tried, passages=done.passages).findings(rule) == ()


def test_a_title_of_another_format_is_for_a_person_to_put_right() -> None:
    (finding,) = Tried({"preface": "依据《关于政府信息公开工作年度报告有关事项的通知》编制。"}).findings(
        "preface.authority"
    )
    assert finding.fix is None


def test_a_wrong_year_of_the_period_must_be_put_right_a_wrong_day_is_asked_about() -> None:
    year = Tried({"preface": "统计期限为2024年1月1日至2024年12月31日。"}).findings("period.days")
    day = Tried({"preface": "统计期限为2025年1月1日至2025年12月30日。"}).findings("period.days")
    lost = Tried({"preface": "自202511日起至20251230日止。"}).findings("period.days")
    assert [finding.severity for finding in (*year, *day, *lost)] == ["error", "error", "warning", "warning"]


def test_what_no_line_of_the_preface_says_is_put_right_in_that_line() -> None:
    texts = {"preface.telephone": "0971-5551234", "overview": ASPECTS * 2}
    (finding,) = Tried(texts).findings("contact.missing")
    form = Tried(texts).form
    assert checking.stop_of(form, finding) == Stop(passage="preface.address")
    assert places.stops(form, (finding,)) == (Stop(passage="preface.address"),)
    assert places.in_text(Tried(texts).result(), "preface.address")[-1] == finding
    own = {"preface": PREFACE.replace("地址：青禾县柳湾街12号，", ""), "overview": ASPECTS}
    (finding,) = Tried(own).findings("contact.missing")
    assert checking.stop_of(form, finding) == Stop(passage="preface")


def test_all_that_is_missing_is_said_in_one_sentence() -> None:
    (finding,) = Tried({"overview": OWN}).findings("text.mentions")
    assert finding.message.startswith("“一 总体情况”没有写到依申请公开、政府信息管理、监督保障，缺 3 个方面")


def test_figures_alone_do_not_make_a_text_new() -> None:
    this, before = LIKE.replace("一件", "12件"), LIKE.replace("一件", "9件")
    (finding,) = Tried({"overview": this}, last={"overview": before}).findings("overview.like_last")
    assert "100%" in finding.message
    assert f"{len(SENTENCES)} 句" in finding.message
    assert [spot.quote for spot in finding.spots] == [this]


def test_a_part_is_compared_across_formats() -> None:
    tried = Tried({"outline": LIKE}, year=2027, last={"overview": LIKE})
    assert [finding.section for finding in tried.findings("overview.like_last")] == ["outline"]


def test_the_organ_may_be_of_no_township() -> None:
    office = Organ("青禾县农业农村局", "区（县）部门", "青禾县")
    tried = Tried({"overview": "推进镇政府信息公开，督促全县政务公开。"}, around=Around(organ=office))
    assert tried.findings("name.level") == tried.findings("name.above") == ()


def test_nothing_is_missed_in_a_text_that_was_cut_down() -> None:
    tried = Tried({"overview": OWN + "……", "problems": "公开的渠道单一，离得远的群众看不到" * 3 + "……"})
    absent = ("text.mentions", "text.accountability.missing", "text.figures.missing", "problems.improvement.missing")
    assert [finding for rule in absent for finding in tried.findings(rule)] == []


def test_an_invented_format_is_read_by_its_own_words() -> None:
    texts = {
        "opening": "本通报由年度概览、便民窗口受理情况、资金物资三个部分组成。",
        "outline": "全年上墙公示36条。" * 40,
    }
    tried = Tried(texts, year=2027)
    assert [finding.section for finding in tried.findings("text.mentions")] == ["outline"]
    assert tried.findings("preface.authority") == ()


@pytest.mark.parametrize("year", [2019, 2021])
def test_every_part_of_a_form_can_be_told_in_a_list(year: int) -> None:
    form = load_file(RESOURCES / "forms" / f"annual_{year}.toml")
    assert all(section.called for section in form.sections)
    assert all(part.words for section in form.sections for part in section.parts)


def test_a_name_with_another_level_in_it_is_the_own_one() -> None:
    town = Organ("青禾县白牙市镇", "镇", "青禾县")
    tried = Tried({"preface": "请与白牙市镇党政办公室联系。"}, around=Around(organ=town))
    assert tried.findings("name.own") == ()
    assert replace(tried, passages={"preface": "请与东坪镇党政办公室联系。"}).findings("name.own")
