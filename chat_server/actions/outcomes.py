"""What visitors did after a message that came from a reply."""

from __future__ import annotations

from chat_server.storage import reply_uses
from chat_server.storage.database import Database

from .services import Services

DAY_MS = 86_400_000
QUIET_AFTER_MS = 7 * DAY_MS


async def note_outcomes(services: Services) -> int:
    """Note the visitor's next reaction where it is known by now; returns how many there were."""
    now = services.clock.now_ms()
    # Looked up beside the writer, so that messages do not wait for it.
    found = await reply_uses.new_outcomes(
        services.store.reader(), now - QUIET_AFTER_MS, now - services.reopen_ms - QUIET_AFTER_MS
    )
    if not found:
        return 0

    async def note(db: Database) -> None:
        await reply_uses.note_outcomes(db, found, now)

    await services.store.writer.run(note, is_aside=True)
    return len(found)
