"""Plain SQL through the driver beside SQLAlchemy Core: the hot append, and a list.

The same statements on the same tables, in memory so that the disk does not blur the difference. The driver is the
floor. SQLAlchemy is not a part of the product: without it (``pip install "sqlalchemy[asyncio]"``) there are no figures.
The numbers back ``docs/decisions/0002-plain-sql.md``.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from .figure import Figure

COLUMNS = ("conversation", "seq", "kind", "sender", "client_id", "body", "at")
SCHEMA = (
    "CREATE TABLE items (conversation INTEGER, seq INTEGER, kind TEXT, sender TEXT, client_id TEXT, body TEXT, "
    "at INTEGER, PRIMARY KEY (conversation, seq)) WITHOUT ROWID"
)
PAGE = 50
Step = Callable[[int], object]


def measure(_folder: Path, *, is_quick: bool) -> list[Figure]:
    """Microseconds of processor time per message and per list."""
    try:
        import sqlalchemy  # noqa: PLC0415  # optional: only this measurement knows it
    except ImportError:
        return []
    repeat = 200 if is_quick else 3_000
    with sqlite3.connect(":memory:", isolation_level=None) as driver:
        driver.execute(SCHEMA)
        engine = sqlalchemy.create_engine("sqlite://", poolclass=sqlalchemy.StaticPool)
        with engine.connect() as core:
            core.exec_driver_sql(SCHEMA)
            pairs = [
                ("append of one message", *_appends(sqlalchemy, driver, core)),
                (f"list of the last {PAGE} items", *_lists(sqlalchemy, driver, core)),
            ]
            return [_figure(name, plain, with_core, repeat) for name, plain, with_core in pairs]


def _figure(name: str, plain: Step, with_core: Step, repeat: int) -> Figure:
    rounds = [(_cost(plain, repeat, n), _cost(with_core, repeat, n)) for n in range(5)]
    floor = median(plain_cost for plain_cost, _ in rounds)
    ratio = median(core_cost / plain_cost for plain_cost, core_cost in rounds)
    return Figure(f"{name}, SQLAlchemy Core", floor * ratio, "µs", floor=floor)


def _cost(step: Step, repeat: int, round_number: int) -> float:
    before = time.process_time()
    for n in range(repeat):
        step(round_number * repeat + n)
    return 1e6 * (time.process_time() - before) / repeat


def _row(n: int) -> tuple[object, ...]:
    return (n % 100, n // 100, "message", "visitor", f"c-{n:09}", "Thank you, that helps.", n)


def _appends(sqlalchemy: Any, driver: sqlite3.Connection, core: Any) -> tuple[Step, Step]:
    sql = "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?)"
    items = _table(sqlalchemy)
    insert = items.insert()
    return (
        lambda n: driver.execute(sql, _row(n)),
        lambda n: core.execute(insert, dict(zip(COLUMNS, _row(n), strict=True))),
    )


def _lists(sqlalchemy: Any, driver: sqlite3.Connection, core: Any) -> tuple[Step, Step]:
    sql = "SELECT * FROM items WHERE conversation = ? AND seq < ? ORDER BY seq DESC LIMIT ?"
    items = _table(sqlalchemy)

    def with_core(n: int) -> object:
        chosen = sqlalchemy.select(items).where(items.c.conversation == n % 100, items.c.seq < 2**40)
        return core.execute(chosen.order_by(items.c.seq.desc()).limit(PAGE)).all()

    return (lambda n: driver.execute(sql, (n % 100, 2**40, PAGE)).fetchall(), with_core)


def _table(sqlalchemy: Any) -> Any:
    numbers = {"conversation", "seq", "at"}
    columns = [sqlalchemy.Column(name, sqlalchemy.Integer if name in numbers else sqlalchemy.Text) for name in COLUMNS]
    return sqlalchemy.Table("items", sqlalchemy.MetaData(), *columns)
