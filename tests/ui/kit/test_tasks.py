"""Work off the GUI thread: real threads, results where the window lives."""

import threading
import time

from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.errors import Trouble
from ui.kit import tasks
from ui.kit.tasks import Progress, TaskBar


def test_the_window_does_not_wait_and_gets_the_result_in_its_own_thread(qtbot: QtBot) -> None:
    owner, got, beats = QObject(), [], []
    clock = QTimer(owner, interval=5)
    clock.timeout.connect(lambda: beats.append(1))
    clock.start()
    threads = []

    def work(progress: Progress) -> int:
        threads.append(threading.current_thread())
        time.sleep(0.15)
        return 42

    def done(result: int) -> None:
        got.append((result, QThread.currentThread() is owner.thread(), threading.current_thread()))

    task = tasks.start(owner, "正在算", work, done=done, failed=lambda _: None)
    qtbot.waitUntil(lambda: bool(got))
    assert got == [(42, True, threading.main_thread())]
    assert threads[0] is not threading.main_thread()
    assert len(beats) > 5  # the window lived on meanwhile
    assert not task.is_running


def test_a_trouble_arrives_as_it_was_said(qtbot: QtBot) -> None:
    owner = QObject()
    said: list[object] = []

    def work(progress: Progress) -> None:
        raise Trouble("盘满了", "清理一下再试")

    tasks.start(owner, "", work, done=lambda _: said.append("done"), failed=said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert [str(item) for item in said] == ["盘满了。已有的数据没有变动。清理一下再试。"]


def test_what_nobody_expected_is_one_plain_sentence(qtbot: QtBot) -> None:
    owner = QObject()
    said: list[object] = []
    tasks.start(owner, "", lambda progress: 1 / 0, done=lambda _: None, failed=said.append)
    qtbot.waitUntil(lambda: bool(said))
    assert isinstance(said[0], Trouble)
    assert "ZeroDivision" not in str(said[0])
    assert "意外" in str(said[0])


def test_slow_work_shows_a_line_and_can_be_stopped(qtbot: QtBot) -> None:
    bar, ends = TaskBar(), []
    qtbot.addWidget(bar)
    steps = threading.Event()

    def work(progress: Progress) -> None:
        for step in range(1, 1000):
            progress(f"第 {step} 张", step, 1000)
            steps.set()
            time.sleep(0.01)

    task = bar.watch(
        tasks.start(
            bar,
            "正在拼版",
            work,
            done=lambda _: ends.append("done"),
            failed=lambda _: ends.append("failed"),
            stopped=lambda: ends.append("stopped"),
        )
    )
    began = time.monotonic()
    assert bar.isHidden()
    qtbot.waitUntil(bar.isVisible, timeout=3000)
    assert time.monotonic() - began >= tasks.SLOW_MS / 1000 * 0.9
    qtbot.waitUntil(lambda: bar._words.text().startswith("第"))
    bar._stop.click()
    qtbot.waitUntil(lambda: bool(ends))
    assert ends == ["stopped"]
    assert bar.isHidden()
    assert task.is_stopped


def test_quick_work_shows_nothing(qtbot: QtBot) -> None:
    bar = TaskBar()
    shown: list[int] = []
    ends: list[object] = []
    qtbot.addWidget(bar)
    bar.shown.connect(lambda: shown.append(1))
    bar.watch(tasks.start(bar, "正在导出", lambda progress: 1, done=ends.append, failed=ends.append))
    qtbot.waitUntil(lambda: bool(ends))
    qtbot.wait(tasks.SLOW_MS + 100)
    assert shown == []


def test_a_page_that_is_gone_does_not_break_the_thread(qtbot: QtBot) -> None:
    from shiboken6 import Shiboken

    owner = QObject()
    tasks.start(owner, "", lambda progress: time.sleep(0.1), done=lambda _: None, failed=lambda _: None)
    Shiboken.delete(owner)
    assert tasks.wait_for_all()


def test_pages_may_go_while_their_work_speaks(qtbot: QtBot) -> None:
    """A worker that speaks while its page dies must find no half-dead Qt object."""

    def talk(progress: tasks.Progress) -> list[int]:
        for step in range(200):
            progress("正在算", step, 200)
        return [1]

    heard: list[object] = []
    for _ in range(60):
        owner = QObject()
        for _ in range(3):
            tasks.start(owner, "", talk, done=heard.append, failed=lambda _: None)
        QTest.qWait(1)
        owner.deleteLater()
        del owner
    assert tasks.wait_for_all()
    QTest.qWait(20)
    assert all(found == [1] for found in heard)


def test_the_last_hold_on_a_page_may_be_the_answer_it_waits_for(qtbot: QtBot) -> None:
    """What hears the result keeps its page alive: both go with the work, and in an order that Qt survives."""

    def begin() -> list[str]:
        owner = QObject()
        owner.setObjectName("页")
        heard: list[str] = []
        tasks.start(
            owner, "", lambda progress: 1, done=lambda _: heard.append(owner.objectName()), failed=lambda _: None
        )
        return heard

    for _ in range(20):
        heard = begin()
        assert tasks.wait_for_all()
        QTest.qWait(20)
        assert heard == ["页"]
