"""How a command runs: settings read, services opened, faults told in one sentence."""

from __future__ import annotations

import sys
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chat_server.settings import Settings, SettingsError, settings_from_environment

if TYPE_CHECKING:
    from chat_server.actions.services import Services


class Refusal(click.ClickException):
    """A fault that the person at the command line can mend: one sentence, no traceback."""

    def show(self, file: Any = None) -> None:
        """The sentence on standard error."""
        click.echo(f"warmline: {self.message}", err=True, file=file)


def settings_of(**overrides: Any) -> Settings:
    """The settings of the environment and the command line.

    Raises:
        Refusal: one of them cannot be used.
    """
    try:
        return settings_from_environment(**overrides)
    except SettingsError as error:
        raise Refusal(str(error)) from error


def services_of(data: Path | None) -> AbstractAsyncContextManager[Services]:
    """The services on a data folder, as a context."""
    from chat_server.actions.services import open_services
    from chat_server.clock import SystemClock

    return open_services(settings_of(data=data), SystemClock())


def run_command(work: Coroutine[Any, Any, None], *, with_log: bool = False) -> None:
    """Run a command to its end.

    Raises:
        Refusal: it met a fault that the person at the command line can mend.
    """
    from canned_replies.errors import RepliesError
    from chat_server.domain.errors import WarmlineError
    from chat_server.log import set_up_log
    from chat_server.serve import ServeError
    from chat_server.storage.migrate import MigrationError
    from chat_server.storage.store import StoreError

    set_up_log(settings_of().log_level if with_log else "warning")
    try:
        import uvloop

        uvloop.run(work)
    except (WarmlineError, RepliesError, ServeError, StoreError, MigrationError) as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        sys.exit(130)
