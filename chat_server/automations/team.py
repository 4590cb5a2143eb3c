"""Ends the consoles of sessions that are over, and notices who left the team."""

from __future__ import annotations

import sqlite3

from chat_server.actions.agents import follow_team
from chat_server.actions.services import Services
from chat_server.actions.sign_in import end_stale_consoles
from chat_server.domain.errors import Unavailable
from chat_server.log import log

LOOK_INTERVAL_S = 5.0


async def follow_team_regularly(services: Services) -> None:
    """Look every few seconds of the server's clock; runs until cancelled."""
    left: frozenset[int] = frozenset()
    while True:
        try:
            await end_stale_consoles(services)
            left = await follow_team(services, left)
        except (Unavailable, sqlite3.Error) as error:
            log.warning("team_look_failed", error=str(error))
        await services.clock.sleep(LOOK_INTERVAL_S)
