"""What an operator can set, read from the environment. ``docs/operations.md`` lists every one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

NEW_PASSWORD = "WARMLINE_NEW_PASSWORD"  # noqa: S105 - the name of a variable, read by create-agent and set-agent
DEFAULT_PORTS = {"http": 80, "https": 443}
MAX_DAYS = 36_500
MAX_SECONDS = 86_400


class SettingsError(ValueError):
    """A setting cannot be used; the message says what was expected and what came."""


class Kind(NamedTuple):
    """What a setting takes, in words and as a check; ``read`` raises ValueError for a text that is no such value."""

    wanted: str
    read: Callable[[str], Any]
    fits: Callable[[Any], bool]


def _whole(least: int, most: int) -> Kind:
    return Kind(f"a whole number from {least} to {most:,}", int, lambda number: least <= number <= most)


def _number(least: float, most: int) -> Kind:
    return Kind(f"a number from {least:g} to {most:,}", float, lambda number: least <= number <= most)


def _one_of(*choices: str) -> Kind:
    return Kind(f"{', '.join(choices[:-1])} or {choices[-1]}", str, choices.__contains__)


def _is_address(text: str) -> bool:
    if not text:
        return True
    try:
        parts = urlsplit(text)
        is_bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
        return parts.scheme in DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0 and is_bare
    except ValueError:  # a port that is none, or half an IPv6 address
        return False


def _are_networks(text: str) -> bool:
    try:
        return not text or bool([ip_network(part.strip()) for part in text.split(",")])
    except ValueError:
        return False


FOLDER = Kind("a folder", lambda text: Path(text) if text else None, lambda folder: folder is not None)
HOST = Kind("an address to listen on, such as 127.0.0.1", str, bool)
PORT = _whole(1, 65_535)
ADDRESS = Kind("an address without a path, such as https://chat.example, or empty", str, _is_address)
NETWORKS = Kind("IP addresses or networks, such as 127.0.0.1,10.0.0.0/8, or empty", str, _are_networks)


def _setting(env: str, default: Any, kind: Kind, help: str) -> Any:
    return field(default=default, metadata={"env": env, "kind": kind, "help": help})


@dataclass(frozen=True)
class Settings:
    """The whole configuration. Durations carry their unit in the name."""

    data: Path = _setting(
        "WARMLINE_DATA", Path("data"), FOLDER, "Folder of the database and everything else that must be kept."
    )
    host: str = _setting("WARMLINE_HOST", "127.0.0.1", HOST, "Address to listen on.")
    port: int = _setting("WARMLINE_PORT", 8400, PORT, "Port to listen on.")
    public_url: str = _setting(
        "WARMLINE_PUBLIC_URL",
        "",
        ADDRESS,
        "Address under which browsers reach the server; empty means http://localhost:PORT.",
    )
    trusted_proxies: str = _setting(
        "WARMLINE_TRUSTED_PROXIES",
        "",
        NETWORKS,
        "Comma-separated addresses of proxies whose X-Forwarded headers are believed.",
    )
    heartbeat_s: float = _setting(
        "WARMLINE_HEARTBEAT_S",
        25.0,
        _number(0.1, 3600),
        "Seconds between a client's pings; who is silent for three times as long is let go.",
    )
    frames_per_second: float = _setting(
        "WARMLINE_FRAMES_PER_SECOND",
        20.0,
        _number(1, 1_000_000),
        "Frames one connection may send per second, averaged; three seconds' worth may come at once.",
    )
    session_days: int = _setting(
        "WARMLINE_SESSION_DAYS", 14, _whole(1, MAX_DAYS), "Days until an agent who was away has to sign in again."
    )
    visitor_token_days: int = _setting(
        "WARMLINE_VISITOR_TOKEN_DAYS",
        180,
        _whole(1, MAX_DAYS),
        "Days until a visitor's token that was not used expires.",
    )
    reopen_days: int = _setting(
        "WARMLINE_REOPEN_DAYS",
        7,
        _whole(0, MAX_DAYS),
        "Days after resolving during which a visitor's message reopens the conversation instead of starting a new one.",
    )
    snooze_wake_interval_s: float = _setting(
        "WARMLINE_SNOOZE_WAKE_INTERVAL_S",
        5.0,
        _number(0.1, MAX_SECONDS),
        "Seconds between looks for snoozes that are over.",
    )
    drain_s: float = _setting(
        "WARMLINE_DRAIN_S",
        5.0,
        _number(0, MAX_SECONDS),
        "Seconds over which connections are closed when the server stops.",
    )
    commit_linger_ms: float = _setting(
        "WARMLINE_COMMIT_LINGER_MS",
        0.0,
        _number(0, 10_000),
        "Milliseconds a commit waits for company: saves CPU at the price of that much delay.",
    )
    reply_approval: str = _setting(
        "WARMLINE_REPLY_APPROVAL",
        "four-eyes",
        _one_of("four-eyes", "own"),
        "Who may approve a reply: four-eyes, somebody other than its author, or own, also the author (a team of one).",
    )
    log_level: str = _setting(
        "WARMLINE_LOG_LEVEL",
        "info",
        _one_of("debug", "info", "warning", "error"),
        "Least important log lines to write: debug, info, warning or error.",
    )

    @property
    def database_path(self) -> Path:
        """The SQLite file."""
        return self.data / "warmline.sqlite3"

    @property
    def base_url(self) -> str:
        """The public address without a trailing slash."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def own_origins(self) -> frozenset[str]:
        """Origins that count as this server itself, as a browser sends them in ``Origin``."""
        if self.public_url:
            return frozenset({_origin(self.base_url)})
        return frozenset({_origin(f"http://{host}:{self.port}") for host in ("localhost", "127.0.0.1")})

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the server over TLS, so that cookies may insist on it."""
        return urlsplit(self.base_url).scheme == "https"


def settings_from_environment(environ: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """Read the settings; ``overrides`` (from the command line) win over the environment.

    Raises:
        SettingsError: a value cannot be used, or a ``WARMLINE_`` name is unknown.
    """
    known = {f.metadata["env"]: f for f in fields(Settings)}
    for name in sorted(environ):
        if name.startswith("WARMLINE_") and name not in {*known, NEW_PASSWORD}:
            meant = get_close_matches(name, known, n=1, cutoff=0.85) or sorted(known)
            raise SettingsError(f"expected a setting such as {', '.join(meant)}; got {name}")
    values: dict[str, Any] = {}
    for env, f in known.items():
        kind: Kind = f.metadata["kind"]
        given = overrides.get(f.name)
        if given is not None or env in environ:
            values[f.name] = _read(env, kind, environ[env] if given is None else str(given))
    return Settings(**values)


def _read(env: str, kind: Kind, text: str) -> Any:
    try:
        value = kind.read(text)
    except ValueError:
        value = None
    if value is None or not kind.fits(value):
        raise SettingsError(f"expected {env} to be {kind.wanted}; got {text!r}")
    return value


def _origin(address: str) -> str:
    parts = urlsplit(address.lower())
    return f"{parts.scheme}://{parts.netloc.removesuffix(f':{DEFAULT_PORTS[parts.scheme]}')}"
