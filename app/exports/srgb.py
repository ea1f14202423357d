"""The sRGB colour space (IEC 61966-2-1) as an ICC profile: a file for the archive says what its colours mean.

It is reckoned here from the published numbers, so that it carries nobody's licence and no date of a day.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from struct import pack

NAME = "sRGB IEC61966-2.1"
_WHITE = (0.9642, 1.0, 0.82491)  # D50
_PRIMARIES = {  # seen under D50
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
_STEPS = 256
_DATE = (2026, 1, 1, 0, 0, 0)  # the format demands one


@cache
def profile() -> bytes:
    """The profile, of version 2, which every reader knows."""
    curve = b"curv" + bytes(4) + pack(f">L{_STEPS}H", _STEPS, *(_light(step / (_STEPS - 1)) for step in range(_STEPS)))
    name = NAME.encode() + b"\0"
    tags = {
        b"desc": b"desc" + bytes(4) + pack(">L", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67),
        b"cprt": b"text" + bytes(4) + b"No copyright\0",
        b"wtpt": _xyz(_WHITE),
        **{tag: _xyz(place) for tag, place in _PRIMARIES.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    start = 128 + 4 + 12 * len(tags)
    table, places, body = pack(">L", len(tags)), dict[bytes, int](), b""
    for tag, data in tags.items():
        if data not in places:  # the three curves are one
            places[data] = start + len(body)
            body += data + bytes(-len(data) % 4)
        table += tag + pack(">LL", places[data], len(data))
    header = pack(">L4xL", start + len(body), 0x02100000) + b"mntrRGB XYZ " + pack(">6H", *_DATE) + b"acsp"
    header += bytes(28) + _numbers(_WHITE)
    return header.ljust(128, b"\0") + table + body


def _light(value: float) -> int:
    linear = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(65535 * linear)


def _xyz(place: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(place)


def _numbers(place: Sequence[float]) -> bytes:
    return pack(">3l", *(round(number * 65536) for number in place))
