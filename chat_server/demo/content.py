"""Everything that was said before the demo began."""

from __future__ import annotations

from . import talks_en, talks_fa, talks_hu
from .talk import Talk

TALKS: tuple[Talk, ...] = tuple(
    sorted((*talks_en.TALKS, *talks_fa.TALKS, *talks_hu.TALKS), key=lambda talk: -talk.begun_ago)
)
"""All conversations, the oldest first."""
