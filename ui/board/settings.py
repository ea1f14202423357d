"""The left column: what board it is, what prints it, from how far it is read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.errors import Refused
from app.workbench import measures
from app.workbench.papers import BoardProof, BoardWish
from ui.board import sizes
from ui.board.footer import FooterForm
from ui.board.presets import Presets
from ui.board.rows import Verdict, named, slim, titled, widen
from ui.board.sizes import Measure
from ui.kit import boxes
from ui.kit.choice import Choice
from ui.kit.inputs import TextInput
from ui.kit.prose import Prose
from ui.kit.widgets import Label, Segmented, Tick

TILES: tuple[tuple[str, str | None], ...] = (*((paper, paper) for paper in measures.TILES), ("整张", None))
DISTANCES = (("半米", 0.5), ("1 米", 1.0), ("2 米", 2.0))
STYLES = (("红头", "red"), ("素面", "plain"))
COLUMNS = (("自动", None), *((str(count), count) for count in range(1, measures.MOST_COLUMNS + 1)))
_OWN_WORDS = "自己定"
_TYPING_MS = 600


class BoardSettings(QWidget):
    """Says ``changed`` when the board, the printer's paper or the distance is another one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._measure = sizes.of_paper("A1", lying=True)
        self.margin_mm = BoardWish().printer_margin_mm  # what the printer leaves white of a sheet
        self._left_tile: int | None = None  # the printer's paper that a board of its own size made needless
        self.paper = Choice([*(f"{name} 整张" for name in measures.PAPERS), _OWN_WORDS], name="尺寸")
        self.width_mm, self.height_mm = self._field("宽，毫米"), self._field("高，毫米")
        self.turn = slim(("横", "竖"), 0, "方向")
        self.tile = slim([word for word, _ in TILES], 0, "用纸")
        self.distance = slim([word for word, _ in DISTANCES], 1, "站多远看")
        self.style_choice = slim([word for word, _ in STYLES], 0, "样式")
        self.columns = slim([word for word, _ in COLUMNS], 0, "栏数")
        self.short = slim(("全文", "短版"), 0, "内容")
        self.qr = Tick("印二维码", checked=True)
        widen(self.columns, 0)
        self.sheets = Prose("", role="small", colour="ink2")
        self.refusal = Prose("", role="small", colour="bad")
        self.refusal.hide()
        self.verdict = Verdict()
        self.presets = Presets()
        self.footer = FooterForm()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._lay_out()
        self._connect()
        self._show_measure()

    def _field(self, name: str) -> TextInput:
        field = TextInput(name=name)
        field.setMaxLength(12)
        field.setMinimumWidth(1)
        return field

    def _lay_out(self) -> None:
        sides = boxes.row(self.width_mm, Label("×", colour="ink2"), self.height_mm, Label("毫米", colour="ink2"), gap=7)
        board = boxes.column(
            self.presets,
            named("尺寸", self.paper),
            named("宽 × 高", sides),
            self.refusal,
            named("方向", self.turn),
            named("栏数", self.columns),
            named("内容", self.short),
            named("样式", self.style_choice),
            named("", self.qr, None),
        )
        printing = boxes.column(
            titled("打印"),
            named("用纸", self.tile),
            named("", self.sheets),
            named("站多远看", self.distance),
            self.verdict,
        )
        self.setLayout(boxes.column(board, 8, printing, 8, self.footer, gap=6, margins=(16, 12, 16, 12)))
        order: list[QWidget] = [self.presets.keep, self.presets.list, self.presets.drop, self.presets.name]
        order += [self.presets.save, self.presets.leave, self.paper, self.width_mm, self.height_mm]
        order += [each for choice in (self.turn, *self._looks) for each in choice.segments()]
        order += [self.qr, *self.tile.segments(), *self.distance.segments(), self.footer.change]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    @property
    def _looks(self) -> tuple[Segmented, ...]:
        return (self.columns, self.short, self.style_choice)

    def _connect(self) -> None:
        self.paper.activated.connect(self._choose_paper)
        self.turn.chosen.connect(self._turn)
        self.tile.chosen.connect(self._choose_tile)
        for segmented in (self.distance, *self._looks):
            segmented.chosen.connect(self.changed)
        self.qr.toggled.connect(self.changed)
        self._typing.timeout.connect(self._read_sides)
        for field in (self.width_mm, self.height_mm):
            field.textEdited.connect(self._type)
            field.editingFinished.connect(self._read_sides)

    @property
    def measure(self) -> Measure:
        """The board as it stands."""
        return self._measure

    @property
    def tile_paper(self) -> str | None:
        """The printer's paper, or None for one whole sheet."""
        return TILES[self.tile.number()][1]

    @property
    def is_wrong(self) -> bool:
        """True where width or height is refused: there is no board to show or to write."""
        return not self.refusal.isHidden()

    def wish(self, *, tiles: bool = True) -> BoardWish:
        """What is asked of the board; without ``tiles`` of the whole one, whatever prints it."""
        return BoardWish(
            size=self._measure.wish,
            tile=self.tile_paper if tiles else None,
            style="red" if STYLES[self.style_choice.number()][1] == "red" else "plain",
            distance_m=DISTANCES[self.distance.number()][1],
            short=self.short.number() == 1,
            columns=COLUMNS[self.columns.number()][1],
            qr=self.qr.isChecked(),
            printer_margin_mm=self.margin_mm,
        )

    def show_wish(self, wish: BoardWish) -> None:
        """Another board: a kept one, or the last that was asked for. Says ``changed`` once."""
        self._left_tile = None
        self.tile.choose([paper for _, paper in TILES].index(wish.tile))
        self.style_choice.choose([style for _, style in STYLES].index(wish.style))
        self.distance.choose(_nearest(wish.distance_m, [metres for _, metres in DISTANCES]))
        self.short.choose(int(wish.short))
        known = [count for _, count in COLUMNS]
        self.columns.choose(known.index(wish.columns) if wish.columns in known else 0)
        self.margin_mm = wish.printer_margin_mm
        self.qr.blockSignals(True)
        self.qr.setChecked(wish.qr)
        self.qr.blockSignals(False)
        self._measure = sizes.of_wish(wish.size)
        self._show_measure()
        self._fit_tile()
        self.changed.emit()

    def set_margin(self, margin_mm: float) -> None:
        """Another white edge, as measured on the page to try the printer with."""
        if margin_mm != self.margin_mm:
            self.margin_mm = margin_mm
            self.changed.emit()

    def show_proof(self, proof: BoardProof) -> None:
        """How many sheets it takes, and whether it can be read."""
        self.verdict.say(proof.sentences)
        counts = {paper: sheets.count for paper, sheets in proof.sheets.items()}
        chosen = self.tile_paper
        own = self._measure.paper
        others = "；".join(
            f"用 {paper} 要 {count} 张" for paper, count in counts.items() if paper not in (chosen, own) and count > 1
        )
        self.sheets.say("；".join(part for part in (self._own_count(counts, chosen), others) if part))

    def sheet_count(self, proof: BoardProof | None) -> int | None:
        """How many sheets of the printer's paper it takes; None while ``proof`` is of another board."""
        tile, measure = self.tile_paper, self._measure
        if proof is None or tile is None or (proof.width_mm, proof.height_mm) != (measure.width, measure.height):
            return None
        sheets = proof.sheets.get(tile)
        return sheets.count if sheets else None

    def show_nothing(self) -> None:
        """There is no board to say anything of."""
        self.verdict.say(())
        self.sheets.say("")

    def _own_count(self, counts: dict[str, int], chosen: str | None) -> str:
        if chosen in counts:
            return f"要 {counts[chosen]} 张"
        paper = self._measure.paper
        return f"一张 {paper} 印得下" if paper in counts else "1 张"

    def settle(self) -> None:
        """Takes what was typed, before a deed that depends on it."""
        if self._typing.isActive():
            self._read_sides()

    def _choose_tile(self, number: int) -> None:
        self._left_tile = None
        self._fit_tile()
        self.changed.emit()

    def _fit_tile(self) -> None:
        """A board as large as the printer's paper needs no cutting; for another board the old choice comes back."""
        papers = [paper for _, paper in TILES]
        chosen = self.tile.number() if self._left_tile is None else self._left_tile
        if papers[chosen] == self._measure.paper:
            self._left_tile = chosen
            self.tile.choose(papers.index(None))
        elif self._left_tile is not None:
            self._left_tile = None
            self.tile.choose(chosen)

    def _choose_paper(self, number: int) -> None:
        names = list(measures.PAPERS)
        if number < len(names):
            self._take(sizes.of_paper(names[number], lying=self._measure.lying))
            return
        self._take(Measure(sizes.OWN, self._measure.width, self._measure.height))
        self.width_mm.setFocus()
        self.width_mm.selectAll()

    def _turn(self, number: int) -> None:
        self._take(sizes.turned(self._measure, lying=number == 0))

    def _type(self) -> None:
        self.paper.setCurrentIndex(len(measures.PAPERS))
        self._typing.start()

    def _read_sides(self) -> None:
        self._typing.stop()
        fields = ((self.width_mm, "宽"), (self.height_mm, "高"))
        if not any(field.isModified() for field, _ in fields):
            return
        read: list[float] = []
        refusals: list[str] = []
        for field, side in fields:
            try:
                read.append(self._length(field, side))
                field.set_wrong(False)
            except Refused as refused:
                field.set_wrong(True)
                refusals.append(refused.sentence)
        if refusals:
            self._refuse(refusals)
        else:
            self._take(sizes.own(read[0], read[1]))

    def _length(self, field: TextInput, side: str) -> float:
        """What stands in the field; what nobody typed is the length as it is, with its tenths."""
        if field.isModified():
            return sizes.read_mm(field.text(), side)
        return self._measure.width if field is self.width_mm else self._measure.height

    def _refuse(self, sentences: Sequence[str]) -> None:
        """What was typed stays, with what is wrong under it; nothing is said of a board that is not there."""
        self.refusal.say("\n".join(sentences))
        self.refusal.show()
        self.show_nothing()
        self.changed.emit()

    def go_to_wrong(self) -> None:
        """Puts the keyboard into the first field that is refused."""
        field = next(field for field in (self.width_mm, self.height_mm) if field.property("wrong"))
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def _take(self, measure: Measure) -> None:
        another = measure != self._measure or self.is_wrong
        self._measure = measure
        self._show_measure()
        self._fit_tile()
        if another:
            self.changed.emit()

    def _show_measure(self) -> None:
        names = list(measures.PAPERS)
        self.paper.setCurrentIndex(names.index(self._measure.paper) if self._measure.paper else len(names))
        for field, length in ((self.width_mm, self._measure.width), (self.height_mm, self._measure.height)):
            if field.text() != f"{length:g}":
                field.setText(f"{length:g}")
            field.setModified(False)
            field.set_wrong(False)
        self.refusal.hide()
        self.turn.choose(0 if self._measure.lying else 1)


def _nearest(value: float, known: Sequence[float]) -> int:
    """Which of ``known`` is meant: a wish may come from elsewhere."""
    return min(range(len(known)), key=lambda number: abs(known[number] - value))
