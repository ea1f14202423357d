"""What can be worked in a window: which controls there are, what a screen reader hears of them, where keys lead."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QToolButton,
    QWidget,
)

from ui.kit import tasks

Key, Role = Qt.Key, QAccessible.Role
Ways = dict[QWidget, list[QWidget]]
Step = tuple[Qt.Key, Qt.KeyboardModifier]
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
TAB, BACK, ON, OFF = (Key.Key_Tab, PLAIN), (Key.Key_Backtab, SHIFT), (Key.Key_F6, PLAIN), (Key.Key_F6, SHIFT)
# Within a group of which one is chosen.
AMONG = tuple((key, PLAIN) for key in (Key.Key_Right, Key.Key_Left, Key.Key_Down, Key.Key_Up))

KINDS = (QAbstractButton, QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractItemView, QTabBar)
ROLES = {
    *(Role.Button, Role.ButtonMenu, Role.CheckBox, Role.RadioButton, Role.ComboBox, Role.SpinBox, Role.Slider),
    *(Role.EditableText, Role.Document, Role.Table, Role.List, Role.Tree, Role.PageTabList, Role.Link, Role.Graphic),
}
_LOOKS = 500
_AROUND = 6  # px outside a control in which its ring may lie


def controls(window: QWidget) -> list[QWidget]:
    """Every control that can be seen: what is made to be worked, and whatever takes the keyboard."""
    return [widget for widget in window.findChildren(QWidget) if _is_control(widget)]


def _is_control(widget: QWidget) -> bool:
    if not widget.isVisible() or (widget.visibleRegion().isEmpty() and not _in_scroll(widget)):
        return False
    if isinstance(widget, QHeaderView | QScrollBar | QScrollArea) or widget.objectName().startswith("qt_"):
        return False
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea | QComboBox | QTabBar) and not isinstance(parent, QScrollArea):
        return False  # the inside of another control
    if isinstance(widget, KINDS):
        return True
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def _in_scroll(widget: QWidget) -> bool:
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            return True
        step = step.parentWidget()
    return False


def at_rest(window: QWidget) -> bool:
    """No work under way anywhere in the window, and every page that sets paper shows what was asked of it."""
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    settled = all(widget.settled() for widget in shown if hasattr(widget, "settled"))
    return settled and tasks.wait_for_all(1)


def told(widget: QWidget) -> str:
    """A control as a test names it."""
    return f"{type(widget).__name__} {spoken(widget).strip() or widget.objectName()!r}"


def interface(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader is given."""
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def spoken(widget: QWidget) -> str:
    """The name that a screen reader says."""
    return interface(widget).text(QAccessible.Text.Name)


def nameless(window: QWidget) -> list[str]:
    """Controls without a name."""
    return [f"{told(widget)} in {_trail(widget)}" for widget in controls(window) if not spoken(widget).strip()]


def without_role(window: QWidget) -> list[str]:
    """Controls that do not say what kind of control they are."""
    found = ((widget, interface(widget).role()) for widget in controls(window))
    return [f"{told(widget)}: {role.name}" for widget, role in found if role not in ROLES and not _is_to_read(widget)]


def _is_to_read(widget: QWidget) -> bool:
    """Text that is read and copied from: a screen reader calls it static."""
    return isinstance(widget, QTextEdit | QPlainTextEdit) and widget.isReadOnly()


def _trail(widget: QWidget) -> str:
    names, step = [], widget.parentWidget()
    while step is not None:
        names.append(type(step).__name__)
        step = step.parentWidget()
    return " < ".join(names[:4])


# ----------------------------------------------------------------------------------------------------- the keyboard


def _bearer(widget: QWidget) -> QWidget:
    """What really takes the keyboard for it."""
    while (proxy := widget.focusProxy()) is not None:
        widget = proxy
    return widget


