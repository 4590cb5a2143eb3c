"""Open consoles by the session that opened them, so that the end of a session is the end of its consoles."""

from __future__ import annotations

from collections.abc import Callable

End = Callable[[], None]


class Consoles:
    """Who can be shown out, by the hash of the session's secret."""

    def __init__(self) -> None:
        self._open: dict[str, dict[End, None]] = {}

    def opened(self, session: str, end: End) -> None:
        """A window of this session said hello; ``end`` closes it."""
        self._open.setdefault(session, {})[end] = None

    def closed(self, session: str, end: End) -> None:
        """The window is gone."""
        windows = self._open.get(session, {})
        windows.pop(end, None)
        if not windows:
            self._open.pop(session, None)

    def end(self, session: str) -> None:
        """Close every window of a session that is over."""
        for end in tuple(self._open.get(session, ())):
            end()

    def sessions(self) -> list[str]:
        """The sessions that have a window open."""
        return list(self._open)
