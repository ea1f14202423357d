"""Which official formats are known, and which one governs a year."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from app.domain.errors import FormTrouble, NotFound
from app.forms.load import load_own
from app.forms.model import Form


class Catalogue:
    """The known formats, oldest first. A later format for the same years replaces none: ids stay unique."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self.forms = tuple(sorted(forms, key=lambda form: form.first_year))
        self._by_id = {form.id: form for form in self.forms}
        if len(self._by_id) != len(self.forms):
            raise FormTrouble("有两份格式文件用了同一个编号")

    def get(self, form_id: str) -> Form:
        """The format of that id; ``NotFound`` where no file brought it."""
        try:
            return self._by_id[form_id]
        except KeyError:
            raise NotFound("这份报告用的格式文件不在这台电脑上", "请先把那份格式文件加进来") from None

    def governing(self, year: int) -> Form:
        """The format for reports on ``year``: of several the one that begins last (条例第五十条: 适时更新)."""
        fitting = [form for form in self.forms if form.governs(year)]
        if not fitting:
            raise NotFound(f"没有 {year} 年度的格式文件", f"请核对年份，现有格式适用于 {self._span()}")
        return fitting[-1]

    def with_form(self, form: Form) -> Catalogue:
        """A catalogue that also knows ``form``; a form of the same id is replaced."""
        return Catalogue([*(known for known in self.forms if known.id != form.id), form])

    def _span(self) -> str:
        spans = (
            f"{form.first_year} 至 {form.last_year} 年度" if form.last_year else f"{form.first_year} 年度起"
            for form in self.forms
        )
        return "、".join(spans) or "没有"


def load_folder(folder: Path) -> Catalogue:
    """All forms of the program's own ``folder``; raises ``FormTrouble`` for the first that cannot be read."""
    return Catalogue(load_own(path) for path in sorted(folder.glob("*.toml")))
