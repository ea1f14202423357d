#!/usr/bin/env python3
"""Writes resources/wording/nonwords.toml: which two signs are no word, but nearly one of ``build/nonwords.txt``.

    python build/nonwords.py DICT

DICT is ``dict.txt`` of jieba 0.42.1 (MIT, github.com/fxsjy/jieba), and ``pypinyin`` (MIT) must be importable;
neither is needed to run the program. A pair of signs is written down where one sign of a frequent word became one of
like sound or shape, the pair stands in no word of the dictionary, and two words rarely meet in it. Beside the pairs
stand the words of the dictionary that may begin or end over such a pair: there two words met, and nothing is wrong.
"""

from __future__ import annotations

import re
import sys
import textwrap
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
WORDING = HERE.parent / "resources" / "wording"
OUT = WORDING / "nonwords.toml"
HAN = re.compile("[\u4e00-\u9fff]+")
MOST_MEETINGS = 60  # how often two words may meet in a pair, in a text of as many words as the dictionary counted
USUAL = 3000  # how often a sign must be counted that somebody may type by mistake
LONGEST, MOST = 190, 60  # signs of a text, texts of an entry
FREQUENT = 20  # a word that often is known
# Signs that go with any other, before or behind: a pair with one of them may be right although nobody wrote it yet.
FREE = set(
    "各每某该本此逐几两只不未已均一二三四五六七八九十百千万亿第的了是在和与及或等从对把被将向为以至到给让使由于按据经就也又还都很更最较太先"
    "再才可能应需须要会想新老大小多少全另其我你他她它这那既若即凡虽但因故则且而仅曾正请欲否"
)
BEHIND = set(
    "镇乡村县市区州省国路街道组局办站所院校店厂社户寨屯庄岭山河湖江塘坝沟坪湾桥岗坡坑坊营堡集铺头里家关类项名条件个人者性化率量度力点线面员费"
    "金款物品表单书证权法学等值号级型式长届次年月日期处室科股队会团部厅署委党们师生手器机车房楼园场馆中上下内外前后间时字串键库"
)
# Signs that names of services and slogans put for others on purpose: 码上办, 浙里办, 渝快办, 清廉.
PUNS = set("码浙皖赣渝豫蜀鄂湘粤琼陇桂冀鲁苏沪京津晋闽黔滇藏青宁辽吉黑疆川陕廉莲警税医融数智云网链享")
FAMILY = set(
    "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹苏潘葛范彭鲁韦马方任袁柳鲍史唐薛雷贺倪汤罗毕郝常于傅齐康余顾孟黄穆萧尹姚邵"
    "汪毛戴宋庞熊项祝董梁杜贾江郭林钟徐邱骆高夏蔡田胡霍万柯卢莫房解丁邓洪左石崔龚程裴陆翁靳甄车侯全秋仲宁仇武符刘景詹龙叶司黎薄印白蒲卓屠乔谭"
    "温庄柴瞿阎欧游权岳帅曾关牛冉苗卞肖简段易文曲"
)
GIVEN = set(
    "伟明国建华强军平志文海波涛林峰宇浩杰斌辉鹏刚勇毅俊健东方晓春雪梅兰芳玉秀英红艳丽娟霞燕玲芬珍珠琴云凤洁琳素青倩静淑雅慧婷娜媛佳嘉琼荣荷莲美"
    "娥茜瑞凡胜学祥才发武新利清飞彬富顺信子昌成康星光天达安岩中茂进有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江超亮政谦亨奇固"
    "之轮翰朗伯宏言若鸣朋栋维启克伦翔旭泽晨辰士以家致树炎德行时泰盛正义良仁忠孝礼智贤亚金银锦宝山川石水龙虎少小大艺源元远贵福禄寿喜生根长保立兴"
    "旺全双"
)
HEAD = """# 不成词的两个字：常用的两字词里，一个字错成同音、形近的字，凑不成词，也不会在两个词的接头处碰到一起。
# words 每条先写两字的常用词，再写会顶替第一个字的字，斜线后面是会顶替第二个字的字。
# known 每条先写一个字，再写跟在它后面成词的字：错字和旁边的字凑成这样的词，就是两个词碰在一起，不说。
# 本文件由 build/nonwords.py 生成，依据 jieba 0.42.1 的词典（MIT 许可，github.com/fxsjy/jieba）
# 和 pypinyin 的读音（MIT 许可）。要添常用词，改 build/nonwords.txt 再生成；发现说错了的，把那几个字写进 unless。
id = "nonwords"
title = "不成词的错字"

[[rule]]
id = "nonwords.words"
kind = "no_word"
severity = "warning"
basis = "advice"
message = "{at}，疑应为“{right}”"
list = "nonwords"
after = ["confusable", "slips", "phrases", "alike"]
fires = ["由党政办统一受理并登计申请。", "分管领导剧体抓落实。", "信息真实、准确、完正。"]
quiet = ["由党政办统一登记。", "方便名单上的群众。", "真实、准确、完整。"]

[[entry]]
id = "right_ones"
# 本来就对的写法：碰上就不说。
unless = [UNLESS]
quiet = ["购置打印机纸。", "让村名留住乡愁。"]
"""


