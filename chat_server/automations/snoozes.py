"""Wakes conversations whose snooze is over."""

from __future__ import annotations

from chat_server.actions.conversations import wake_snoozed
from chat_server.actions.services import Services
from chat_server.domain.errors import Unavailable
from chat_server.log import log


async def wake_snoozed_regularly(services: Services) -> None:
    """Look every few seconds of the server's clock; runs until cancelled."""
    while True:
        try:
            await wake_snoozed(services)
        except Unavailable as error:
            log.warning("wake_failed", error=str(error))
        await services.clock.sleep(services.settings.snooze_wake_interval_s)
