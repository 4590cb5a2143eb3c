"""What agents have just sent, until the coach has looked at it for the record."""

from __future__ import annotations

from collections import deque

import msgspec

from chat_server.domain.people import Tone

MAX_WAITING = 2_000
"""Beyond this the oldest are forgotten: counting must never grow into a burden."""


class SentText(msgspec.Struct, frozen=True):
    """One message: the conversation's language, the inbox's tone, and the words."""

    locale: str
    tone: Tone
    body: str


class SentTexts:
    """A bounded queue; noting one costs next to nothing."""

    def __init__(self) -> None:
        self._waiting: deque[SentText] = deque(maxlen=MAX_WAITING)

    def note(self, text: SentText) -> None:
        """This was sent."""
        self._waiting.append(text)

    def take(self) -> list[SentText]:
        """All that waits; nothing waits afterwards."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken
