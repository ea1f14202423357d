"""Kinds on punctuation: ``unended`` paragraphs, ``unpaired`` brackets and quotes, ``half_width`` marks in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from app.checks import fixing
from app.checks.model import Context, Hit, Spot
from app.checks.registry import Reader, word_kind
from app.checks.words.damage import is_damaged
from app.checks.words.reach import holds
from app.checks.words.sentences import MEMORY, Paragraph, excerpt, is_table_line, lead, looked
from app.forms.model import Form, Rule
from app.wording.model import Wording

_PAIRS = {"（": "）", "“": "”", "‘": "’", "《": "》", "〈": "〉", "【": "】"}
_CALLED = {"（": "括号", "“": "引号", "‘": "单引号", "《": "书名号", "〈": "单书名号", "【": "方括号"}
_NAMES = {sign: side + name for left, name in _CALLED.items() for side, sign in (("左", left), ("右", _PAIRS[left]))}
_CLOSES = {close: opening for opening, close in _PAIRS.items()}
_SAME = {"(": "（", ")": "）"}  # a half-width bracket closes a full-width one: that is told elsewhere
_BRACKETS = re.compile("[（）“”‘’《》〈〉【】()]")
_ITEM = re.compile(
    r"(?:^|[。；，：、\s])[0-9０-９一二三四五六七八九十①-⑳a-zA-Z]{1,3}$"
)  # before ）: the number of a list
_HAN = "\u4e00-\u9fff"
_WORD = re.compile(f"[{_HAN}]{{2}}")
_PAUSE = re.compile("[，。；]")
_OPEN_END = "，、,"
_ENDS = "。！？；：…!?;:.—"
_ENDS_A_SENTENCE = re.compile(r"[。！？；…!?;][”’」』）)》〉】〕\"']*$")
_TAIL = re.compile(r"[”’」』）)》〉】〕\"']+$")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．是]|第[一二三四五六七八九十]")
_LINE = 48  # signs of a line on paper: longer ones are paragraphs
_SHORT = 16  # signs of a line that may be a heading or a signature
_MOST_OPEN = 2  # paragraphs without an end in a text: with more of them its lines were broken on the way
_HALF = re.compile(
    f"(?<=[{_HAN}”’》）])[,;:?!](?=[{_HAN}“‘《（0-9]|$)|(?<=[{_HAN}][0-9])[,;](?=[{_HAN}“《])"
    f"|(?<=[{_HAN}][%％])[,;](?=[{_HAN}“《])|(?<=[{_HAN}])(?<![一二三四五六七八九十])\\.(?=[{_HAN}“《]|$|[0-9]{{1,6}}[件条次篇份期项名])"
)
_FULL = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_HALVES = (*_FULL, '"')
_STRAIGHT = re.compile(f'"(?=[^"\n]*[{_HAN}])([^"\n]{{1,40}})"')
_MIXED = re.compile(f"（[^（）()\n]{{0,60}}(\\))|(\\()(?=[^（）()\n]*[{_HAN}])[^（）()\n]{{0,60}}）")
_HALF_PAIR = re.compile(f"\\((?=[^()\n]*[{_HAN}])[^（）()\n]{{1,60}}\\)")


@word_kind("unended", {}, {}, ["quote", "mark"])
def unended_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A paragraph of prose that ends in a comma, or in no mark at all. Headings, items and labels may do without."""

    def read(context: Context) -> Iterator[Hit]:
        by_text: dict[str, list[tuple[Paragraph, str]]] = {}
        for part, how in looked(context, ending):
            if part.passage not in form.preface_fields and not _goes_on(part, context.passages[part.passage]):
                by_text.setdefault(part.passage, []).append((part, how))
        for found in by_text.values():
            plain = [part for part, how in found if how == "none"]
            for part, how in found:
                if how == "comma" or len(plain) <= _MOST_OPEN:
                    yield _unended(context, part)

    return read


@word_kind("unpaired", {}, {}, ["at", "mark", "other"])
def unpaired_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """A bracket, quote or 书名号 without its other half in the paragraph, unless the text holds as many of both."""

    def read(context: Context) -> Iterator[Hit]:
        for part, found in looked(context, unpaired):
            for at in found:
                sign = part.text[at]
                other = _PAIRS.get(sign) or _CLOSES[sign]
                text = context.passages[part.passage]
                if text.count(sign) == text.count(other):
                    continue  # its lines were broken on the way
                shown = excerpt(part.text, at + 1, at + 1, 8) or excerpt(part.text, at, at, 8)
                words = {"at": shown.strip("（）《》〈〉【】"), "mark": _NAMES[sign], "other": _NAMES[other]}
                spot = part.spot(at, at + 1)
                yield Hit(part.section, words, spots=(spot,), mark=f"{part.passage}:{shown}")

    return read


