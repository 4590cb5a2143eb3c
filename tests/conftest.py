"""A furnished house for every story."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from chat_server.actions.starter import bring_starter
from tests.support.house import House, open_house


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the shop and its team, made once: hashing passwords is slow on purpose."""
    folder = tmp_path_factory.mktemp("furnished")

    async def furnish() -> None:
        async with open_house(folder):
            pass

    asyncio.run(furnish())
    return folder


@pytest.fixture(scope="session")
def stocked(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same folder with the starter's replies and phrase rules, brought once."""
    folder = tmp_path_factory.mktemp("stocked") / "data"
    shutil.copytree(furnished, folder)

    async def stock() -> None:
        async with open_house(folder) as opened:
            await bring_starter(opened.services)

    asyncio.run(stock())
    return folder


@pytest.fixture
async def library_house(stocked: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A server in process with its team and the starter's library, on a data folder of its own."""
    data = tmp_path / "data"
    shutil.copytree(stocked, data)
    async with open_house(data) as opened:
        yield opened


@pytest.fixture
async def house(furnished: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A server in process with its team, on a data folder of its own."""
    data = tmp_path / "data"
    shutil.copytree(furnished, data)
    async with open_house(data) as opened:
        yield opened
