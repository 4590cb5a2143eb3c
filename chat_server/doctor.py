"""Checks an installation and says, finding by finding, what is fine and what must be mended."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from dataclasses import dataclass

from chat_server.settings import Settings
from chat_server.storage.migrate import MigrationError, available_migrations, current_version
from chat_server.storage.store import StoreError, prepare_folder

MIN_FREE_BYTES = 200 * 2**20
MIN_OPEN_FILES = 1024


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    is_fine: bool
    text: str


def examine(settings: Settings) -> list[Finding]:
    """Look at the data folder, the database, room on the disk, limits and the public address."""
    findings = [_folder(settings)]
    if findings[0].is_fine:
        findings += [_room(settings), *_database(settings)]
    return [*findings, _open_files(), _address(settings)]


def _folder(settings: Settings) -> Finding:
    try:
        prepare_folder(settings.data)
    except StoreError as error:
        return Finding(False, str(error))
    mode = stat.S_IMODE(settings.data.stat().st_mode)
    if mode & stat.S_IROTH:
        return Finding(
            True, f"data folder {settings.data} can be written; others may read it, chmod 700 would keep it private"
        )
    return Finding(True, f"data folder {settings.data} can be written")


def _room(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.data).free
    return Finding(free >= MIN_FREE_BYTES, f"{free // 2**20:,} MiB free on the disk, {MIN_FREE_BYTES // 2**20} wanted")


def _database(settings: Settings) -> list[Finding]:
    path = settings.database_path
    if not path.exists():
        return [Finding(True, "no database yet; serve creates it")]
    try:
        version = current_version(path)
    except MigrationError as error:
        return [Finding(False, str(error))]
    newest = available_migrations()[-1][0]
    findings = [Finding(version <= newest, f"database has version {version}, this Warmline knows up to {newest}")]
    with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as connection:
        answer = connection.execute("PRAGMA quick_check").fetchone()[0]
        findings.append(Finding(answer == "ok", f"database check: {answer}"))
        if version > 0:
            inboxes = connection.execute("SELECT count(*) FROM inboxes").fetchone()[0]
            agents = connection.execute("SELECT count(*) FROM agents WHERE is_active").fetchone()[0]
            findings.append(Finding(inboxes > 0, f"{inboxes} inboxes; warmline create-inbox adds one"))
            findings.append(Finding(agents > 0, f"{agents} agents; warmline create-agent adds one"))
    return findings


def _open_files() -> Finding:
    import resource  # noqa: PLC0415 - not on every system

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Finding(soft >= MIN_OPEN_FILES, f"{soft} open files allowed; each visitor needs one")


def _address(settings: Settings) -> Finding:
    is_local = "localhost" in settings.base_url or "127.0.0.1" in settings.base_url
    is_exposed = settings.host not in ("127.0.0.1", "::1", "localhost")
    if is_exposed and not settings.is_secure and not is_local:
        return Finding(
            False, f"browsers reach {settings.base_url} without TLS; put a proxy with a certificate in front"
        )
    return Finding(True, f"browsers reach {settings.base_url} (process {os.getpid()} as user {os.getuid()})")
