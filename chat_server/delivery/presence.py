"""Who is here: derived from connections, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)


class Presence(Generic[K]):
    """Counts the connections of each person."""

    def __init__(self) -> None:
        self._connections: Counter[K] = Counter()

    def arrive(self, who: K) -> bool:
        """One more connection; True when it is their first."""
        self._connections[who] += 1
        return self._connections[who] == 1

    def leave(self, who: K) -> bool:
        """One connection less; True when it was their last."""
        self._connections[who] -= 1
        if self._connections[who] > 0:
            return False
        del self._connections[who]
        return True

    def is_here(self, who: K) -> bool:
        """Whether they have a connection."""
        return who in self._connections

    def __len__(self) -> int:
        return len(self._connections)


class Viewing:
    """Which agents have which conversation open, in how many windows."""

    def __init__(self) -> None:
        self._agents: dict[int, Counter[int]] = {}

    def open(self, conversation: int, agent: int) -> None:
        """One more window of this agent shows it."""
        self._agents.setdefault(conversation, Counter())[agent] += 1

    def leave(self, conversation: int, agent: int) -> None:
        """One window less."""
        agents = self._agents[conversation]
        agents[agent] -= 1
        if agents[agent] <= 0:
            del agents[agent]
        if not agents:
            del self._agents[conversation]

    def agents(self, conversation: int) -> list[int]:
        """Who has it open."""
        return sorted(self._agents.get(conversation, ()))
