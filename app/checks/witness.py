"""What the words of a report state of a row of its tables: 予以公开6件. A repair may lean on it, so any doubt is a no.

A clause bears witness only where it says nothing but the row and its figure, in words that are known here, and where
what stands before it does not speak of another year, another place, a share or a plan. A sentence that is passed over
costs a sure repair; one that is misread would bring a false figure into the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_BLANK = re.compile(r"[^\S\n]+")
_CUT = re.compile(r"[。！？!?，,；;（）()]|[：:](?![0-9])|(?<=[0-9件条项个例次宗])、|$")  # ends a clause
_LEAD = re.compile(  # what may stand before the row
    r"全年|(?:今年|本年)(?:以来|度)?|(?P<year>[0-9]{4})年度?|全[乡镇]|[我本](?:乡|镇|街道|机关|单位|县|区|市|局|办)"
    r"|共计?|总共|一共|已|依法|[作做]出|收到|受理|办理|答复|[0-9]{1,2}[.．]|[一二三四五六七八九十]+[是、]"
)
_FIGURE = re.compile(  # what may stand between the row and its figure, and behind it
    r"(?:的|了|(?:政府信息)?公开(?=申请)|申请|答复|(?:继续)?办理|(?:处理)?决定|(?:政府)?信息|数量|件数|总数"
    r"|共计?|合计|总计|有|为|是|计|[：:])*(?P<figure>[0-9]{1,9})(?:件次?|[条项个例次宗])?(?P<rest>的?(?:政府信息公开)?申请)?"
)
_QUALIFIED = re.compile(
    r"[，,；;](?:其中)?(?:不?包?含|不?包括|扣除|剔除|或|约|原|应|误)|[（(](?!占|同?比|较|其中[^含年]*[）)])"
)
_NAMED = re.compile(r"《[^》]*》|〔[^〕]*〕|12月31日|1月1日")  # a year or a day in these says nothing of the time
_COMPARED = re.compile(  # nor does a comparison that ends before the figure
    r"(?:同?[比较]|[与和跟同])(?:上一?年|去年|[0-9]{4}年)度?(?:同期)?(?:相比)?"
    r"(?:[增减多少降升]|上升|下降|持平|降低|提高)[^，,；;。]*"
)
_TIME = re.compile(
    r"(?P<own>今年|本年)|(?P<year>[0-9]{4})年|上一?年|去年|前年|往年|历年|近[0-9一二两三四五几]*年|同期|[明来次]年|年均"
    r"|[〇○零一二三四五六七八九]{4}年|[上下]半年|季度|[0-9一二三四五六七八九十]月|月份|每[年月]"
)
_APART = re.compile(
    r"其中|累计|(?<![今本]年)以来|预计|计划|目标|力争|拟|如果|[假例比]如|假设|误|错|不是|并非|而非|应[当为是该]|原[为是]"
    r"|[全外邻各][国省市县区村]|[省市县区村][里内]|上级|下级|兄弟|别的|(?:其他|各)[乡镇单机部]"
)
_PAUSES = ("，", ",", "、")
_HEADING = 40  # signs of a line without a stop that speak for the next one, too
_STOP = re.compile(r"[。！？!?]")


@dataclass(frozen=True, slots=True)
class Statement:
    """What is called ``name`` is said to be ``figure``; ``quoted`` are the words that say so, without blanks."""

    name: str
    figure: int
    quoted: str


class Names:
    """Every name that rows of a form go by, so that none is taken for the beginning of a longer one."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = frozenset(names)
        self._longest = max(map(len, self._names), default=0)
        self._of_time = sorted((name for name in self._names if "年" in name), key=len, reverse=True)

    def at(self, words: str, place: int) -> str:
        """The longest name that stands there; "" for none."""
        lengths = range(min(self._longest, len(words) - place), 0, -1)
        return next((words[place : place + n] for n in lengths if words[place : place + n] in self._names), "")

    def go_on(self, words: str, place: int) -> bool:
        """Whether another name and a pause stand right before: 予以公开，部分公开共6件 is neither's figure alone."""
        end = place - 1
        lengths = range(1, min(self._longest, end) + 1)
        return words[max(0, end) : place] in _PAUSES and any(words[end - n : end] in self._names for n in lengths)

    def without(self, words: str) -> str:
        """``words`` of the same length without the names that speak of a year, as 上年结转 does."""
        for name in self._of_time:
            words = words.replace(name, "＊" * len(name))
        return words


def statements(text: str, names: Names, year: int) -> Iterator[Statement]:
    """What ``text`` states of things that have one of ``names`` in the ``year`` of the report, in its order.

    The text must hold something else than figures where its live numbers are: they follow their cell.
    """
    heading = ""
    for line in filter(None, _BLANK.sub("", text).split("\n")):
        if any(map(str.isdigit, line)):
            words, start = heading + line, len(heading)
            around = _Around(words, names, year)
            for cut in _CUT.finditer(words, start):
                lead, found = _read(words[start : cut.start()], names, year)
                is_whole = not (_QUALIFIED.match(words, cut.start()) or names.go_on(words, start))
                if found is not None and is_whole and around.is_of_now(start + len(lead)):
                    yield found
                start = cut.end()
        heading = "" if "。" in line else line[:_HEADING]


def _read(clause: str, names: Names, year: int) -> tuple[str, Statement | None]:
    """The row and the figure, where the clause says nothing else, and what stands before the row."""
    place = 0
    while not (name := names.at(clause, place)):
        lead = _LEAD.match(clause, place)
        if lead is None or (lead["year"] and int(lead["year"]) != year):
            return "", None
        place = lead.end()
    match = _FIGURE.fullmatch(clause, place + len(name))
    if match is None:
        return "", None
    end = match.start("rest") if match["rest"] else match.end()
    return clause[:place], Statement(name, int(match["figure"]), clause[place:end])


class _Around:
    """What a line says of time and place, read once."""

    def __init__(self, words: str, names: Names, year: int) -> None:
        told = _COMPARED.sub(_mask, _NAMED.sub(_mask, names.without(words)))
        times = list(_TIME.finditer(told))
        self._times = [match.end() for match in times]
        self._is_now = [bool(match["own"]) or match["year"] == str(year) for match in times]
        self._apart = [match.end() for match in _APART.finditer(told)]
        self._stops = [match.end() for match in _STOP.finditer(told)]

    def is_of_now(self, place: int) -> bool:
        """Whether what stands before ``place`` leaves a figure there one of this office and this year."""
        time = bisect_right(self._times, place)
        if time and not self._is_now[time - 1]:
            return False
        stop, apart = bisect_right(self._stops, place), bisect_right(self._apart, place)
        begin = self._stops[stop - 1] if stop else 0
        return not apart or self._apart[apart - 1] <= begin


def _mask(match: re.Match[str]) -> str:
    return "＊" * len(match[0])
