"""Visitors' tokens: signed, bound to one inbox, expiring and renewable. Nothing of them is stored.

A token names a contact that need not exist yet: rows are written with the first message, so that somebody who
only looks leaves nothing behind. ``docs/decisions/0005`` tells why signed and not random.
"""

from __future__ import annotations

from itsdangerous import BadSignature, URLSafeSerializer

from chat_server.domain.errors import Unauthenticated
from chat_server.domain.people import Inbox, Visitor

RENEW_AFTER_MS = 86_400_000


class VisitorTokens:
    """Issues and reads tokens with the installation's secret."""

    def __init__(self, secret: str, lifetime_ms: int) -> None:
        self._serializer = URLSafeSerializer(secret, salt="visitor-token")
        self._lifetime_ms = lifetime_ms

    def issue(self, visitor: Visitor, now: int) -> str:
        """A token for a visitor, beginning now."""
        token: str | bytes = self._serializer.dumps([visitor.inbox, visitor.contact, now])
        return token if isinstance(token, str) else token.decode()

    def read(self, token: str, inbox: Inbox, locale: str, now: int) -> tuple[Visitor, bool]:
        """Whose token it is, and whether it should be renewed.

        Raises:
            Unauthenticated: forged, expired, or of another inbox.
        """
        issued_inbox, contact, issued_at = self._load(token)
        if issued_inbox != inbox.id:
            raise Unauthenticated("expected a token of this inbox; got one of another inbox")
        age = now - issued_at
        if age > self._lifetime_ms:
            raise Unauthenticated("expected a token that is still valid; this one has expired")
        return Visitor(inbox.id, contact, locale), age > RENEW_AFTER_MS

    def inbox_of(self, token: str) -> int:
        """The inbox a token is bound to.

        Raises:
            Unauthenticated: forged.
        """
        return self._load(token)[0]

    def _load(self, token: str) -> tuple[int, int, int]:
        try:
            inbox, contact, issued_at = self._serializer.loads(token)
        except (BadSignature, ValueError, TypeError):
            raise Unauthenticated("expected a token that this server issued; got another one") from None
        return inbox, contact, issued_at
