"""Every open connection of this node, so that they can be swept and, at the end, drained."""

from __future__ import annotations

import asyncio
import random

from chat_server.protocol.close_codes import CloseCode
from chat_server.protocol.codec import encode
from chat_server.protocol.frames import GoingAway

from .connection import Connection

SLICES = 20


class Registry:
    """The open connections."""

    def __init__(self) -> None:
        self._connections: set[Connection] = set()

    def __len__(self) -> int:
        return len(self._connections)

    def add(self, connection: Connection) -> None:
        """A socket opened."""
        self._connections.add(connection)

    def remove(self, connection: Connection) -> None:
        """A socket closed."""
        self._connections.discard(connection)

    def all(self) -> list[Connection]:
        """All open connections, as of now."""
        return list(self._connections)

    async def drain(self, over_s: float) -> None:
        """Tell every client when to come back, then close them in slices, so that they do not return at once."""
        connections = self.all()
        for connection in connections:
            # Random, not cryptographic: it only spreads the returns.
            connection.put(encode(GoingAway(retry_after_s=round(1 + random.random() * over_s, 2))))  # noqa: S311
        size = max(1, -(-len(connections) // SLICES))
        for start in range(0, len(connections), size):
            for connection in connections[start : start + size]:
                connection.close(CloseCode.RESTARTING, "restarting")
            if len(connections) > SLICES:
                await asyncio.sleep(over_s / SLICES)
        await asyncio.gather(*(connection.closed() for connection in connections))
