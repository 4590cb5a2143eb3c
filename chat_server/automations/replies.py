"""What the reply library needs beside the requests: counting marks, noting outcomes, hearing of other processes."""

from __future__ import annotations

import sqlite3

from canned_replies.errors import RepliesError
from chat_server.actions.coaching import count_sent_marks
from chat_server.actions.outcomes import note_outcomes
from chat_server.actions.replies import tell_of_other_changes
from chat_server.actions.services import Services
from chat_server.actions.starter import bring_starter
from chat_server.domain.errors import Unavailable
from chat_server.log import log

LOOK_INTERVAL_S = 3.0
OUTCOMES_EVERY = 20  # looks: once a minute


async def look_after_replies_regularly(services: Services) -> None:
    """Look every few seconds of the server's clock; runs until cancelled. Nothing here is urgent."""
    look = 0
    while True:
        try:
            if look == 0:
                await bring_starter(services)
            await count_sent_marks(services)
            await tell_of_other_changes(services)
            if look % OUTCOMES_EVERY == 0:
                await note_outcomes(services)
        except (Unavailable, sqlite3.Error) as error:
            log.warning("reply_look_failed", error=str(error))
        except RepliesError as error:
            # The starter that came along is at fault: the server does without it.
            log.error("starter_refused", error=str(error))
            look += 1
        else:
            look += 1
        await services.clock.sleep(LOOK_INTERVAL_S)
