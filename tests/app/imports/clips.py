"""Invented clipboards, written as Excel, WPS and Word write them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from app.domain.address import Address
from app.domain.values import Value, plain
from app.forms.model import Section
from app.grid.layout import Square, lay_out


@dataclass(frozen=True)
class Cell:
    """One cell of a copied block with its spans."""

    text: str
    rows: int = 1
    columns: int = 1


Rows = Sequence[Sequence[Cell]]
EXCEL_HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<style>
<!--table
	{mso-displayed-decimal-separator:"\\.";
	mso-displayed-thousand-separator:"\\,";}
.xl65
	{text-align:center; vertical-align:middle; border:.5pt solid windowtext;}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=216 style='border-collapse:
 collapse;width:162pt'>
<!--StartFragment-->
 <col width=72 span=3 style='width:54pt'>
"""
EXCEL_TAIL = """<!--EndFragment-->
</table>

</body>

</html>
"""
WPS_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40"><head>'
    '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><meta name="ProgId" content="Excel.Sheet">'
    '<meta name="Generator" content="WPS Office ET"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings>'
    "</o:OfficeDocumentSettings></xml><![endif]--><style><!-- @page {margin:1.00in 0.75in;} .font0{color:#000000;} "
    ".et2{text-align:general;vertical-align:middle;mso-protection:locked visible;} --></style></head><body>"
    '<table width="288" border="0" cellpadding="0" cellspacing="0" style="width:216.00pt;border-collapse:collapse;">'
    '<!--StartFragment--><col width="72" span="4" style="width:54.00pt;">'
)
WPS_TAIL = "<!--EndFragment--></table></body></html>"
WORD_HEAD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;font-size:10.5pt;} table.MsoNormalTable {color:black;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0 style='border-collapse:collapse'>"""
WORD_TAIL = "</table>\n<!--EndFragment--></body></html>"


def _span(cell: Cell) -> str:
    rows = f" rowspan={cell.rows}" if cell.rows > 1 else ""
    return rows + (f" colspan={cell.columns}" if cell.columns > 1 else "")


def excel(rows: Rows) -> str:
    """Excel's web page: figures right, texts broken over source lines as Excel does, blanks as bare cells."""
    body = []
    for row in rows:
        cells = []
        for cell in row:
            side = " align=right" if cell.text.replace(",", "").isdigit() else ""
            text = escape(cell.text).replace("\n", "<br>\n    ")
            look = f"height=19{side} class=xl65 width=72 style='height:14.25pt;\n  width:54pt'"
            cells.append(f"  <td{_span(cell)} {look}>{text}</td>")
        body.append(" <tr height=19 style='height:14.25pt'>\n" + "\n".join(cells) + "\n </tr>\n")
    return EXCEL_HEAD + "".join(body) + EXCEL_TAIL


def wps(rows: Rows) -> str:
    """WPS writes the figure beside what it shows."""
    body = []
    for row in rows:
        cells = []
        for cell in row:
            kind = " x:num" if cell.text.isdigit() else " x:str" if cell.text else ""
            cells.append(
                f'<td class="et2"{_span(cell)} height="19" style=\'width:54.00pt;\'{kind}>{escape(cell.text)}</td>'
            )
        body.append(f"<tr height=\"19\" style='height:14.25pt;'>{''.join(cells)}</tr>")
    return WPS_HEAD + "".join(body) + WPS_TAIL


def word(rows: Rows) -> str:
    """Word: a paragraph in each cell, a hard space in blank ones."""
    body = []
    for row in rows:
        cells = []
        for cell in row:
            inner = f"{escape(cell.text)}<o:p></o:p>" if cell.text else "<o:p>&nbsp;</o:p>"
            said = f"<p class=MsoNormal align=center><span lang=EN-US style='font-family:宋体'>{inner}</span></p>"
            cells.append(f"<td width=72{_span(cell)} style='border:solid windowtext 1.0pt'>\n  {said}\n  </td>")
        body.append(f" <tr style='mso-yfti-irow:0'>\n  {'  '.join(cells)}\n </tr>")
    return WORD_HEAD + "".join(body) + WORD_TAIL


def text(rows: Rows) -> str:
    """Tabs, as all three leave them beside the page; what a merged square covers is blank."""
    height = len(rows)
    wide = sum(cell.columns for cell in rows[0])
    grid = [["" for _ in range(wide)] for _ in range(height)]
    taken: set[tuple[int, int]] = set()
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            grid[y][x] = f'"{cell.text}"' if "\n" in cell.text else cell.text
            taken |= {(y + dy, x + dx) for dy in range(cell.rows) for dx in range(cell.columns)}
            x += cell.columns
    return "\r\n".join("\t".join(row) for row in grid) + "\r\n"


Writer = Callable[[Rows], str]
WRITERS: dict[str, Writer] = {"excel": excel, "wps": wps, "word": word, "text": text}


def sheet(section: Section, cells: Mapping[Address, Value], *, top: int = 0, left: int = 0) -> list[list[Cell]]:
    """The official table as an office keeps it in a spreadsheet, from grid row ``top`` and column ``left`` on."""
    grid = lay_out(section)
    rows: list[list[Cell]] = []
    for y in range(top, grid.height):
        row: list[Cell] = []
        for x in range(left, grid.width):
            square = grid.at[y, x]
            if (max(square.row, top), max(square.column, left)) == (y, x):
                spans = square.row + square.rows - y, square.column + square.columns - x
                row.append(Cell(_text(square, cells), *spans))
        rows.append(row)
    return rows


def _text(square: Square, cells: Mapping[Address, Value]) -> str:
    if square.kind != "value":
        return square.text
    value = cells.get(square.address)
    return "" if value is None else plain(value)


def block(rows: Sequence[Sequence[object]]) -> list[list[Cell]]:
    """Plain cells."""
    return [[Cell(str(text)) for text in row] for row in rows]
