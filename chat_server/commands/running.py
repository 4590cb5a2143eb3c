"""How a command runs: settings read, services opened, faults told in one sentence."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from chat_server.settings import Settings, SettingsError, settings_from_environment

if TYPE_CHECKING:
    from chat_server.actions.services import Services

DATA = click.option("--data", type=click.Path(path_type=Path), help="Folder of the database (WARMLINE_DATA).")


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


@asynccontextmanager
async def services_of(data: Path | None, *, is_first: bool = False) -> AsyncIterator[Services]:
    """The services on a data folder. Only what an installation begins with may begin a database, and says so.

    Raises:
        StoreError: there is no database, which mostly means that another folder was meant.
    """
    from chat_server.actions.services import open_services
    from chat_server.clock import SystemClock
    from chat_server.storage.store import StoreError, find_database

    settings = settings_of(data=data)
    try:
        find_database(settings.database_path)
    except StoreError:
        if not is_first:
            raise
        click.echo(f"Beginning a new database in {settings.data.absolute()}.", err=True)
    async with open_services(settings, SystemClock()) as services:
        yield services


def run_command(work: Coroutine[Any, Any, None], *, with_log: bool = False) -> None:
    """Run a command to its end.

    Raises:
        Refusal: it met a fault that the person at the command line can mend.
    """
    import uvloop

    from canned_replies.errors import RepliesError
    from chat_server.domain.errors import WarmlineError
    from chat_server.log import set_up_log
    from chat_server.serve import ServeError
    from chat_server.storage.migrate import MigrationError
    from chat_server.storage.store import StoreError

    try:
        set_up_log(settings_of().log_level if with_log else "warning")
        uvloop.run(work)
    except (WarmlineError, RepliesError, ServeError, StoreError, MigrationError) as error:
        raise Refusal(str(error)) from error
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        work.close()  # where a setting was refused, it never began
