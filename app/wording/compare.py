"""What a list of wording says otherwise than the one it takes the place of, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.forms.compare import listed, rule_differences, short
from app.wording.model import Entry, Wordlist

_PATTERN = re.compile(r"[()\[\]|~…@#?^$\\]")  # what is more than words in a way of looking
_PLACE = re.compile("<([^<>]*)>")  # what is wrong among the words, and is put right


def differences(before: Wordlist | None, new: Wordlist) -> tuple[str, ...]:
    """One sentence for each sort of difference; ``before`` is the list of that id so far. None where alike."""
    if before is None:
        return (f"新的一份用语“{new.title}”：{len(new.rules)} 条规则，{len(new.entries)} 条用语", *_some(new))
    return tuple(_differences(before, new))


def called(entry: Entry) -> str:
    """An entry as a clerk would call it: “公开得工作→公开的工作”."""
    words = next((text for value in entry.params.values() for text in _words(value)), "")
    right = entry.params.get("right")
    new = right if isinstance(right, str) else ""
    if words and new:
        wrong = _PLACE.sub(lambda found: found[1], words)
        return f"“{short(wrong)}→{short(_PLACE.sub(lambda _: new, words) if _PLACE.search(words) else new)}”"
    said = _PLACE.sub(lambda found: found[1], words) or next(iter(entry.fires), "").strip() or entry.id
    return f"“{short(said)}”" + (f"改为“{new}”" if new else "")


def _some(new: Wordlist) -> Iterator[str]:
    if new.entries:
        yield f"查这些：{listed([called(entry) for entry in new.entries])}"


def _differences(before: Wordlist, new: Wordlist) -> Iterator[str]:
    if before.title != new.title:
        yield f"名称改为“{new.title}”（原来是“{before.title}”）"
    old, now = {item.id: item for item in before.entries}, {item.id: item for item in new.entries}
    came = [called(item) for name, item in now.items() if name not in old]
    gone = [called(item) for name, item in old.items() if name not in now]
    changed = [called(now[name]) for name in old if name in now and _says(old[name]) != _says(now[name])]
    for verb, found in (("新增", came), ("去掉", gone), ("改了", changed)):
        if found:
            yield f"{verb} {len(found)} 条用语：{listed(found)}"
    yield from rule_differences(before.rules, new.rules)


def _says(entry: Entry) -> object:
    return dict(entry.params)


def _words(value: object) -> Iterator[str]:
    """The texts of a parameter that are plain words."""
    for text in value if isinstance(value, list) else ():
        if isinstance(text, str) and not _PATTERN.search(text):
            yield text
