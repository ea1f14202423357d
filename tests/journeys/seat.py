"""The clerk's seat: the real desktop in a process of its own, worked by keys and looked at, one line of JSON each way.

``python -m tests.journeys.seat --workspace FILE`` opens the program through its own door. Whatever is asked arrives as
real events at whatever has the keyboard (or under the mouse); what is answered is what stands on the screen. No slot
and no method of the program is called to change anything.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui import __main__ as door
from ui.editor.balance.panel import BalancePanel
from ui.editor.table.view import TableView
from ui.editor.tabs import SectionTabs
from ui.editor.text.narrative import Narrative
from ui.kit.lamp import colour_of
from ui.kit.messages import MessageBar
from ui.kit.prose import Prose
from ui.window import MainWindow

W = TypeVar("W", bound=QWidget)
Words = dict[str, Any]
_MODIFIERS = {"": Qt.KeyboardModifier.NoModifier, "Ctrl": Qt.KeyboardModifier.ControlModifier}
_TONES = ("bad", "doubt", "ok")


class Seat(QObject):
    """Reads wishes from stdin in a thread of its own, carries them out in the event loop of the program."""

    heard = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.heard.connect(self._do, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.heard.emit(line)

    def _do(self, line: str) -> None:
        deed, *words = json.loads(line)
        deeds: dict[str, Callable[..., Words | None]] = {
            "type": type_text,
            "press": press,
            "enter": enter,
            "click": click,
            "see": see,
            "close": close,
        }
        give_keyboard()
        try:
            answer = deeds[deed](*words)
        except AssertionError as error:
            answer = {"stuck": str(error)}
        if answer is not None:
            sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
            sys.stdout.flush()


# ------------------------------------------------------------------------------------------------------- hands


def give_keyboard() -> None:
    """What every window manager does, and the screen of the tests does not: a new window gets the keyboard."""
    if QApplication.activeWindow() is None:
        for item in QApplication.topLevelWidgets():
            if isinstance(item, MainWindow) and item.isVisible():
                item.activateWindow()


def focused() -> QWidget:
    """What has the keyboard: a control, or the window itself where none has it yet."""
    found = QApplication.focusWidget() or QApplication.activeWindow()
    if found is None:
        raise AssertionError("nothing has the keyboard")
    return found


def name_of(widget: QWidget | None) -> str:
    """What a clerk would call a control."""
    if widget is None:
        return ""
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def type_text(text: str) -> Words:
    """Key by key; Chinese as an input method sends it, phrase by phrase: composed first, then committed."""
    for phrase in _phrases(text):
        if phrase.isascii():
            for mark in phrase:
                if mark == "\n":
                    QTest.keyClick(focused(), Qt.Key.Key_Return)
                else:
                    QTest.keyClicks(focused(), mark)
            continue
        QApplication.sendEvent(focused(), QInputMethodEvent("pin'yin", []))
        event = QInputMethodEvent()
        event.setCommitString(phrase)
        QApplication.sendEvent(focused(), event)
    return standing()


def _phrases(text: str) -> Iterator[str]:
    phrase = ""
    for mark in text:
        if phrase and (mark.isascii() != phrase.isascii() or (not mark.isascii() and len(phrase) == 6)):
            yield phrase
            phrase = ""
        phrase += mark
    if phrase:
        yield phrase


def press(key: str, modifier: str = "") -> Words:
    """One key."""
    QTest.keyClick(focused(), getattr(Qt.Key, f"Key_{key}"), _MODIFIERS[modifier])
    return standing()


def enter(text: str, key: str) -> Words:
    """Types a figure and leaves the cell with ``key``; says what the screen shows in that cell afterwards."""
    table = shown(TableView)
    square = table.current if table is not None else None
    if table is None or square is None:
        raise AssertionError("no cell is under the hands")
    type_text(text)
    after = press(key)
    return {**after, "typed_at": square.address, "shown": table.sheet.look(square).text}


def click(name: str) -> Words:
    """Presses the button of that name with the mouse, once the answer is out: it may open a dialog."""
    found = [button for button in every(QAbstractButton) if name in (button.text(), button.accessibleName())]
    if len(found) != 1 or not found[0].isEnabled():
        raise AssertionError(f"{len(found)} buttons {name!r}, enabled: {[button.isEnabled() for button in found]}")
    middle: QPoint = found[0].rect().center()
    QTimer.singleShot(0, lambda: QTest.mouseClick(found[0], Qt.MouseButton.LeftButton, pos=middle))
    return {}


def close() -> None:
    """Closes the window; the program ends."""
    window().close()


# ------------------------------------------------------------------------------------------------------- eyes


def window() -> MainWindow:
    """The program's window."""
    return next(item for item in QApplication.topLevelWidgets() if isinstance(item, MainWindow))


