"""A furnished house for every story."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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


@pytest.fixture
async def house(furnished: Path, tmp_path: Path) -> AsyncIterator[House]:
    """A server in process with its team, on a data folder of its own."""
    data = tmp_path / "data"
    shutil.copytree(furnished, data)
    async with open_house(data) as opened:
        yield opened
