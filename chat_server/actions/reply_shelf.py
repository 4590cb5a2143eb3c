"""The reply library, kept at hand: what pickers ask for is there in one piece, and only what changed is read again."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections.abc import Iterable
from typing import Any

import brotli
import msgspec

from canned_replies.languages import LANGUAGES
from canned_replies.placeholder import Placeholder
from canned_replies.reply import Reply
from chat_server.domain.people import Agent
from chat_server.protocol.frames import ReplyCard
from chat_server.storage.replies import library_change, replies_changed_since
from chat_server.storage.reply_terms import Terms, fetch_terms
from chat_server.storage.store import Store

from . import reply_cards

MANY = 200
BROTLI_QUALITY = 9  # a tenth smaller than gzip, and quick enough to do after every change
_Row = tuple[Reply, dict[str, Any], ReplyCard | None]
_encode = msgspec.json.Encoder().encode


class Packed(msgspec.Struct, frozen=True):
    """An answer that many ask for: its ETag, its bytes, and the same compressed."""

    etag: str
    plain: bytes
    gzipped: bytes
    brotli: bytes

    @classmethod
    async def of(cls, etag: str, plain: bytes) -> Packed:
        """Compressed away from the loop, once for all who ask."""
        return await asyncio.to_thread(
            lambda: cls(etag, plain, gzip.compress(plain, 6), brotli.compress(plain, quality=BROTLI_QUALITY))
        )


class ReplyShelf:
    """A copy of the library that follows the database, whoever changes it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._packed: dict[tuple[str, ...], Packed] = {}
        self.change = -1
        self.terms = Terms({}, {})
        self.cards: dict[str, ReplyCard] = {}
        self.overviews: dict[str, dict[str, Any]] = {}
        self.drafts: dict[str, Reply] = {}

    async def fresh(self) -> ReplyShelf:
        """This shelf, after reading what changed since it was looked at last."""
        db = self._store.reader()
        change = await library_change(db)
        if change != self.change:
            since = self.change
            terms = await fetch_terms(db)
            replies = await replies_changed_since(db, since)
            # A large library is laid out away from the loop; it is put on the shelf in one turn.
            rows = await asyncio.to_thread(_rows, replies) if len(replies) > MANY else _rows(replies)
            self.terms = terms
            self._put(rows)
            self.change = max(change, self.change)
            self._packed = {}
        return self

    def put(self, replies: Iterable[Reply]) -> None:
        """These replies are as follows."""
        self._put(_rows(replies))

    def _put(self, rows: Iterable[_Row]) -> None:
        for reply, overview, card in rows:
            known = self.overviews.get(reply.key)
            if known is not None and known["version"] > reply.version:
                continue
            self.overviews[reply.key] = overview
            self.drafts.pop(reply.key, None)
            self.cards.pop(reply.key, None)
            if any(revision.state in ("draft", "in_review") for revision in reply.revisions):
                self.drafts[reply.key] = reply
            if card is not None:
                self.cards[reply.key] = card

    @property
    def placeholders(self) -> dict[str, Placeholder]:
        """What blanks may stand for."""
        return dict(self.terms.placeholders)

    async def answer(self, agent: Agent, inbox_keys: Iterable[str], epoch: str) -> Packed:
        """Everything a picker needs, as this agent may find it."""
        keys = tuple(sorted(inbox_keys))
        scoped = tuple(
            sorted(key for key, card in self.cards.items() if card.scope.kind != "everyone"
                   and reply_cards.may_find(agent, keys, card))
        )  # fmt: skip
        if scoped not in self._packed:
            change = self.change
            plain = self._plain(frozenset(scoped))
            whose = hashlib.sha256("\n".join(scoped).encode()).hexdigest()[:12]
            packed = await Packed.of(f'"{epoch}-{change}-{whose}"', plain)
            if change != self.change:
                return packed
            self._packed[scoped] = packed
        return self._packed[scoped]

    def _plain(self, scoped: frozenset[str]) -> bytes:
        shown = [card for key, card in sorted(self.cards.items()) if card.scope.kind == "everyone" or key in scoped]
        return _encode(
            {
                "change": self.change,
                "languages": LANGUAGES,
                "situations": self.terms.situations,
                "placeholders": {name: _placeholder(p) for name, p in self.terms.placeholders.items()},
                "replies": shown,
            }
        )


def _rows(replies: Iterable[Reply]) -> list[_Row]:
    return [(reply, reply_cards.overview_of(reply), reply_cards.card_of(reply)) for reply in replies]


def _placeholder(placeholder: Placeholder) -> dict[str, Any]:
    return {
        "kind": placeholder.kind,
        "fallback": placeholder.fallback,
        "example": placeholder.example,
        "ask": placeholder.is_asked,
        "makes_promise": placeholder.makes_promise,
        "only": placeholder.only,
    }