def main(dictionary: Path) -> None:
    """Writes the file anew; what was added to ``unless`` by hand stays."""
    counted = dict(_counted(dictionary))
    told = _told()
    words = sorted(told["words"])
    pairs = _pairs(words, counted, told)
    known = {word for word, often in counted.items() if len(word) == 2 and often >= FREQUENT}
    known = known.union(words, told["young"]) - pairs.keys()
    heads, tails = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    kept = sorted(word for word in known if word[1] in heads or word[0] in tails)
    lists = [*_entries("words", _lines(pairs)), *_entries("known", _by_first(kept))]
    OUT.write_text(HEAD.replace("UNLESS", _unless()) + "".join(lists), "utf-8")
    print(len(pairs), "pairs,", len(kept), "known words")


def _told() -> dict[str, set[str]]:
    """The paragraphs of nonwords.txt by their first word."""
    paragraphs = (HERE / "nonwords.txt").read_text("utf-8").split("\n\n")
    return {text.partition(":")[0]: set(text.partition("\n")[2].split()) for text in paragraphs}


def _counted(dictionary: Path) -> Iterator[tuple[str, int]]:
    for line in dictionary.read_text("utf-8").splitlines():
        word, often, *_ = line.split(" ")
        if HAN.fullmatch(word):
            yield word, int(often)


def _pairs(words: list[str], counted: Mapping[str, int], told: Mapping[str, set[str]]) -> dict[str, str]:
    """Each pair of signs that is no word, with the word that was most likely meant."""
    signs, ends, begins = Counter[str](), Counter[str](), Counter[str]()
    right = {
        word[at : at + 2]
        for word, often in counted.items()
        if len(word) == 2 or often >= 2
        for at in range(len(word) - 1)
    }
    right.update(told["young"])
    right -= told["slips"]
    for word, often in counted.items():
        for sign in word:
            signs[sign] += often
        begins[word[0]] += often
        ends[word[-1]] += often
    whole = sum(begins.values())
    found: dict[str, tuple[int, int, str]] = {}
    for word in words:
        for at, other, likely in _others(word, counted, signs):
            pair = word[:at] + other + word[at + 1 :]
            if pair in right or ends[pair[0]] * begins[pair[1]] >= MOST_MEETINGS * whole or not _is_sure(pair, at):
                continue
            found[pair] = max(found.get(pair, (0, 0, "")), (likely, counted.get(word, 0), word))
    return {pair: word for pair, (_, _, word) in found.items()}