def every(kind: type[W]) -> list[W]:
    """All of a kind that can be seen, in a dialog where one is open."""
    root: QWidget = QApplication.activeModalWidget() or window()
    return [item for item in root.findChildren(kind) if item.isVisible()]


def shown(kind: type[W]) -> W | None:
    """The one of a kind that can be seen."""
    return next(iter(every(kind)), None)


def standing() -> Words:
    """Where the hands are, what the head line says of the last step, and when it was saved."""
    now, table = QApplication.focusWidget(), shown(TableView)
    square = table.current if table is not None else None
    head = window().head
    return {
        "focus": name_of(now),
        "at": square.address if square is not None else "",
        "undo": head.undo.accessibleName() if head.undo.isEnabled() else "",
        "redo": head.redo.accessibleName() if head.redo.isEnabled() else "",
        "saved": head.saved.text(),
    }


def see() -> Words:
    """Everything that a test asks about."""
    modal = QApplication.activeModalWidget()
    seen: Words = {"dialog": modal.windowTitle() if modal is not None else "", "place": ""}
    top = [item for item in QApplication.topLevelWidgets() if isinstance(item, MainWindow)]
    if not top or not top[0].isVisible() or not top[0].place:
        return seen
    seen |= standing()
    seen["place"] = top[0].place
    seen["active"] = top[0].isActiveWindow()
    seen["head"] = top[0].head.texts()
    seen["messages"] = [bar.text() for bar in every(MessageBar)]
    seen["prose"] = [words.text() for words in every(Prose)]
    seen["buttons"] = [button.text() or name_of(button) for button in every(QAbstractButton) if button.isEnabled()]
    tabs, table, panel, page = shown(SectionTabs), shown(TableView), shown(BalancePanel), shown(Narrative)
    if tabs is not None:
        states = [tabs.state(place) for place in range(tabs.count())]
        seen["tab"] = states[tabs.currentIndex()].title
        seen["lamps"] = {state.title: state.word for state in states}
        seen["tab_tones"] = tones(tabs, tabs.currentIndex())
    if table is not None:
        squares = table.grid.grid.values
        seen["cells"] = {square.address: table.sheet.look(square).text for square in squares}
        seen["marked"] = [square.address for square in squares if table.sheet.look(square).mark == "bad"]
    if panel is not None:
        seen["panel"] = panel_words(panel)
    if page is not None:
        seen["text"] = page.text()
    return seen


def panel_words(panel: BalancePanel) -> Words:
    """The relation told in full, its colours, and the word of every other line."""
    card = panel.card
    line = card.line if card.isVisible() else None
    told: Words = {"lines": {item.title: item.word for item in panel.list.lines.lines}, "card": None}
    if line is not None:
        sides = [side.text if side is not None else "" for side in (line.left, line.right)]
        told["card"] = [line.title, line.word, sides[0], line.sign, sides[1]]
        told["tones"] = tones_in(card)
    return told


def tones(tabs: SectionTabs, place: int) -> list[str]:
    """The lamp colours in the picture of a tab."""
    box = tabs.tabRect(place)
    return tones_in(tabs, box.x(), box.y(), box.width(), box.height())


def tones_in(widget: QWidget, *box: int) -> list[str]:
    """Which of red, amber and green are in the picture of a widget."""
    picture = widget.grab().toImage()
    if box:
        ratio = picture.devicePixelRatio()
        picture = picture.copy(*(round(side * ratio) for side in box))
    inside = {picture.pixel(x, y) for y in range(picture.height()) for x in range(picture.width())}
    return [tone for tone in _TONES if colour_of(tone).rgb() in inside]


if __name__ == "__main__":
    QApplication(["gongkailan"])
    seat = Seat()
    sys.exit(door.main(sys.argv[1:]))