def workable(window: QWidget) -> list[QWidget]:
    """Controls that must be reached: enabled, and not one of a group that the chosen one stands for."""
    return [widget for widget in controls(window) if widget.isEnabled() and not _is_led(widget)]


def _is_led(widget: QWidget) -> bool:
    """A list whose rows are walked from the line above it."""
    return isinstance(widget, QAbstractItemView) and widget.focusPolicy() == Qt.FocusPolicy.NoFocus


def leads(widget: QWidget, step: Step) -> QWidget | None:
    """Where a key leads from a control, by a real press."""
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    at = QApplication.focusWidget()
    if at is None:
        return None
    group = at.group() if isinstance(at, QAbstractButton) else None
    chosen = group.checkedButton() if group is not None else None
    QTest.keyClick(at, step[0], step[1])
    QApplication.processEvents()
    there = QApplication.focusWidget()
    if group is not None and chosen is not None and group.checkedButton() is not chosen:
        chosen.click()  # looking round changes nothing
    for _ in range(_LOOKS):  # another choice may set the paper anew
        if at_rest(widget.window()):
            break
        QTest.qWait(10)
    return there


def ways(window: QWidget) -> Ways:
    """From each control that keys reach, where one press of Tab, F6 or their opposites leads."""
    start = QApplication.focusWidget()
    assert start is not None
    found: Ways = {}
    waiting = [start]
    while waiting:
        here = waiting.pop()
        if here in found:
            continue
        steps: list[Step] = [TAB, BACK, ON, OFF]
        if isinstance(here, QToolButton) or _is_one_of_many(here):
            steps += AMONG
        found[here] = [there for there in (leads(here, step) for step in steps) if there is not None]
        waiting += found[here]
    return found


def _is_one_of_many(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and (widget.group() is not None or widget.autoExclusive())


def unreached(window: QWidget, found: Ways) -> list[str]:
    """Controls to which no key leads."""
    return [told(widget) for widget in workable(window) if _bearer(widget) not in found]


def traps(found: Ways) -> list[str]:
    """Controls from which keys do not lead back to where they began."""
    first = next(iter(found))
    home = {first}
    while True:
        more = {here for here, there in found.items() if here not in home and not home.isdisjoint(there)}
        if not more:
            return [told(widget) for widget in found if widget not in home]
        home |= more


def unseen(window: QWidget, found: Ways) -> list[str]:
    """Controls that look the same with the keyboard and without it."""
    reached = [widget for widget in found if widget.isVisible() and widget is not window]
    missing = []
    for number, widget in enumerate(reached):
        other = reached[number - 1]
        if other is widget or _covers(other, widget):
            continue
        other.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if not widget.isVisible():
            continue
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        _bring_into_view(widget)
        QApplication.processEvents()
        box = _around(window, widget)
        with_keyboard = _picture(window, box)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        if _picture(window, box) == with_keyboard:
            missing.append(told(widget))
    return missing


def _bring_into_view(widget: QWidget) -> None:
    """As Tab does; setFocus alone does not."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            step.ensureWidgetVisible(widget)
        step = step.parentWidget()


def _covers(one: QWidget, other: QWidget) -> bool:
    return one.isAncestorOf(other) or other.isAncestorOf(one)


def _around(window: QWidget, widget: QWidget) -> QRect:
    corner = widget.mapTo(window, widget.rect().topLeft())
    return QRect(corner, widget.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def _picture(window: QWidget, box: QRect) -> QImage:
    return window.grab(box.intersected(window.rect())).toImage()


def cut(window: QWidget) -> list[str]:
    """Pages that are wider than their view: what a clerk would have to scroll sideways for."""
    return [
        f"{_trail(bar)}: {bar.maximum()} px"
        for bar in _sideways(window)
        if bar.isVisible() and bar.maximum() > bar.minimum()
    ]


def _sideways(window: QWidget) -> Iterator[QScrollBar]:
    for bar in window.findChildren(QScrollBar):
        if bar.orientation() == Qt.Orientation.Horizontal:
            yield bar
