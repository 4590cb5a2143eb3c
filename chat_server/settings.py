"""What an operator can set, read from the environment. ``docs/operations.md`` lists every one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

NEW_PASSWORD = "WARMLINE_NEW_PASSWORD"  # noqa: S105 - the name of a variable, read by warmline create-agent
LOCALES_HELP = "Language: en, fa or hu."
REPLY_APPROVALS = ("four-eyes", "own")


KINDS: dict[type, str] = {int: "a whole number", float: "a number", str: "a text", Path: "a path"}


class SettingsError(ValueError):
    """A setting cannot be used; the message says what was expected and what came."""


def _setting(env: str, default: Any, help: str) -> Any:
    return field(default=default, metadata={"env": env, "help": help})


@dataclass(frozen=True)
class Settings:
    """The whole configuration. Durations carry their unit in the name."""

    data: Path = _setting(
        "WARMLINE_DATA", Path("data"), "Folder of the database and everything else that must be kept."
    )
    host: str = _setting("WARMLINE_HOST", "127.0.0.1", "Address to listen on.")
    port: int = _setting("WARMLINE_PORT", 8400, "Port to listen on.")
    public_url: str = _setting(
        "WARMLINE_PUBLIC_URL", "", "Address under which browsers reach the server; empty means http://localhost:PORT."
    )
    trusted_proxies: str = _setting(
        "WARMLINE_TRUSTED_PROXIES", "", "Comma-separated addresses of proxies whose X-Forwarded headers are believed."
    )
    heartbeat_s: float = _setting(
        "WARMLINE_HEARTBEAT_S", 25.0, "Seconds between a client's pings; two missed mean dead."
    )
    frames_per_second: float = _setting(
        "WARMLINE_FRAMES_PER_SECOND",
        20.0,
        "Frames one connection may send per second, averaged; three seconds' worth may come at once.",
    )
    session_days: int = _setting("WARMLINE_SESSION_DAYS", 14, "Days until an agent who was away has to sign in again.")
    visitor_token_days: int = _setting(
        "WARMLINE_VISITOR_TOKEN_DAYS", 180, "Days until a visitor's token that was not used expires."
    )
    reopen_days: int = _setting(
        "WARMLINE_REOPEN_DAYS",
        7,
        "Days after resolving during which a visitor's message reopens the conversation instead of starting a new one.",
    )
    snooze_wake_interval_s: float = _setting(
        "WARMLINE_SNOOZE_WAKE_INTERVAL_S", 5.0, "Seconds between looks for snoozes that are over."
    )
    drain_s: float = _setting(
        "WARMLINE_DRAIN_S", 5.0, "Seconds over which connections are closed when the server stops."
    )
    commit_linger_ms: float = _setting(
        "WARMLINE_COMMIT_LINGER_MS",
        0.0,
        "Milliseconds a commit waits for company: saves CPU at the price of that much delay.",
    )
    reply_approval: str = _setting(
        "WARMLINE_REPLY_APPROVAL",
        "four-eyes",
        "Who may approve a reply: four-eyes, somebody other than its author, or own, also the author (a team of one).",
    )
    log_level: str = _setting(
        "WARMLINE_LOG_LEVEL", "info", "Least important log lines to write: debug, info, warning or error."
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
    def origin(self) -> str:
        """Scheme, host and port as a browser sends them in ``Origin``."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def own_origins(self) -> frozenset[str]:
        """Origins that count as this server itself."""
        if self.public_url:
            return frozenset({self.origin})
        return frozenset({f"http://localhost:{self.port}", f"http://127.0.0.1:{self.port}"})

    @property
    def is_secure(self) -> bool:
        """Whether browsers reach the server over TLS, so that cookies may insist on it."""
        return self.base_url.startswith("https://")


def settings_from_environment(environ: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """Read the settings; ``overrides`` (from the command line) win over the environment.

    Raises:
        SettingsError: a value cannot be read as its type, or a ``WARMLINE_`` name is unknown.
    """
    known = {f.metadata["env"]: f for f in fields(Settings)}
    unknown = sorted(name for name in environ if name.startswith("WARMLINE_") and name not in {*known, NEW_PASSWORD})
    if unknown:
        raise SettingsError(f"expected settings among {', '.join(sorted(known))}; got {', '.join(unknown)}")
    values: dict[str, Any] = {}
    for env, f in known.items():
        if env in environ:
            values[f.name] = _read(env, environ[env], f.default)
    values.update({name: value for name, value in overrides.items() if value is not None})
    if values.get("reply_approval", REPLY_APPROVALS[0]) not in REPLY_APPROVALS:
        wanted = " or ".join(REPLY_APPROVALS)
        raise SettingsError(f"expected WARMLINE_REPLY_APPROVAL to be {wanted}; got {values['reply_approval']!r}")
    return Settings(**values)


def _read(env: str, text: str, default: Any) -> Any:
    kind = Path if isinstance(default, Path) else type(default)
    try:
        return kind(text)
    except ValueError:
        raise SettingsError(f"expected {env} to be {KINDS[kind]}; got {text!r}") from None