def _is_sure(pair: str, at: int) -> bool:
    """Whether no name and no free word can make the pair, one sign of which (``at``) is put for another."""
    first, second = pair
    names = (first in FAMILY and second in GIVEN | FAMILY) or (first in GIVEN and second in GIVEN)
    return not (names or first in FREE or pair[at] in PUNS or (at == 0 and second in BEHIND))


def _others(word: str, counted: Mapping[str, int], signs: Mapping[str, int]) -> Iterator[tuple[int, str, int]]:
    """The signs that may stand for one of a word by mistake: where, which, and how likely (1 to 3)."""
    from pypinyin import Style, pinyin

    if not _SOUNDS:
        for sign in map(chr, range(0x4E00, 0xA000)):
            if _is_common(sign) and counted.get(sign, 0) > 0:
                for sound in pinyin(sign, style=Style.NORMAL, heteronym=True)[0]:
                    _SOUNDS[sound].add(sign)
                    _NEARLY[_slurred(sound)].add(sign)
        for entry in tomllib.loads((WORDING / "alike.toml").read_text("utf-8"))["entry"]:
            for group in (*entry.get("sounds", ()), *entry.get("shapes", ())):
                for sign in group:
                    _GROUPS[sign].update(group)
    for at, (sound,) in enumerate(pinyin(word, style=Style.NORMAL)):
        if word[at] in FREE:
            continue  # what stands there instead may be a name or another free word
        same, group = _SOUNDS[sound], _GROUPS[word[at]]
        slurred = {sign for sign in _NEARLY[_slurred(sound)] if counted.get(sign, 0) > USUAL}
        for sign in (same | group | slurred) - {word[at]}:
            likely = (sign in same) + (sign in group) + 1
            if _is_common(sign) and signs[sign] >= (USUAL if likely > 1 else 10 * USUAL):
                yield at, sign, likely


_SOUNDS: dict[str, set[str]] = defaultdict(set)
_NEARLY: dict[str, set[str]] = defaultdict(set)
_GROUPS: dict[str, set[str]] = defaultdict(set)


def _slurred(sound: str) -> str:
    return re.sub("([aei])ng$", r"\1n", re.sub("^([zcs])h", r"\1", sound))


def _is_common(sign: str) -> bool:
    """One of the 3,755 signs of the first grade."""
    return sign.encode("gb2312", "ignore")[:1] in {bytes([first]) for first in range(0xB0, 0xD8)}


def _lines(pairs: Mapping[str, str]) -> Iterator[str]:
    found: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for pair, word in sorted(pairs.items()):
        at = 0 if pair[0] != word[0] else 1
        found[word][at].append(pair[at])
    for word, (first, second) in sorted(found.items()):
        yield f"{word}{''.join(first)}/{''.join(second)}"


def _by_first(words: list[str]) -> Iterator[str]:
    found: dict[str, str] = defaultdict(str)
    for word in words:
        found[word[0]] += word[1]
    for first, behind in sorted(found.items()):
        for at in range(0, len(behind), LONGEST - 1):
            yield first + behind[at : at + LONGEST - 1]


def _entries(key: str, items: Iterator[str]) -> Iterator[str]:
    """Entries that hold the items: 60 texts of 200 signs each are what an entry may have."""
    lines = textwrap.wrap(" ".join(items), LONGEST, break_on_hyphens=False)
    for number, at in enumerate(range(0, len(lines), MOST), 1):
        texts = "".join(f'  "{line}",\n' for line in lines[at : at + MOST])
        quiet = "统一登记，方便名单上的群众。"
        yield f'\n[[entry]]\nid = "{key}_{number}"\n{key} = [\n{texts}]\nquiet = ["{quiet}"]\n'


def _unless() -> str:
    if not OUT.exists():
        return ""
    entries = tomllib.loads(OUT.read_text("utf-8"))["entry"]
    return ", ".join(f'"{word}"' for entry in entries for word in entry.get("unless", ()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
