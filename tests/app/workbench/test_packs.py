"""Rules on a stick: looked at, tried, taken, gone back on; what is refused changes no byte."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest

from app.domain.errors import FormTrouble, NotFound, Trouble
from app.forms.catalogue import load_folder
from app.storage.shelf import Shelf
from app.system import paths
from app.workbench import packs
from app.workbench.bench import Workbench
from tests.app.workbench.conftest import INVENTED, whole
from tests.brought import brought

PART = "overview"
LIST = """
id = "local"
title = "本区常见笔误"
[[rule]]
id = "local.words"
kind = "wording"
severity = "warning"
basis = "advice"
message = "{at}，{says}"
list = "local"
[[entry]]
id = "board"
find = ["公开<蓝>"]
right = "栏"
certain = true
fires = ["张贴在公开蓝里。"]
quiet = ["张贴在公开栏里，公开蓝本一份。"]
"""
GOOD = LIST.replace("，公开蓝本一份", "")
MORE = (
    GOOD.replace("{at}，{says}", "{at}，看一看，{says}").replace('"warning"', '"info"', 1)
    + """
[[entry]]
id = "station"
find = ["便民<展>"]
right = "站"
fires = ["送到便民展。"]
"""
)


TAKEN = load_folder(paths.forms_folder()).governing(2023).rules[0].id


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def put(stick: Path, text: str, name: str = "rules.toml") -> Path:
    path = stick / name
    path.write_text(text, encoding="utf-8")
    return path


def state(bench: Workbench) -> str:
    """Every byte of the workspace, its journal included."""
    bytes_of = hashlib.sha256()
    for path in sorted(bench.path.parent.glob(bench.path.name + "*")):
        if not path.name.endswith("-shm"):
            bytes_of.update(path.read_bytes())
    return bytes_of.hexdigest()


def words(bench: Workbench, year: int = 2023) -> list[str]:
    return [finding.message for finding in bench.session(year).result.findings if finding.rule.startswith("local.")]


def local(bench: Workbench) -> packs.InUse:
    return next(item for item in packs.in_use(bench) if item.id == "local")


def test_a_list_says_what_is_new_and_is_used_at_once(bench: Workbench, stick: Path) -> None:
    session = bench.start(2023)
    session.set_passage(PART, "张贴在公开蓝里，送到便民展。")
    heard: list[object] = []
    session.listen(heard.append)
    seen = packs.look(bench, put(stick, GOOD))
    assert seen.news == ("新的一份用语“本区常见笔误”：1 条规则，1 条用语", "查这些：“公开蓝→公开栏”")
    assert (seen.faults, seen.examples, seen.is_same) == ((), "全部 2 个例子都对", False)
    assert words(bench) == []
    assert packs.take(bench, seen) == "已用上用语“本区常见笔误”"
    assert bench.session(2023) is session
    assert len(words(bench)) == len(heard) == 1
    assert "疑应为“栏”" in words(bench)[0]


def test_a_file_is_looked_at_against_one_moment(workspace: Path, stick: Path) -> None:
    with Workbench.open(workspace) as bench:
        held = packs.held(bench)
        packs.take(bench, packs.look(bench, put(stick, GOOD)))
        assert packs.look(bench, put(stick, GOOD)).is_same
    for file, path in ((GOOD, put(stick, GOOD)), (None, INVENTED)):  # the workspace is closed by now
        seen = packs.look_at(held, path)
        assert (seen.faults, seen.is_same, seen.news != ()) == ((), False, True), file


def test_another_version_tells_the_difference_and_can_be_gone_back_on(bench: Workbench, stick: Path) -> None:
    bench.start(2023).set_passage(PART, "送到便民展。")
    packs.take(bench, packs.look(bench, put(stick, GOOD)))
    seen = packs.look(bench, put(stick, MORE))
    assert seen.news == (
        "新增 1 条用语：“便民展→便民站”",
        "改了 1 条规则的说法：“…，…”，改成“…，看一看，…”",
        "改了 1 条规则的轻重：“…，看一看，…”改为提示",
    )
    packs.take(bench, seen)
    assert len(words(bench)) == 1
    same = packs.look(bench, put(stick, MORE))
    assert (same.is_same, same.news) == (True, ("和正在用的一样，没有不同",))
    before = state(bench)
    assert packs.take(bench, same) == "用语“本区常见笔误”本来就在用"
    assert state(bench) == before
    assert local(bench).back == "回到上一版"
    assert packs.back(bench, "wording", "local") == "用语“本区常见笔误”已回到上一版"
    assert words(bench) == []
    assert (local(bench).holds, local(bench).back) == ("1 条规则，1 条用语", "去掉")
    assert packs.back(bench, "wording", "local") == "用语“本区常见笔误”已去掉"
    assert not any(item.id == "local" for item in packs.in_use(bench))
    with pytest.raises(NotFound):
        packs.back(bench, "wording", "local")


def test_a_list_of_the_programs_own_is_replaced_and_comes_back(
    workspace: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (stick / "own").mkdir()
    own = put(stick / "own", GOOD, "b.toml")
    put(stick / "own", GOOD.replace("local", "first"), "a.toml")
    monkeypatch.setattr(paths, "wording_folder", lambda: own.parent)
    with Workbench.open(workspace) as bench:
        seen = packs.look(bench, put(stick, MORE))
        assert seen.news[0] == "新增 1 条用语：“便民展→便民站”"
        assert (local(bench).came, local(bench).back) == ("内置", "")
        packs.take(bench, seen)
        assert [known.id for known in bench.wording.lists] == ["first", "local"]
        assert local(bench).came.endswith("日加入")
        assert local(bench).holds == "1 条规则，2 条用语"
        assert packs.back(bench, "wording", "local") == "用语“本区常见笔误”已回到内置的一份"
        assert (local(bench).came, local(bench).holds) == ("内置", "1 条规则，1 条用语")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (LIST, "不该查出“张贴在公开栏里，公开蓝本一份。”"),
        (GOOD.replace('kind = "wording"', 'kind = "nothing"'), "种类 nothing 不认识"),
        (GOOD.replace("{says}", "{sayz}"), "{sayz} 不认识"),
        (GOOD.replace('right = "栏"', 'right = "栏"\nwright = "栏"'), "wright 不认识"),
        (GOOD.replace('id = "local.words"', f'id = "{TAKEN}"'), f"{TAKEN} 有两条"),
    ],
    ids=["example", "kind", "message", "key", "rule of a format"],
)
def test_a_list_with_faults_is_refused_and_nothing_changes(bench: Workbench, stick: Path, text: str, says: str) -> None:
    bench.start(2023)
    before, lists = state(bench), bench.wording
    seen = packs.look(bench, put(stick, text))
    assert any(says in fault for fault in seen.faults), seen.faults
    assert seen.examples == ""
    with pytest.raises(FormTrouble, match="没有通过检查"):
        packs.take(bench, seen)
    assert state(bench) == before
    assert bench.wording is lists


HOSTILE = {
    "deep": "id = " + "[" * 5000 + "]" * 5000,
    "deep tables": "\n".join(f"[{'a.' * 250}b{number}]" for number in range(50)),
    "dots": "a." * 40_000 + "b = 1",
    "huge": GOOD + "#" * 600_000,
    "number": f"id = {'9' * 6000}",
    "cut": GOOD[:60],
    "nothing": "",
    "bomb": GOOD.replace("公开<蓝>", "(甲?)" * 50 + "<蓝>"),
    "bomb of gaps": GOOD.replace("公开<蓝>", "…".join("甲乙丙丁戊") + "<蓝>" + "…~" * 30),
    "bomb of words": GOOD.replace("公开<蓝>", "(" + "|".join(f"甲{n}?" for n in range(60)) + ")" * 1 + "<蓝>"),
    "form deep": "years = " + "[" * 5000,
    "form cut": INVENTED.read_text(encoding="utf-8")[:3000],
    "form of noughts": "[[section]]\n" * 5000,
    "control signs": GOOD.replace("笔误", "\u202e笔误"),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_in_a_moment_with_one_sentence(bench: Workbench, stick: Path, text: str) -> None:
    before = state(bench)
    begun = time.perf_counter()
    with pytest.raises(Trouble) as refused:
        packs.refuse(packs.look(bench, put(stick, text)))
    assert time.perf_counter() - begun < 3
    assert "\n" not in str(refused.value)
    assert "没有变动" in str(refused.value)
    assert state(bench) == before


ODD = ('""', "0", "-1", "true", "[]", '[""]', '["("]', '["甲", "甲"]', "99999999", "1.5", "2020-01-01", "{a = 1}")


@pytest.mark.parametrize("file", sorted(paths.wording_folder().glob("*.toml")), ids=lambda path: path.stem)
def test_whatever_stands_in_a_list_is_refused_or_harmless(bench: Workbench, stick: Path, file: Path) -> None:
    """Each of its first keys with a value that is none of theirs: told, never an exception."""
    bench.start(2023).set_passage(PART, "公开得工作。电话：0971-2222222，收到申请 9 件，其中 3 件。")
    lines = file.read_text(encoding="utf-8").split("\n")
    keys = [n for n, line in enumerate(lines) if " = " in line and line[0].isalpha() and not line.endswith("[")]
    rng = random.Random(file.stem)
    for place in rng.sample(keys, min(4, len(keys))):
        changed = [*lines]
        changed[place] = f"{lines[place].split(' = ')[0]} = {rng.choice(ODD)}"
        before = state(bench)
        try:
            seen = packs.look(bench, put(stick, "\n".join(changed)))
        except Trouble:
            continue
        finally:
            assert state(bench) == before
        if not seen.faults:
            packs.take(bench, seen)
            assert bench.session(2023).result.counts.run


def test_what_is_no_text_or_no_file_is_refused(bench: Workbench, stick: Path) -> None:
    (stick / "picture.toml").write_bytes(b"\x89PNG\r\n\xff\xfe")
    for path in (stick / "picture.toml", stick, stick / "nothing.toml"):
        with pytest.raises(Trouble):
            packs.look(bench, path)


def test_the_largest_list_is_tried_in_bearable_time(bench: Workbench, stick: Path) -> None:
    entries = "".join(
        f'\n[[entry]]\nid = "e{number}"\nfind = ["公开第{number}回<蓝>"]\nright = "栏"\n'
        f'fires = ["公开第{number}回蓝。"]\nquiet = ["公开第{number}回栏。"]'
        for number in range(800)
    )
    head = GOOD[: GOOD.index("[[entry]]")]
    begun = time.perf_counter()
    seen = packs.look(bench, put(stick, head + entries))
    assert seen.faults == ()
    assert seen.tried == 1600
    assert time.perf_counter() - begun < 10


def test_a_format_says_what_is_new_against_the_one_before(bench: Workbench, stick: Path) -> None:
    seen = packs.look(bench, INVENTED)
    assert seen.kind == "form"
    assert seen.faults == ()
    assert seen.examples.startswith("全部")
    assert seen.news[0].startswith("管的年份：2027 年度")
    assert any("个部分" in told for told in seen.news)
    assert any("条规则" in told for told in seen.news)
    assert packs.take(bench, seen).startswith("已用上格式")
    assert bench.governing(2027).id == seen.id
    text = INVENTED.read_text(encoding="utf-8")
    rule = text[text.index("message = ") :].split("\n", 1)[0]
    other = packs.look(bench, put(stick, text.replace(rule, rule[:-1] + '，请看"', 1)))
    assert [told[:12] for told in other.news] == ["改了 1 条规则的说法："[:12]]
    packs.take(bench, other)
    assert packs.back(bench, "form", seen.id).endswith("已回到上一版")
    assert packs.back(bench, "form", seen.id).endswith("已去掉")
    with pytest.raises(Trouble):
        bench.catalogue.get(seen.id)


def test_a_format_in_which_reports_were_written_stays(bench: Workbench, stick: Path) -> None:
    packs.take(bench, packs.look(bench, INVENTED))
    bench.start(2027).fill_zero(None, "王")
    before = state(bench)
    with pytest.raises(FormTrouble, match="不能退回去"):
        packs.back(bench, "form", "annual-2027")
    seen = packs.look(bench, put(stick, INVENTED.read_text(encoding="utf-8") + "\n# 不同\n"))
    assert "已有 1 份报告" in seen.faults[0]
    assert state(bench) == before


def test_a_list_that_fits_no_longer_stops_nobody(bench: Workbench, stick: Path) -> None:
    whole(bench)
    packs.take(bench, packs.look(bench, put(stick, GOOD)))
    place = bench.path
    bench.close()
    with Shelf.open(place) as shelf:
        shelf.add_pack("wording", "local", GOOD.replace('kind = "wording"', 'kind = "of_tomorrow"'))
        shelf.add_pack("wording", "torn", "id = [")
    with Workbench.open(place) as again:
        assert again.session(2023).result.counts.run
        lost = {item.id: item for item in packs.in_use(again) if item.fault}
        assert set(lost) == {"local", "torn"}
        assert "没有用它" in lost["local"].fault
        assert lost["local"].back == "回到上一版"
        packs.back(again, "wording", "torn")
        packs.back(again, "wording", "local")
        assert again.lists.faults == {}
        assert local(again).title == "本区常见笔误"


def test_the_workspace_stays_open_to_the_plain_verb(bench: Workbench, stick: Path) -> None:
    form = brought(bench, INVENTED)
    assert next(item for item in packs.in_use(bench) if item.id == form.id).back == "去掉"
