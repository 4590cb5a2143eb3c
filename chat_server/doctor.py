"""Checks an installation and says, finding by finding, what is fine and what must be mended."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
from contextlib import closing
from dataclasses import dataclass
from urllib.parse import urlsplit

from chat_server.settings import Settings
from chat_server.storage.migrate import MigrationError, available_migrations, current_version
from chat_server.storage.store import StoreError, prepare_folder

MIN_FREE_BYTES = 200 * 2**20
MIN_OPEN_FILES = 1024
OWN_HOSTS = ("localhost", "127.0.0.1", "::1")


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
    return [*findings, _open_files(), *_address(settings)]


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
    newest = available_migrations()[-1][0]
    try:
        version = current_version(path)
        advice = "" if version <= newest else "; use the newer Warmline, or restore a backup"
        known = f"database has version {version}, this Warmline knows up to {newest}{advice}"
        findings = [Finding(version <= newest, known)]
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA quick_check").fetchone()[0]
            findings.append(Finding(answer == "ok", f"database check: {answer}"))
            return [*findings, *(_people(connection) if 0 < version <= newest else [])]
    except MigrationError as error:
        return [Finding(False, str(error))]
    except sqlite3.Error as error:
        return [Finding(False, f"expected a sound database at {path}; SQLite answered: {error}. Restore a backup")]


def _people(connection: sqlite3.Connection) -> list[Finding]:
    """The inboxes with their keys, as set-inbox wants them, and how many can answer."""
    inboxes = connection.execute("SELECT public_key, name, allowed_origins FROM inboxes ORDER BY id").fetchall()
    agents = connection.execute("SELECT count(*) FROM agents WHERE is_active").fetchone()[0]
    return [
        *(Finding(True, f"inbox {key}, {name}, works on {', '.join(json.loads(at))}") for key, name, at in inboxes),
        *([] if inboxes else [Finding(False, "no inbox yet; warmline create-inbox adds one")]),
        Finding(agents > 0, f"agents: {agents}" if agents else "no agent yet; warmline create-agent adds one"),
    ]


def _open_files() -> Finding:
    import resource  # noqa: PLC0415 - not on every system

    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return Finding(soft >= MIN_OPEN_FILES, f"{soft} open files allowed; each visitor needs one")


def _address(settings: Settings) -> list[Finding]:
    url = settings.base_url
    if urlsplit(url).hostname in OWN_HOSTS:
        if settings.host in OWN_HOSTS:
            return [Finding(True, f"browsers of this machine reach {url}")]
        wanted = "set WARMLINE_PUBLIC_URL to what browsers of others show, or agents cannot sign in there"
        return [Finding(False, f"listens on {settings.host} for others, but calls itself {url}; {wanted}")]
    if not settings.is_secure:
        return [Finding(False, f"browsers reach {url} without TLS; put a proxy with a certificate in front")]
    if not settings.trusted_proxies:
        wanted = "set WARMLINE_TRUSTED_PROXIES to the proxy's address, or everybody seems to come from there"
        return [Finding(False, f"browsers reach {url} through a proxy that is not named; {wanted}")]
    return [Finding(True, f"browsers reach {url} through {settings.trusted_proxies}")]
