"""``warmline demo``: the product and the shop in one process, on two neighbouring ports."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chat_server.actions.services import open_services
from chat_server.actions.starter import bring_starter
from chat_server.app import create_app
from chat_server.clock import SystemClock
from chat_server.log import LEVELS, log
from chat_server.serve import ServeError, drain, listen, make_server, run_servers
from chat_server.settings import Settings, settings_from_environment
from chat_server.sockets.registry import Registry

from .announcement import Announcement, print_for_people, print_json
from .seed import seed_demo
from .shop import create_shop
from .team import INBOX_KEY

HIGHEST_PORT = 65_535


async def run_demo(port: int, shop_port: int, data: Path | None, as_json: bool) -> None:
    """Serve product and shop until SIGINT or SIGTERM.

    Without ``data`` each start begins afresh in a temporary folder, which is removed at the end: then nobody in the
    console has waited since yesterday. With ``data`` everything that is said stays there.

    Raises:
        ServeError: a port is taken or is none; StoreError, MigrationError: the folder or its database cannot be used.
    """
    for number in (port, shop_port):
        if not 0 < number <= HIGHEST_PORT:
            raise ServeError(f"expected a port between 1 and {HIGHEST_PORT}; got {number}")
    _be_quiet_unless_asked()
    with _folder(data) as folder:
        await _serve(demo_settings(port, folder), shop_port, as_json)


def demo_settings(port: int, folder: Path) -> Settings:
    """The environment's settings, but for what would lead a demo to a real installation's data or address."""
    return settings_from_environment(host="127.0.0.1", port=port, data=folder, public_url="")


async def _serve(settings: Settings, shop_port: int, as_json: bool) -> None:
    shop_url = f"http://localhost:{shop_port}"
    listener, shop_listener = listen(settings.host, settings.port), listen(settings.host, shop_port)
    registry = Registry()
    async with open_services(settings, SystemClock()) as services:
        await bring_starter(services)
        seeded = await seed_demo(services, shop_url, (shop_url, f"http://127.0.0.1:{shop_port}"))
        servers = [
            (make_server(create_app(services, registry), settings), listener),
            (make_server(create_shop(settings.base_url, INBOX_KEY), settings), shop_listener),
        ]
        announcement = Announcement(shop_url, settings.base_url, str(settings.data.absolute()), seeded.is_new)
        # Said on the loop's next turn: by then the servers take the signals, and whoever reads it may end them at once.
        asyncio.get_running_loop().call_soon(_announce, announcement, as_json)
        await run_servers(servers, lambda: drain(services, registry))


def _announce(announcement: Announcement, as_json: bool) -> None:
    if as_json:
        print_json(announcement, sys.stdout)
    else:
        print_for_people(announcement)


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data is not None:
        yield data
        return
    with tempfile.TemporaryDirectory(prefix="warmline-demo-") as folder:
        yield Path(folder)


def _be_quiet_unless_asked() -> None:
    """The announcement is what people should see; the log's lines come when a level is asked for."""
    if "WARMLINE_LOG_LEVEL" not in os.environ:
        log.level = LEVELS["warning"]
