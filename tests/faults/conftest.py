"""A prepared data folder, copied for every test, and an installation on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.faults.installation import Installation, prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with inboxes and agents, made once."""
    folder = tmp_path_factory.mktemp("prepared")
    asyncio.run(prepare(folder))
    return folder


@pytest.fixture
async def house(prepared: Path, tmp_path: Path) -> AsyncIterator[Installation]:
    """An installation whose server is not started yet; whatever happens, it is cleared away."""
    installation = Installation(prepared, tmp_path)
    yield installation
    await installation.close()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def serving(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    """One installation that serves a whole file; at the end its log must still be calm."""
    house = Installation(prepared, tmp_path_factory.mktemp("serving"))
    try:
        await house.server.start()
        yield house
        await house.server.terminate()
        house.assert_calm()
    finally:
        await house.close()
