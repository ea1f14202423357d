"""Personal numbers of nobody, in twelve spellings, and sentences around them; the same for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_REGIONS = ["110105", "320583", "410222", "512021", "630121", "632221", "650102", "440306", "230881", "620102"]
_MOBILES = [
    "130",
    "135",
    "138",
    "139",
    "147",
    "150",
    "153",
    "159",
    "166",
    "173",
    "177",
    "180",
    "188",
    "189",
    "191",
    "198",
    "199",
]
_CARDS = (
    ("622848", 19),
    ("621700", 19),
    ("625965", 16),
    ("620500", 18),
    ("436742", 19),
    ("409671", 16),
    ("553161", 16),
)
_HOSTS = ("qq.com", "163.com", "126.com", "sina.cn", "139.com", "mail.ustc.edu.cn", "yeah.net", "foxmail.com")
_PROVINCES = "青甘京沪粤宁川藏新陕"
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_HAN = "〇一二三四五六七八九"
_AROUND = (
    ("申请人材料里写着", "，工作人员已经登记。"),
    ("（一）公开补贴发放名单：", "；其余见附表。"),
    ("2023年全年受理申请12件，其中", "一件已经办结。"),
    ("请与", "联系，电话0971-2212345。"),
    ("", ""),
    ("第1次公示时误将", "登在公告栏，已经撤下"),
)


@dataclass(frozen=True, slots=True)
class Planted:
    """A text with one personal number in it, from ``start`` to before ``end``."""

    kind: str
    spelling: str
    bare: str
    text: str
    start: int
    end: int


def identity(random: Random) -> str:
    """Eighteen signs with the check digit of GB 11643."""
    day = f"{random.randint(1930, 2015)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    body = f"{random.choice(_REGIONS)}{day}{random.randint(1, 999):03}"
    return body + "10X98765432"[sum(int(a) * b for a, b in zip(body, _WEIGHTS, strict=True)) % 11]


def old_identity(random: Random) -> str:
    """Fifteen digits, as until 1999."""
    day = f"{random.randint(20, 85)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    return f"{random.choice(_REGIONS)}{day}{random.randint(1, 999):03}"


def card(random: Random) -> str:
    """A number with the last digit of Luhn."""
    prefix, length = random.choice(_CARDS)
    body = prefix + "".join(random.choices("0123456789", k=length - len(prefix) - 1))
    total = sum(int(sign) if at % 2 else sum(divmod(int(sign) * 2, 10)) for at, sign in enumerate(reversed(body)))
    return body + str(-total % 10)


def mobile(random: Random) -> str:
    """Eleven digits."""
    return random.choice(_MOBILES) + "".join(random.choices("0123456789", k=8))


def mailbox(random: Random) -> str:
    """A mailbox of a person: a QQ number, or a name."""
    if random.random() < 0.5:
        return f"{random.randint(10**5, 10**10)}@qq.com"
    name = "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=random.randint(3, 8)))
    return f"{name}{random.choice(('', '.', '_'))}{random.randint(1, 9999)}@{random.choice(_HOSTS)}"


def plate(random: Random) -> str:
    """A blue plate, a green one, or one of the borders."""
    head = random.choice(_PROVINCES) + random.choice(_LETTERS)
    kind = random.random()
    if kind < 0.6:
        signs = [random.choice("0123456789"), random.choice("0123456789")]
        signs += [random.choice("0123456789" + _LETTERS) for _ in range(3)]
        random.shuffle(signs)
        return head + "".join(signs)
    if kind < 0.9:
        return f"{head}{random.choice('DFAB')}{random.randint(0, 99999):05}"
    return f"{head}{random.randint(1000, 9999)}{random.choice('学警港澳')}"


PEOPLE: dict[str, Callable[[Random], str]] = {
    "identity": identity,
    "identity_15": old_identity,
    "bank_card": card,
    "mobile": mobile,
    "mailbox": mailbox,
    "plate": plate,
}
_GROUPS = {"identity": (6, 8, 4), "identity_15": (6, 6, 3), "bank_card": (4, 4, 4, 4, 4), "mobile": (3, 4, 4)}


def _parted(by: str) -> Callable[[Random, str, str], str]:
    def spell(random: Random, kind: str, bare: str) -> str:
        if kind == "mailbox":
            name, _, host = bare.partition("@")
            return f"{name} @ {host}" if by == " " else f"{name}{by}@{host}" if by == "\u3000" else bare
        if kind == "plate":
            return f"{bare[:2]}{by}{bare[2:]}"
        parts, at = [], 0
        for size in _GROUPS[kind]:
            parts.append(bare[at : at + size])
            at += size
        return by.join(part for part in parts if part)

    return spell


def _wide(random: Random, kind: str, bare: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in bare)


def _unseen(random: Random, kind: str, bare: str) -> str:
    at = random.randint(1, len(bare) - 1)
    sign = random.choice("\u200b\u200c\u200d\u2060\ufeff\u00ad")
    return (
        sign.join((bare[:at], bare[at : at + 1], bare[at + 1 :]))
        if at + 1 < len(bare)
        else sign.join((bare[:at], bare[at:]))
    )


def _broken(random: Random, kind: str, bare: str) -> str:
    at = bare.index("@") + random.randint(0, 1) if kind == "mailbox" else random.randint(2, len(bare) - 2)
    return f"{bare[:at]}\n{bare[at:]}"


def _spread(random: Random, kind: str, bare: str) -> str:
    return " ".join(bare)


def _han(random: Random, kind: str, bare: str) -> str:
    if kind == "mailbox":
        return bare.replace("@", "(at)")
    return "".join(_HAN[int(sign)] if sign.isdigit() and random.random() < 0.5 else sign for sign in bare)


def _named(random: Random, kind: str, bare: str) -> str:
    if kind == "mobile":
        return random.choice(("+86", "+86 ", "0086", "86-", "0")) + bare
    return bare.lower()


def _plain(random: Random, kind: str, bare: str) -> str:
    return bare


SPELLINGS: dict[str, Callable[[Random, str, str], str]] = {
    "plain": _plain,
    "blanks": _parted(" "),
    "dashes": _parted("-"),
    "full-width": _wide,
    "unseen": _unseen,
    "two-lines": _broken,
    "spread": _spread,
    "han-digits": _han,
    "dots": _parted("·"),
    "wide-blanks": _parted("\u3000"),
    "long-dashes": _parted("—"),
    "as-dialled": _named,
}


def planted(seed: int, count: int) -> Iterator[Planted]:
    """``count`` texts with one number each; every kind in every spelling comes round."""
    random = Random(seed)
    ways = [(kind, spelling) for kind in PEOPLE for spelling in SPELLINGS]
    for number in range(count):
        kind, spelling = ways[number % len(ways)]
        bare = PEOPLE[kind](random)
        spelled = SPELLINGS[spelling](random, kind, bare)
        before, after = random.choice(_AROUND)
        yield Planted(kind, spelling, bare, before + spelled + after, len(before), len(before) + len(spelled))
