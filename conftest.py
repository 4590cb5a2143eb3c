"""How the tests share two processors: browsers and faults one after another, the rest beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent / "tests"
ONE_AFTER_ANOTHER = {"browser": "heavy", "faults": "heavy"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep each file on one worker, and those folders that need a whole processor on the same one."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0] if item.path.is_relative_to(TESTS) else ""
        group = ONE_AFTER_ANOTHER.get(folder, str(item.path))
        item.add_marker(pytest.mark.xdist_group(group))
