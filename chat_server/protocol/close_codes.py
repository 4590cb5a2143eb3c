"""Why the server closed a socket, and what a client does about it."""

from __future__ import annotations

from enum import IntEnum


class CloseCode(IntEnum):
    """WebSocket close codes (RFC 6455 section 7.4); 4000–4999 are this protocol's own."""

    RESTARTING = 1012
    """The server stops; come back after the announced time."""
    BAD_FRAME = 4400
    """Too many frames that could not be understood, or no ``hello`` first. Do not retry unchanged."""
    UNAUTHENTICATED = 4401
    """The token or session is expired or forged. A visitor drops the token and says ``hello`` again."""
    FORBIDDEN = 4403
    """This origin or inbox may not connect. Do not retry."""
    SILENT = 4408
    """Nothing came for two heartbeats. Reconnect and resume."""
    TOO_LARGE = 4413
    """A frame of more than 64 KiB. Do not send it again."""
    TOO_MANY = 4429
    """Too many frames per second. Reconnect after the announced time and slow down."""
    TOO_SLOW = 4503
    """This reader fell behind its outbox. Reconnect and resume."""
