"""What the figures and words of a picture were taken from: said at its foot, of what it shows and of nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.document.story import Noughts, Pairs, Story, StoryBlock, Years
from app.document.story_words import story_words


def source(title: str, blocks: Sequence[StoryBlock]) -> str:
    """The sentence over ``blocks``, made from the report called ``title``."""
    words = story_words()
    has_texts = any(isinstance(block, Pairs) for block in blocks)
    has_years = any(isinstance(block, Years) or (isinstance(block, Noughts) and block.line) for block in blocks)
    said = words("foot", "texts" if has_texts else "figures", title=title)
    return said + (words("foot", "earlier") if has_years else "")


def only(story: Story, blocks: Sequence[StoryBlock]) -> Story:
    """``story`` with no other blocks than these."""
    foot = replace(story.foot, source=source(story.foot.report, blocks))
    return replace(story, blocks=tuple(blocks), foot=foot)
