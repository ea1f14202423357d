"""What is asked of each board is remembered; what cannot be read was not said."""

from __future__ import annotations

import json

import pytest

from app.domain.errors import NotFound, Trouble
from app.workbench import boards, measures, papers
from app.workbench.bench import Workbench
from app.workbench.boards import Preset
from app.workbench.papers import BoardWish
from tests.app.workbench.conftest import YEAR, whole

GATE = Preset("大门口", BoardWish("A0竖", "A3", "plain", 2.0, short=True, columns=3, qr=False, printer_margin_mm=8.0))
HALL = Preset("服务大厅", BoardWish())


def test_presets_come_back_whole_and_in_their_order(bench: Workbench) -> None:
    assert boards.presets(bench) == ()
    for preset in (GATE, HALL):
        assert boards.save_preset(bench, preset) == preset
    path = bench.path
    bench.close()
    with Workbench.open(path) as again:
        assert boards.presets(again) == (GATE, HALL)


def test_a_name_is_kept_once(bench: Workbench) -> None:
    boards.save_preset(bench, GATE)
    boards.save_preset(bench, HALL)
    boards.save_preset(bench, Preset("  大门口\n", HALL.wish))
    assert boards.presets(bench) == (Preset("大门口", HALL.wish), HALL)


def test_one_is_dropped_and_restored(bench: Workbench) -> None:
    boards.save_preset(bench, GATE)
    gone = boards.drop_preset(bench, "大门口")
    assert (gone.name, boards.presets(bench)) == ("大门口", ())
    boards.restore_preset(bench, gone)
    assert boards.presets(bench) == (GATE,)
    with pytest.raises(Trouble, match="已经又有叫“大门口”的公开栏了"):
        boards.restore_preset(bench, gone)
    with pytest.raises(NotFound, match="没有叫“没有”"):
        boards.drop_preset(bench, "没有")


@pytest.mark.parametrize("name", ["", "  \n", "很长" * 20])
def test_a_name_that_says_nothing_or_too_much_is_refused(bench: Workbench, name: str) -> None:
    with pytest.raises(Trouble):
        boards.save_preset(bench, Preset(name, HALL.wish))
    assert boards.presets(bench) == ()


def test_there_is_an_end_of_them(bench: Workbench) -> None:
    for number in range(boards.MOST):
        boards.save_preset(bench, Preset(f"第{number}块", HALL.wish))
    with pytest.raises(Trouble, match="没有存下"):
        boards.save_preset(bench, GATE)
    boards.save_preset(bench, Preset("第0块", GATE.wish))
    assert len(boards.presets(bench)) == boards.MOST
    gone = boards.drop_preset(bench, "第1块")
    boards.save_preset(bench, GATE)
    with pytest.raises(Trouble, match="没有存下"):
        boards.restore_preset(bench, gone)


@pytest.mark.parametrize("kept", ["[1", "[]", "7", "[" * 9999])
def test_what_cannot_be_read_is_not_overwritten(bench: Workbench, kept: str) -> None:
    bench.save_setting("boards", kept)
    with pytest.raises(Trouble, match="读不出来"):
        boards.save_preset(bench, GATE)
    with pytest.raises(Trouble, match="读不出来"):
        boards.drop_preset(bench, "大门口")
    assert bench.setting("boards") == kept


def test_what_a_newer_program_kept_is_kept_on(bench: Workbench) -> None:
    newer = {"大门口": {"size": "A2", "glow": 1}, "电子屏": 7, "服务大厅": {"size": "A1", "frame": "oak"}}
    bench.save_setting("boards", json.dumps(newer))
    boards.save_preset(bench, Preset("大门口", GATE.wish))
    hall = boards.drop_preset(bench, "服务大厅")
    kept = json.loads(bench.setting("boards") or "")
    assert list(kept) == ["大门口", "电子屏"]
    assert (kept["大门口"]["glow"], kept["大门口"]["size"], kept["电子屏"]) == (1, GATE.wish.size, 7)
    assert boards.presets(bench) == (GATE,)
    boards.restore_preset(bench, hall)
    assert json.loads(bench.setting("boards") or "") == {**kept, "服务大厅": newer["服务大厅"]}


