"""PDF/A-2b (ISO 19005-2) as far as our files can break it, read by a small reader of our own.

No whole validator of part 2 is to be had from Debian or PyPI. Debian's ``libpdfbox2-java`` has one of part 1, which is
stricter but for transparency: ``preflight`` asks it where it is at hand.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zlib
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_OBJECT = re.compile(rb"(?:^|(?<=\n))(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_FORBIDDEN = (
    "Encrypt", "JavaScript", "JS", "AA", "OpenAction", "Launch", "EmbeddedFile", "EmbeddedFiles", "AcroForm", "XFA",
    "Sound", "Movie", "TR", "HTP", "OPI", "Ref", "PS", "LZWDecode", "Crypt", "Interpolate", "Alternates", "DeviceCMYK",
    "Separation", "OCProperties", "NeedAppearances", "PresSteps", "Requirements",
)  # fmt: skip
_JARS = (
    "preflight.jar", "pdfbox2.jar", "xmpbox.jar", "fontbox2.jar", "commons-logging.jar", "javax.activation.jar",
    "jaxb-api.jar",
)  # fmt: skip
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PART = b"<pdfaid:part>%d<"


class File:
    """The objects of a PDF without object streams, as bytes by number; ``streams`` are unpacked."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.facts: dict[int, bytes] = {}
        self.streams: dict[int, bytes] = {}
        for number, body in self._objects():
            head, _, rest = body.partition(b"\nstream\n")
            self.facts[number] = head
            if rest:
                length = int(self.one(rb"/Length (\d+)", head))
                assert rest[length:] == b"\nendstream", f"object {number}: Length, or no line feed before endstream"
                packed = b"/FlateDecode" in head
                self.streams[number] = zlib.decompress(rest[:length]) if packed else rest[:length]

    def _objects(self) -> list[tuple[int, bytes]]:
        """Found through the table of places at the end, as readers do."""
        start = int(self.one(rb"startxref\n(\d+)\n%%EOF\n$", self.data))
        table = re.match(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n", self.data[start:])
        assert table
        assert int(table[1]) == len(table[2]) // 20
        places = [int(row[:10]) for row in table[2].split(b"\n")[1:-1]]
        found = []
        for number, place in enumerate(places, start=1):
            begin = b"%d 0 obj\n" % number
            assert self.data.startswith(begin, place)
            after = min((other for other in places if other > place), default=start)
            body = self.data[place + len(begin) : after]
            assert body.endswith(b"\nendobj\n")
            found.append((number, body.removesuffix(b"\nendobj\n")))
        return found

    @staticmethod
    def one(pattern: bytes, data: bytes) -> bytes:
        """What the pattern's group finds, which must be there."""
        found = re.search(pattern, data, re.DOTALL)
        assert found, pattern
        return found[1]

    def named(self, *signs: bytes) -> list[int]:
        """The objects whose dictionary holds all of the signs."""
        return [number for number, head in self.facts.items() if all(sign in head for sign in signs)]

    def follow(self, key: bytes, head: bytes) -> int:
        """The object that an entry points to."""
        return int(self.one(rb"/%s (\d+) 0 R" % key, head))


def assert_archivable(data: bytes) -> None:
    """The rules, in the order of the standard."""
    file = File(data)
    heads = b"\n".join(file.facts.values())
    _assert_file(data, heads)
    _assert_colours(file)
    for font in file.named(b"/BaseFont"):
        _assert_font(file, file.facts[font])
    assert_no_missing_glyph(file)
    _assert_facts(file)


def _assert_file(data: bytes, heads: bytes) -> None:
    """6.1: header, trailer, nothing that is forbidden anywhere (6.3 to 6.5 as well)."""
    assert re.match(rb"%PDF-1\.[4-7]\n%[\x80-\xff]{4}", data)
    digests = re.search(rb"/ID\s*\[<(\w{32})><(\w{32})>\]", data[data.rindex(b"trailer") :])
    assert digests
    assert digests[1] == digests[2]
    for name in _FORBIDDEN:
        assert not re.search(rb"(?<!/S)/%s(?!\w)" % name.encode(), heads), name


def _assert_colours(file: File) -> None:
    """6.2.3: what device colours mean."""
    (catalog,) = file.named(b"/Type /Catalog")
    head = file.facts[catalog]
    assert b"/GTS_PDFA1" in head
    profile = file.streams[file.follow(b"DestOutputProfile", head)]
    assert profile[36:40] == b"acsp"
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[12:20] == b"mntrRGB "
    assert profile[8] <= 4


def _assert_font(file: File, head: bytes) -> None:
    """6.2.11: embedded, symbolic with one cmap and no Encoding, widths as in the font itself."""
    assert b"/Subtype /TrueType" in head
    assert b"/Encoding" not in head
    descriptor = file.facts[file.follow(b"FontDescriptor", head)]
    assert int(file.one(rb"/Flags (\d+)", descriptor)) & 4
    font = TTFont(BytesIO(file.streams[file.follow(b"FontFile2", descriptor)]), checkChecksums=2)
    (cmap,) = font["cmap"].tables
    widths = [float(width) for width in file.one(rb"/Widths \[(.*?)\]", head).split()]
    assert int(file.one(rb"/LastChar (\d+)", head)) == len(widths) - 1
    scale = 1000 / font["head"].unitsPerEm
    for code, width in enumerate(widths):
        real = font["hmtx"][cmap.cmap.get(code, ".notdef")][0] * scale
        assert abs(real - width) <= 1, f"code {code}: {width} said, {real} in the font"
    assert file.follow(b"ToUnicode", head) in file.streams


def assert_no_missing_glyph(file: File) -> None:
    """6.2.11.8: code 0 is the missing glyph in all our fonts."""
    for number, content in file.streams.items():
        if b" Tf " in content and b"/FontFile" not in file.facts[number]:
            for text in re.findall(rb"\(((?:\\.|[^\\)])*)\) Tj", content, re.DOTALL):
                assert b"\\000" not in text, "the box of a missing glyph"
                assert b"\0" not in text, "the box of a missing glyph"


def _assert_facts(file: File) -> None:
    """6.6: metadata that says PDF/A-2b and agrees with the info dictionary; no date, no other fact."""
    (catalog,) = file.named(b"/Type /Catalog")
    number = file.follow(b"Metadata", file.facts[catalog])
    assert b"/Filter" not in file.facts[number]
    packet = file.streams[number].decode()
    assert packet.startswith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>')
    assert packet.endswith('<?xpacket end="w"?>')
    tree = ElementTree.fromstring(packet)
    said = {element.tag.rpartition("}")[2]: "".join(element.itertext()).strip() for element in tree.iter()}
    assert (said.pop("part"), said.pop("conformance")) == ("2", "B")
    document = pypdfium2.PdfDocument(file.data)
    info = {key: value for key, value in document.get_metadata_dict().items() if value}
    document.close()
    names = {"Title": "title", "Author": "creator", "Producer": "Producer"}
    assert set(info) <= set(names)
    assert {names[key]: value for key, value in info.items()} == {
        key: value for key, value in said.items() if key in names.values()
    }


def jars() -> list[Path] | None:
    """What Preflight needs: in the folder GONGKAILAN_PREFLIGHT, or where Debian puts it; None where it is not."""
    folder = Path(os.environ.get("GONGKAILAN_PREFLIGHT", "/usr/share/java"))
    files = [folder / name for name in _JARS]
    return files if shutil.which("java") and all(file.is_file() for file in files) else None


def preflight(data: bytes, folder: Path, programs: list[Path]) -> list[str]:
    """What PDFBox Preflight has against the file as PDF/A-1b, except transparency, which part 2 allows."""
    path = folder / "one.pdf"
    assert data.count(_PART % 2) == 1
    path.write_bytes(data.replace(_PART % 2, _PART % 1))
    command = ["java", "-cp", os.pathsep.join(map(str, programs)), "org.apache.pdfbox.preflight.Validator_A1b"]
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, timeout=120, check=False)
    said = (done.stdout + done.stderr).strip().splitlines()
    if any("is a valid PDF/A-1b file" in line for line in said):
        return []
    return [line for line in said if line and "not a valid" not in line and "Transparency error" not in line] or (
        [] if any("Transparency error" in line for line in said) else ["no answer"]
    )
