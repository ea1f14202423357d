"""The text part that shows, and its page."""

from tests.ui.editor.conftest import Hands
from ui.editor.text.narrative import Narrative
from ui.editor.text.tab import TextTab


def tab(hand: Hands) -> TextTab:
    """The text part on top."""
    found = hand.place.pages.currentWidget()
    assert isinstance(found, TextTab)
    return found


def page(hand: Hands) -> Narrative:
    """What is written on there."""
    return tab(hand).page
