"""What the page can show and make: the poster and every carrier, with the words that this page has for them."""

from __future__ import annotations

from dataclasses import dataclass

from app.workbench import carriers

BOARD, REPORT, LARGE, LONG = "board", "report", "large", "long"
POSTER = "公开栏海报"
STRIP = 540  # px of the design: as wide as a long image is shown, half of its own width

_EXPORT = {
    ".pdf": "导出 PDF", ".png": "导出图片", ".docx": "导出 Word", ".xlsx": "导出 Excel", ".html": "导出网页",
    ".txt": "导出文本",
}  # fmt: skip

# What to know before it is given away; for those that cannot be seen here also what it holds.
_NOTES: dict[str, tuple[str, ...]] = {
    "report": ("用 A4 纸，按“实际大小”印，可以双面。", "盖章的纸质报告、挂上网的，都是这一份。"),
    "large": ("字比报告大，印出来放在服务窗口、老年活动室。", "用 A4 纸，按“实际大小”印。"),
    "picture": ("一张 A4 纸，数字都取自表里，程序不编话。", "黑白打印也分得清。"),
    "long": ("宽 1080 像素，发到微信群里点开就能看。", "怕长图糊，就切成几张发。"),
    "word": (
        "这里看的是 A4 报告；Word 里的字和表一样，换页的地方会不同。",
        "改了 Word 里的数，程序里不会跟着变。",
    ),
    "excel": (
        "三张表各占一页，格子和报告里一样。",
        "数是数，总计是公式；上级汇总时可以直接用。",
        "改了 Excel 里的数，程序里不会跟着变。",
    ),
    "web": (
        "全文和三张表都在一个文件里，交给网站管理员就能挂。",
        "手机、电脑都能看，也能直接打印；里面没有会自己运行的东西。",
        "双击文件，就在浏览器里打开。",
    ),
    "text": ("全文不带格式，表格写成一行一行。", "按“复制”，再到公众号、短信里粘贴。"),
    "script": ("照着念大约一分钟，数字已经写成念的样子。", "念之前先自己读一遍。"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One of them: ``look`` is how it is shown, pdf, png, text, or none where there is nothing to see here;
    ``prints`` where it is a file for the printer.
    """

    id: str
    name: str
    what: str
    export: str
    look: str
    notes: tuple[str, ...] = ()
    prints: bool = False

    @property
    def is_board(self) -> bool:
        """True for the poster."""
        return self.id == BOARD

    def count(self, pages: int) -> str:
        """How many pages or pictures there are, where that says something."""
        if self.look == "png":
            return f"一共 {pages} 张" if pages > 1 else "1 张"
        return f"共 {pages} 页" if self.look == "pdf" else ""


def _kind(known: carriers.Carrier) -> Kind:
    look = {"word": "pdf", "text": "text", "script": "text"}.get(known.id, known.look)
    return Kind(
        known.id, known.name, known.what, _EXPORT[known.suffix], look, _NOTES.get(known.id, ()), known.look == "pdf"
    )


KINDS: tuple[Kind, ...] = (
    Kind(BOARD, POSTER, "贴在公开栏里", _EXPORT[".pdf"], "pdf", prints=True),
    *(_kind(known) for known in carriers.CARRIERS),
)


def of(kind_id: str) -> Kind:
    """The kind of that id."""
    return next(kind for kind in KINDS if kind.id == kind_id)