@word_kind("half_width", {}, {}, ["count", "at"])
def half_width_kind(form: Form, rule: Rule, wording: Wording) -> Reader:
    """Half-width marks and straight quotes among Chinese, one finding per text. A text that knows no full-width ones
    was converted as a whole, and is left alone.
    """

    def read(context: Context) -> Iterator[Hit]:
        by_text: dict[str, list[tuple[Spot, str, str]]] = {}
        for part, marks in looked(context, half_width, may=_may_be_half):
            for at, new in marks:
                spot = part.spot(at, at + 1)
                by_text.setdefault(part.passage, []).append((spot, new, excerpt(part.text, at, at + 1)))
        for passage, found in by_text.items():
            text = context.passages[passage]
            kept = [item for item in found if _is_exception(text, item[0].quote, item[1])]
            if kept:
                spots = tuple(spot for spot, _, _ in kept)
                fix = fixing.all_of(context, [(spot, new) for spot, new, _ in kept], "改为全角")
                section = form.preface.id if form.preface and passage in form.preface_fields else passage
                words = {"count": str(len(kept)), "at": kept[0][2]}
                yield Hit(section, words, spots=spots, fix=fix, mark=passage)

    return read


@lru_cache(maxsize=MEMORY)
def ending(paragraph: str) -> str:
    """ "comma" where prose ends in a comma, "none" where in no mark, else ""."""
    last = paragraph[-1:]
    if last in _ENDS or len(paragraph) < _SHORT // 2 or is_table_line(paragraph):
        return ""
    if last in _OPEN_END:
        return "" if is_damaged(paragraph) else "comma"
    body = paragraph[lead(paragraph) :]
    if len(body) < _SHORT or _ENDS_A_SENTENCE.search(paragraph) or not _talks(body) or is_damaged(paragraph):
        return ""
    sentence = re.split("[。！？；]", body)[-1]
    tail = _TAIL.sub("", paragraph)
    if "：" in sentence or ":" in sentence or not re.search(f"[{_HAN}]$", tail) or "   " in paragraph:
        return ""  # a label with what it names (电话：…), an address of a page, a date
    return "none" if tail == paragraph or last not in "）)】〕" else ""


def _talks(words: str) -> bool:
    """True for words, a pause, and words again; in time that grows with the length and not faster."""
    before = _WORD.search(words)
    pause = _PAUSE.search(words, before.end()) if before else None
    return pause is not None and _WORD.search(words, pause.end()) is not None


@lru_cache(maxsize=MEMORY)
def unpaired(paragraph: str) -> tuple[int, ...]:
    """Where a bracket or quote stands whose other half is missing."""
    open_: list[int] = []
    lonely = []
    for match in _BRACKETS.finditer(paragraph):
        at, sign = match.start(), _SAME.get(match[0], match[0])
        if sign in _PAIRS:
            open_.append(at)
            continue
        same = next((i for i in reversed(range(len(open_))) if _opens(paragraph[open_[i]], sign)), None)
        if same is not None:
            lonely += open_[same + 1 :]
            del open_[same:]
        elif not (sign == "）" and _ITEM.search(paragraph[:at])):
            lonely.append(at)
    lonely += open_
    found = tuple(sorted(at for at in lonely if paragraph[at] in _PAIRS or paragraph[at] in _CLOSES))
    return () if not found or is_damaged(paragraph) else found


def _may_be_half(text: str) -> bool:
    return holds(text, _HALVES)


@lru_cache(maxsize=MEMORY)
def half_width(paragraph: str) -> tuple[tuple[int, str], ...]:
    """Half-width marks that stand among Chinese, each with its full-width sign."""
    if not _may_be_half(paragraph):
        return ()
    found = [(match.start(), _FULL[match[0]]) for match in _HALF.finditer(paragraph)]
    for match in _STRAIGHT.finditer(paragraph):
        found += [(match.start(), "“"), (match.end() - 1, "”")]
    for match in _MIXED.finditer(paragraph):
        found += [(match.start(group), _FULL[match[group]]) for group in (1, 2) if match[group]]
    for match in _HALF_PAIR.finditer(paragraph):
        found += [(match.start(), "（"), (match.end() - 1, "）")]
    return () if not found or is_damaged(paragraph) else tuple(sorted(found))


def _goes_on(part: Paragraph, text: str) -> bool:
    """True for a short line whose sentence goes on in the next one: lines of a printed page, not paragraphs."""
    if part.last or len(part.text) > _LINE:
        return False
    return not _NUMBERED.match(text[part.start + len(part.text) :].lstrip())


def _opens(sign: str, close: str) -> bool:
    return _PAIRS[_SAME.get(sign, sign)] == close


def _is_exception(text: str, half: str, full: str) -> bool:
    """True where the text writes the full-width mark more often than its half-width twin."""
    if half == '"':
        return text.count("“") > 0 or text.count('"') <= 2
    if half in _SAME:
        return text.count("（") + text.count("）") > text.count("(") + text.count(")")
    return half == "." or text.count(full) > text.count(half)


def _unended(context: Context, part: Paragraph) -> Hit:
    end = len(part.text)
    comma = part.text[-1] in _OPEN_END
    spot = part.spot(end - 1, end)
    new = "。" if comma else spot.quote + "。"
    label = "改为“。”" if comma else "补上“。”"
    quote = excerpt(part.text, end - 1 - comma, end, 8).rstrip(_OPEN_END)
    words = {"quote": quote, "mark": f"停在“{spot.quote}”" if comma else "没有句号"}
    fix = fixing.replacing(context, spot, new, label)
    return Hit(part.section, words, spots=(spot,), fix=fix, mark=f"{part.passage}:{quote}")
