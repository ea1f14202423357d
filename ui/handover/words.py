"""Sizes, codes and files in the words of the page."""

from __future__ import annotations

_UNITS = ("字节", "KB", "MB", "GB", "TB")


def size(count: int) -> str:
    """612 KB, 1.0 MB, 11.2 GB: a stick as its maker and the system name it, in steps of 1024."""
    amount, unit = float(count), 0
    while amount >= 1000 and unit < len(_UNITS) - 1:
        amount /= 1024
        unit += 1
    if unit < 2:
        return f"{max(1, round(amount)) if count else 0} {_UNITS[unit]}"
    return f"{amount:.1f} {_UNITS[unit]}"


def grouped(code: str) -> str:
    """7K3M 9QXD: eight characters in two groups of four, to be read aloud."""
    plain = "".join(code.split())
    return " ".join(plain[start : start + 4] for start in range(0, len(plain), 4))


def spelled(code: str) -> str:
    """The code for a screen reader: one character at a time."""
    return " ".join("".join(code.split()))


def place_name(name: str, is_stick: bool) -> str:
    """U 盘（E:） as it is, a folder in quotation marks: its name may be any word."""
    return name if is_stick else f"“{name}”"


def file_more(name: str) -> str:
    """What a clerk may want to know of a file in the package, beside what it is."""
    return {"pdf": "PDF，可打印", "json": "", "toml": "一起带上的那一版"}.get(name.rpartition(".")[2].lower(), "")


def file_icon(name: str) -> str:
    """The icon for a file in the package."""
    if "manifest" in name.lower():
        return "list-checks"
    suffix = name.rpartition(".")[2].lower()
    return {"pdf": "file-text", "toml": "file-spreadsheet", "json": "package"}.get(suffix, "list-checks")
