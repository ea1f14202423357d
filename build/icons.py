#!/usr/bin/env python3
"""Make the icons in resources/icons: the Lucide shapes of the program and its own icon.

Usage: build/icons.py [--cache DIR] [--out DIR] [--check]

The shapes come from the npm package lucide-static, pinned by version and checksum; only the stroke is made thinner.
The program's own icon is drawn from one character of NotoSerifSC-Bold, so build/fonts.py comes first. --check builds
into a temporary folder and compares.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from fonts import CACHE, ROOT, Package, tidy, unpack, write
from fontTools.misc.transform import Transform  # type: ignore[import-untyped]
from fontTools.pens.boundsPen import BoundsPen  # type: ignore[import-untyped]
from fontTools.pens.svgPathPen import SVGPathPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from PIL import Image

TARGET = ROOT / "resources" / "icons"
FACE = ROOT / "resources" / "fonts" / "NotoSerifSC-Bold.ttf"
LUCIDE = Package(
    "npm", "lucide-static", "1.62.0",
    "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
)  # fmt: skip
NAMES = (
    "house", "file-pen-line", "clipboard-check", "stamp", "presentation", "a-large-small", "settings",
    "calendar-clock", "undo-2", "redo-2", "circle-check", "pencil", "plus", "chevron-down", "chevron-right",
    "chevron-left", "arrow-right", "check", "locate", "x", "book-open", "file-down", "file-input", "inbox",
    "archive", "file-text", "file-spreadsheet", "package", "list-checks", "printer", "folder-open", "zoom-in",
    "image", "grid-3x3", "link", "triangle-alert", "info", "rotate-ccw", "sprout", "shield-check",
    "hard-drive", "download", "refresh-cw", "flag", "search", "history", "copy", "camera",
)  # fmt: skip
STROKE = "1.75"
# A stick as clerks know it: Lucide has only the sign of the plug.
STICK = f"""\
<svg
  xmlns="http://www.w3.org/2000/svg"
  width="24"
  height="24"
  viewBox="0 0 24 24"
  fill="none"
  stroke="currentColor"
  stroke-width="{STROKE}"
  stroke-linecap="round"
  stroke-linejoin="round"
>
  <path d="M8.5 8V3.5a1 1 0 0 1 1-1h5a1 1 0 0 1 1 1V8" />
  <path d="M6.5 9a1 1 0 0 1 1-1h9a1 1 0 0 1 1 1v10.5a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2Z" />
  <path d="M12 5.2v.1" />
  <path d="M12 12v4.5" />
</svg>
"""
BLUE = "#1C4A80"
CHARACTER = "栏"
SIZE = 256
RADIUS = 52
GLYPH_SIZE = 172  # the longer side of the character within the square
ICO_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)

README = f"""\
# 图标

Icons. The SVG shapes are Lucide {LUCIDE.version} (npm package {LUCIDE.name}, ISC licence, see LICENSE) with the stroke
set to {STROKE}; `usb-stick.svg` is our own; `app.svg`, `app.png` and `app.ico` are our own, drawn from one character
of Noto Serif SC Bold.

- 图形：Lucide {LUCIDE.version}，24 格，线宽改为 {STROKE}，颜色 `currentColor`（由程序按主题上色）。许可见 `LICENSE`。
- `usb-stick.svg`：U 盘，自画，同样的格和线宽。
- `app.svg`、`app.png`（{SIZE} 像素）、`app.ico`（{ICO_SIZES[0]} 至 {ICO_SIZES[-1]} 像素）：程序图标，
  「{CHARACTER}」字取自 `NotoSerifSC-Bold.ttf` 的轮廓。
- 重做：`.venv/bin/python build/icons.py`；核对：`.venv/bin/python build/icons.py --check`。
"""


def thin(svg: str) -> str:
    """A Lucide shape with our stroke and without the class names of its web sites."""
    lines = [line for line in tidy(svg).splitlines() if not line.strip().startswith("class=")]
    text = "\n".join(lines) + "\n"
    if text.count('stroke-width="2"') != 1 or 'viewBox="0 0 24 24"' not in text:
        raise SystemExit("a shape is not drawn as the others are")
    return text.replace('stroke-width="2"', f'stroke-width="{STROKE}"')


def character_path() -> str:
    """The outline of the character, centred in the square."""
    with TTFont(FACE) as font:
        glyphs = font.getGlyphSet()
        name = font.getBestCmap()[ord(CHARACTER)]
        bounds = BoundsPen(glyphs)
        glyphs[name].draw(bounds)
        left, bottom, right, top = bounds.bounds
        scale = GLYPH_SIZE / max(right - left, top - bottom)
        centre = Transform(scale, 0, 0, -scale, SIZE / 2, SIZE / 2)
        path = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
        glyphs[name].draw(TransformPen(path, centre.translate(-(left + right) / 2, -(bottom + top) / 2)))
        return str(path.getCommands())


def app_svg() -> str:
    """The program's icon."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" viewBox="0 0 {SIZE} {SIZE}">\n'
        f'  <rect width="{SIZE}" height="{SIZE}" rx="{RADIUS}" fill="{BLUE}"/>\n'
        f'  <path fill="#FFFFFF" d="{character_path()}"/>\n'
        "</svg>\n"
    )


def draw(svg: Path, size: int) -> Image.Image:
    """Draw an SVG file at one size."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    picture = QImage(size, size, QImage.Format.Format_RGBA8888)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(svg)).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(picture.constBits()))


def write_app_icons(out: Path) -> None:
    """Write the program's icon as SVG, PNG and ICO."""
    svg = out / "app.svg"
    write(svg, app_svg())
    pictures = [draw(svg, size) for size in ICO_SIZES]
    pictures[-1].save(out / "app.png", optimize=True)
    sizes = [(size, size) for size in ICO_SIZES]
    pictures[-1].save(out / "app.ico", sizes=sizes, append_images=pictures[:-1])


def build(cache: Path, out: Path) -> None:
    """Build everything into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        package = unpack(LUCIDE, cache, Path(scratch)) / "package"
        for name in NAMES:
            shape = (package / "icons" / f"{name}.svg").read_text(encoding="utf-8")
            write(out / f"{name}.svg", thin(shape))
        write(out / "usb-stick.svg", STICK)
        write(out / "LICENSE", tidy((package / "LICENSE").read_text(encoding="utf-8")))
    write(out / "README.md", README)
    write_app_icons(out)


def check(cache: Path) -> int:
    """Build again elsewhere and compare with what is committed."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        build(cache, out)
        new = {path.name: path.read_bytes() for path in out.iterdir()}
    old = {path.name: path.read_bytes() for path in TARGET.iterdir() if path.is_file()}
    differing = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    print("differs: " + ", ".join(differing) if differing else "the same bytes")
    return int(bool(differing))


def main() -> int:
    """Read the command line and do it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(description="Make the icons.")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the downloaded packages are kept")
    parser.add_argument("--out", type=Path, default=TARGET, help="where the icons are written")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with resources/icons")
    options = parser.parse_args()
    if options.check:
        return check(options.cache)
    build(options.cache, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
