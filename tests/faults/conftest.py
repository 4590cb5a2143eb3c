"""A prepared data folder, copied for every test, and an installation on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
