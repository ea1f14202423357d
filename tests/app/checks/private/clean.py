"""Reports in order: a township's figures, telephones, marks, dates and codes, and nobody's own number."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_AREAS = ("0971", "0972", "010", "021", "0931", "0898", "0755")


def _digits(random: Random, count: int) -> str:
    return random.choice("123456789") + "".join(random.choices("0123456789", k=count - 1))


def credit_code(random: Random) -> str:
    """Eighteen signs with the check sign of GB 32100."""
    body = random.choice(("11", "12", "51", "52", "53", "91", "92", "93", "N1"))
    body += random.choice(("630121", "632221", "620102", "110105"))
    body += "".join(random.choices(_CREDIT, k=8)) + random.choice("0123456789X")
    body = body.replace("I", "1").replace("O", "0").replace("S", "5").replace("V", "W").replace("Z", "2")
    total = sum(_CREDIT.index(sign) * weight for sign, weight in zip(body, _WEIGHTS, strict=True))
    return body + _CREDIT[-total % 31]


def _phone(random: Random) -> str:
    area, number = random.choice(_AREAS), _digits(random, random.choice((7, 8)))
    shape = random.choice(("{0}-{1}", "（{0}）{1}", "{0} {1}", "{0}{1}", "{0}—{1}", "({0}){1}转8012", "{0}-{1}-801"))
    return shape.format(area, number)


def _office(random: Random) -> str:
    return (
        f"联系地址：和顺路{random.randint(1, 300)}号，邮编{_digits(random, 6)}，电话{_phone(random)}，"
        f"传真{_phone(random)}，电子邮箱：xxgk{random.randint(1, 99)}@hexian.gov.cn，"
        f"热线12345、400-{_digits(random, 3)}-{_digits(random, 4)}。"
    )


def _marks(random: Random) -> str:
    year = random.randint(2016, 2025)
    return (
        f"依据国办公开办函〔{year}〕{random.randint(1, 99)}号、青政办〔{year}〕{random.randint(1, 199)}号和"
        f"（{year}）青0121行初{random.randint(1, 999)}号判决，统一社会信用代码{credit_code(random)}。"
    )


def _money(random: Random) -> str:
    return (
        f"全年拨付{_digits(random, 11)}元，其中项目{_digits(random, 4)}.{_digits(random, 2)}万元、"
        f"补贴{_digits(random, 8)}.{_digits(random, 2)}元，总投资1{_digits(random, 10)}元，平均{_digits(random, 5)}元。"
    )


def _dates(random: Random) -> str:
    year, month, day = random.randint(2015, 2025), random.randint(1, 12), random.randint(1, 28)
    return (
        f"统计期限为{year}年1月1日至{year}年12月31日，公开日期{year}-{month:02}-{day:02}，"
        f"{year}.{month}.{day}—{year + 1}.{month}.{day}公示，{year}{month:02}{day:02}更新，19:30发布。"
    )


def _figures(random: Random) -> str:
    row = " ".join(str(random.choice((0, 0, 0, 1, 2, 13, 15, 138))) for _ in range(7))
    return (
        f"主动公开{random.randint(1, 9999)}条，公众号{random.randint(1, 999)}条，"
        f"占{random.randint(1, 99)}.{random.randint(1, 9)}%，"
        f"访问{_digits(random, 6)}人次，比上年增加{random.randint(1, 300)}件，合计 {row}。"
    )


def _references(random: Random) -> str:
    return (
        f"项目代码2020-632123-47-03-{_digits(random, 6)}，受理编号{_digits(random, 12)}，"
        f"处罚决定书编号1{_digits(random, 10)}，"
        f"见http://www.hexian.gov.cn/xxgk/{random.randint(2019, 2025)}01/t20230115_1{_digits(random, 9)}.html。"
    )


def _law(random: Random) -> str:
    return (
        "对属于国家秘密、商业秘密和不宜公开的信息不予公开，按照《条例》第十四条、第十五条、第十六条开展保密审查；"
        f"（一）主动公开。一是……二是……三是发布第{random.randint(1, 40)}期，九年级一班三十二人，二〇二三年一月十五日。"
    )


_PARTS: tuple[Callable[[Random], str], ...] = (_office, _marks, _money, _dates, _figures, _references, _law)


def clean(seed: int) -> str:
    """One text; the same for the same seed."""
    random = Random(seed)
    parts = [part(random) for part in _PARTS for _ in range(2)]
    random.shuffle(parts)
    return "\n".join("".join(parts[at : at + 2]) for at in range(0, len(parts), 2))