def test_the_last_wish_is_remembered(bench: Workbench) -> None:
    assert boards.last_wish(bench) == BoardWish()
    boards.remember(bench, GATE.wish)
    boards.remember(bench, GATE.wish)
    assert boards.last_wish(bench) == GATE.wish


@pytest.mark.parametrize("kept", ["", "[1", "[]", '"A1"', "7", "[" * 9999, '{"大门口": 3}'])
def test_what_cannot_be_read_was_not_said(bench: Workbench, kept: str) -> None:
    for key in ("boards", "board.last"):
        bench.save_setting(key, kept)
    assert (boards.presets(bench), boards.last_wish(bench)) == ((), BoardWish())


def test_what_another_version_kept_counts_as_far_as_it_is_understood(bench: Workbench) -> None:
    said = '{"size": "A2", "tile": "B5", "style": 3, "distance_m": "weit", "columns": true, "qr": false, "glow": 1}'
    bench.save_setting("board.last", said)
    assert boards.last_wish(bench) == BoardWish("A2", qr=False)


HUGE = 10**400


@pytest.mark.parametrize(
    "said",
    [
        '{"size": "4000x1200mm"}',
        '{"size": "B0"}',
        '{"size": 7}',
        '{"size": "A2", "printer_margin_mm": 30}',
        '{"size": "A2", "printer_margin_mm": NaN}',
        f'{{"size": "A2", "printer_margin_mm": {HUGE}}}',
        f'{{"size": "A2", "distance_m": {HUGE}}}',
        '{"size": "A2", "distance_m": Infinity}',
        '{"size": "A2", "distance_m": true}',
        '{"size": "A2", "columns": 4}',
        '{"size": "A2", "columns": 2.0}',
        '{"size": "A2", "tile": "A6"}',
        '{"size": "A2", "tile": ["A4"]}',
        '{"size": "A2", "style": "glow"}',
        '{"size": "A2", "short": 1}',
        '{"tile": "A4"}',
        "{}",
        "7",
        "null",
    ],
)
def test_a_board_that_cannot_be_made_is_named_and_hangs_in_no_other_size(bench: Workbench, said: str) -> None:
    bench.save_setting("boards", f'{{"村口": {said}, "服务大厅": {{"size": "A1"}}}}')
    kept = bench.setting("boards")
    bench.save_setting("board.last", said)
    assert boards.presets(bench) == (Preset("服务大厅", BoardWish()),)
    assert boards.unread(bench) == ("村口",)
    last = boards.last_wish(bench)
    assert measures.size_of(last.size) is not None
    assert (last.distance_m, last.printer_margin_mm, last.columns) == (1.0, 5.0, None)
    assert last.tile == ("A4" if said == '{"tile": "A4"}' else None)
    with pytest.raises(Trouble, match="“村口”是用新版本的程序存下的"):
        boards.save_preset(bench, Preset("村口", GATE.wish))
    assert bench.setting("boards") == kept
    gone = boards.drop_preset(bench, "村口")
    assert (boards.unread(bench), boards.presets(bench)) == ((), (Preset("服务大厅", BoardWish()),))
    boards.restore_preset(bench, gone)
    assert boards.unread(bench) == ("村口",)
    assert _by_name(bench.setting("boards")) == _by_name(kept)


def _by_name(kept: str | None) -> dict[str, str]:
    return {name: json.dumps(said) for name, said in json.loads(kept or "").items()}  # NaN is not equal to itself


def test_a_size_with_tenths_is_kept(bench: Workbench) -> None:
    bench.save_setting("boards", '{"村口": {"size": "594.5x841.5mm"}}')
    assert boards.presets(bench) == (Preset("村口", BoardWish("594.5x841.5mm")),)
    assert boards.unread(bench) == ()


def test_a_whole_board_is_made_whatever_the_printer_leaves_white(bench: Workbench) -> None:
    whole(bench)
    proof = papers.board_proof(bench, bench.find(YEAR), BoardWish("A3", printer_margin_mm=40.0))
    assert proof.pdf.startswith(b"%PDF")
    assert proof.sheets == {}
