"""The official A4 page (GB/T 9704—2012): 22 lines of 28 characters in a type area of 156 × 225 mm."""

from __future__ import annotations

from app.exports.canvas import MM

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
TOP, LEFT, RIGHT, BOTTOM = 37 * MM, 28 * MM, 26 * MM, 35 * MM
TEXT_WIDTH, TEXT_HEIGHT = 156 * MM, 225 * MM
LINES, CHARACTERS = 22, 28
PITCH = TEXT_HEIGHT / LINES  # 10.227 mm, one grid line
CHARACTER = TEXT_WIDTH / CHARACTERS  # 15.79 pt: 28 characters of 16 pt would be 2 mm too wide
BODY_PT = 16.0  # 3号
TITLE_PT = 22.0  # 2号
NUMBER_PT = 14.0  # 4号, the page number
INDENT = 2 * CHARACTER
ASCENT = 0.88  # of the em box, all faces

TITLE_STARTS = 1.5  # lines from the top of the type area
TITLE_PITCH = 1.25  # lines
_TITLE_CLEAR = 0.75  # lines at least between title and body


def line_top(line: float) -> float:
    """The upper edge of grid line ``line`` (0 at the top), measured from the foot of the page."""
    return HEIGHT_MM * MM - TOP - line * PITCH


def baseline(line: float, size: float = BODY_PT, pitch: float = 1.0) -> float:
    """Where type of ``size`` stands, centred in ``pitch`` lines from ``line`` on."""
    return line_top(line) - (pitch * PITCH - size) / 2 - ASCENT * size


def body_start(title_lines: int) -> int:
    """The line on which the text begins: 5 under a title of two lines, 6 under three."""
    return int(-(-(TITLE_STARTS + TITLE_PITCH * title_lines + _TITLE_CLEAR) // 1))
