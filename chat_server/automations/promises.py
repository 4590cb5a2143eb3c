"""Notes when a promise was missed."""

from __future__ import annotations

from chat_server.actions.promises import miss_promises
from chat_server.actions.services import Services
from chat_server.domain.errors import Unavailable
from chat_server.log import log

LOOK_INTERVAL_S = 5.0


async def miss_promises_regularly(services: Services) -> None:
    """Look every few seconds of the server's clock; runs until cancelled."""
    while True:
        try:
            await miss_promises(services)
        except Unavailable as error:
            log.warning("miss_failed", error=str(error))
        await services.clock.sleep(LOOK_INTERVAL_S)
