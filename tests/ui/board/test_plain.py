"""The plain parts of the place: measures, where pages lie, where files go."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QStandardPaths

from app.domain.errors import Refused
from app.workbench import measures
from app.workbench.bench import Workbench
from tests.ui import reports
from ui.board import sizes
from ui.board.spread import MOST_PIXELS, Room, arrange
from ui.kit import naming

mm = st.integers(sizes.LEAST, sizes.MOST)
rooms = st.builds(
    Room,
    width=st.integers(240, 2500),
    height=st.integers(160, 1500),
    margin=st.integers(0, 60),
    gap=st.integers(0, 40),
    px_per_mm=st.floats(2.5, 12),
    bar=st.just(13),
    real=st.booleans(),
    ratio=st.sampled_from([1.0, 1.25, 2.0]),
)
pages = st.one_of(
    st.tuples(st.tuples(mm.map(float), mm.map(float))),
    st.integers(2, 9).map(lambda count: ((210.0, 297.0),) * count),
)


class TestMeasures:
    @given(mm, mm, st.booleans())
    def test_turning_keeps_the_sides(self, width: int, height: int, lying: bool) -> None:
        board = sizes.own(width, height)
        turned = sizes.turned(board, lying=lying)
        assert sorted((turned.width, turned.height)) == sorted((width, height))
        assert turned.lying == lying or width == height
        assert turned.paper == board.paper

    @pytest.mark.parametrize("paper", measures.PAPERS)
    def test_a_paper_typed_in_millimetres_is_called_so(self, paper: str) -> None:
        short, long = measures.PAPERS[paper]
        assert sizes.own(long, short) == sizes.of_paper(paper, lying=True)
        assert sizes.own(short, long) == sizes.of_paper(paper, lying=False)

    @pytest.mark.parametrize("text", ["1200", " 1200 ", "１２００", "1200毫米", "1200 mm", "1200mm"])
    def test_a_length_is_read(self, text: str) -> None:
        assert sizes.read_mm(text, "宽") == 1200

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("", "宽还空着"),
            ("12o0", "不是整数"),
            ("1.5", "不是整数"),
            ("-300", "不是整数"),
            ("99", "太小"),
            ("3001", "太大"),
            ("²", "太小"),
            ("٣٠٠", "不是整数"),
            ("<b>300</b>", "不是整数"),
        ],
    )
    def test_what_is_no_length_is_refused_with_a_sentence(self, text: str, said: str) -> None:
        with pytest.raises(Refused) as refused:
            sizes.read_mm(text, "宽")
        assert said in refused.value.sentence
        assert "100 到 3000" in refused.value.sentence or "只填毫米数" in refused.value.sentence


class TestSpread:
    @given(pages, rooms)
    def test_no_page_lies_on_another_or_off_the_desk(self, shapes: tuple[tuple[float, float], ...], room: Room) -> None:
        spread = arrange(shapes, room)
        assert len(spread.places) == len(shapes)
        for place in spread.places:
            assert place.x >= 0
            assert place.y >= 0
            assert place.x + place.width <= spread.width
            assert place.y + place.height <= spread.height
        for one, two in pairwise(spread.places):
            assert one.x + one.width <= two.x or one.y + one.height <= two.y

    @given(pages, rooms)
    def test_pages_keep_their_shape(self, shapes: tuple[tuple[float, float], ...], room: Room) -> None:
        for (width, height), place in zip(shapes, arrange(shapes, room).places, strict=True):
            assert abs(place.width * height - place.height * width) <= max(width, height) * 1.01

    @given(mm, mm, rooms)
    def test_a_whole_board_is_seen_whole(self, width: int, height: int, room: Room) -> None:
        if room.real or min(room.width, room.height) <= 2 * room.margin:
            return
        spread = arrange(((float(width), float(height)),), room)
        assert spread.view(room) == (room.width, room.height)
        [place] = spread.places
        assert place.width <= room.width - 2 * room.margin + 1
        assert place.height <= room.height - 2 * room.margin + 1

    @given(pages, rooms)
    def test_a_picture_is_never_too_large_for_the_memory(
        self, shapes: tuple[tuple[float, float], ...], room: Room
    ) -> None:
        spread = arrange(shapes, room)
        for number, place in enumerate(spread.places):
            wide = spread.pixels(number, room.ratio)
            assert 1 <= wide <= place.width * room.ratio + 1
            assert wide * wide * place.height / place.width <= MOST_PIXELS * 1.01

    def test_real_size_is_real(self) -> None:
        room = Room(800, 600, 33, 24, px_per_mm=96 / 25.4, real=True)
        [place] = arrange(((841.0, 594.0),), room).places
        assert place.width == round(841 / 25.4 * 96)

    def test_pages_of_a_report_stand_two_abreast_without_a_bar_below(self) -> None:
        room = Room(750, 650, 33, 24, px_per_mm=4, bar=13)
        spread = arrange(((210.0, 297.0),) * 4, room)
        assert spread.places[0].y == spread.places[1].y < spread.places[2].y
        assert spread.view(room) == (750 - 13, 650)


class TestFolders:
    def test_a_folder_is_called_as_the_clerk_calls_it(self, tmp_path: Path, qapp: object) -> None:
        place = QStandardPaths.StandardLocation
        documents = Path(QStandardPaths.writableLocation(place.DocumentsLocation))
        if documents != Path.home():
            assert naming.spoken_folder(documents) == "文档"
        assert naming.spoken_folder(tmp_path / "报送") == "报送"
        assert naming.spoken_folder(Path(tmp_path.anchor)) == tmp_path.anchor

    def test_the_folder_is_remembered_while_it_is_there(self, tmp_path: Path, qapp: object) -> None:
        with reports.open_bench(tmp_path) as bench:
            self._remember(bench, tmp_path / "存这里")

    @staticmethod
    def _remember(bench: Workbench, folder: Path) -> None:
        folder.mkdir()
        naming.remember_folder(bench, folder / "x.pdf")
        assert naming.last_folder(bench) == folder
        folder.rmdir()
        assert naming.last_folder(bench) != folder
        assert naming.last_folder(bench).is_dir()
