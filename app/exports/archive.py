"""What makes a PDF one for the archive, PDF/A-2b (ISO 19005-2): its facts as XMP, the meaning of its colours, its id.

The rest is kept by all who draw: every face embedded, no blank that is no glyph, nothing live.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc

from app.exports import srgb
from app.exports.xml_text import clean, plain

_ID = b"/ID"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
{facts}
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
_AS_XMP = {
    "Title": '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt></dc:title>',
    "Author": "<dc:creator><rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq></dc:creator>",
    "Producer": "<pdf:Producer>{}</pdf:Producer>",
}


class Info(pdfdoc.PDFInfo):
    """The only facts a file tells about itself: its title, the body that published it, the program."""

    def __init__(self, title: str, author: str, producer: str) -> None:
        super().__init__()
        facts = {"Title": title, "Author": author, "Producer": producer}
        shown = {key: " ".join(clean(text).split()) for key, text in facts.items()}
        self.facts = {key: text for key, text in shown.items() if text}

    def format(self, document: Any) -> Any:
        facts = {key: pdfdoc.PDFString(text, enc="utf-16") for key, text in self.facts.items()}
        return pdfdoc.PDFDictionary(facts).format(document)


def claim(document: Any, info: Info) -> None:
    """Puts into reportlab's ``document`` what the standard asks of the file as a whole."""
    document.info = info
    catalog = document.Catalog
    catalog.Metadata = _stream(_xmp(info.facts), {"Type": "/Metadata", "Subtype": "/XML"})
    colours = _stream(srgb.profile(), {"N": 3}, [pdfdoc.PDFZCompress])
    intent = {
        "Type": "/OutputIntent", "S": "/GTS_PDFA1", "DestOutputProfile": document.Reference(colours),
        "OutputConditionIdentifier": pdfdoc.PDFString(srgb.NAME), "Info": pdfdoc.PDFString(srgb.NAME),
    }  # fmt: skip
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])


def give_id(file: BytesIO) -> None:
    """Makes the id in the trailer a digest of all that stands before it: reportlab's knows but the title."""
    data = file.getvalue()
    at = data.rindex(_ID)
    digest = hashlib.md5(data[:at], usedforsecurity=False).hexdigest()
    file.seek(data.index(b"<", at))
    file.write(f"<{digest}><{digest}>".encode())
    file.seek(0, 2)


def _xmp(facts: Mapping[str, str]) -> bytes:
    lines = (_AS_XMP[key].format(plain(text)) for key, text in facts.items())
    return _XMP.format(facts="\n".join(lines)).encode()


def _stream(content: bytes, facts: Mapping[str, Any], filters: list[Any] | None = None) -> Any:
    return pdfdoc.PDFStream(pdfdoc.PDFDictionary(dict(facts)), content, filters)
