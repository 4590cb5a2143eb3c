"""What an operator sets is understood, or refused with a sentence before anything starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from chat_server.settings import Settings, SettingsError, settings_from_environment


def refused(**environ: str) -> str:
    """The sentence with which a setting is refused."""
    with pytest.raises(SettingsError) as refusal:
        settings_from_environment(environ)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WARMLINE_DATA", ""),
        ("WARMLINE_HOST", ""),
        ("WARMLINE_PORT", "chat"),
        ("WARMLINE_PORT", "0"),
        ("WARMLINE_PORT", "65536"),
        ("WARMLINE_PUBLIC_URL", "chat.example"),
        ("WARMLINE_PUBLIC_URL", "ftp://chat.example"),
        ("WARMLINE_PUBLIC_URL", "https://chat.example/chat"),
        ("WARMLINE_PUBLIC_URL", "https://nora@chat.example"),
        ("WARMLINE_PUBLIC_URL", "https://chat.example:chat"),
        ("WARMLINE_TRUSTED_PROXIES", "proxy"),
        ("WARMLINE_TRUSTED_PROXIES", "*"),
        ("WARMLINE_TRUSTED_PROXIES", "127.0.0.1,"),
        ("WARMLINE_HEARTBEAT_S", "0"),
        ("WARMLINE_HEARTBEAT_S", "-25"),
        ("WARMLINE_HEARTBEAT_S", "nan"),
        ("WARMLINE_FRAMES_PER_SECOND", "0"),
        ("WARMLINE_SESSION_DAYS", "0"),
        ("WARMLINE_SESSION_DAYS", "1.5"),
        ("WARMLINE_VISITOR_TOKEN_DAYS", "0"),
        ("WARMLINE_REOPEN_DAYS", "-1"),
        ("WARMLINE_SNOOZE_WAKE_INTERVAL_S", "0"),
        ("WARMLINE_DRAIN_S", "-1"),
        ("WARMLINE_DRAIN_S", "inf"),
        ("WARMLINE_COMMIT_LINGER_MS", "-1"),
        ("WARMLINE_REPLY_APPROVAL", "six-eyes"),
        ("WARMLINE_LOG_LEVEL", "loud"),
    ],
)
def test_a_value_that_cannot_work_stops_the_start(name: str, value: str) -> None:
    """Nora mistypes a value: she is told which setting it was, what it takes, and what she wrote."""
    said = refused(**{name: value})
    assert said.startswith(f"expected {name} to be ")
    assert said.endswith(f"; got {value!r}")


def test_a_refusal_says_what_would_do() -> None:
    """Bounds and choices stand in the sentence."""
    assert refused(WARMLINE_PORT="99999") == "expected WARMLINE_PORT to be a whole number from 1 to 65,535; got '99999'"
    assert "debug, info, warning or error" in refused(WARMLINE_LOG_LEVEL="loud")


def test_a_misspelt_name_is_answered_with_the_right_one() -> None:
    """One transposed letter, one suggestion; a name like no other gets them all."""
    assert refused(WARMLINE_PROT="8400") == "expected a setting such as WARMLINE_PORT; got WARMLINE_PROT"
    assert "WARMLINE_DATA, " in refused(WARMLINE_ZZZZ="1")


def test_the_command_line_wins_and_is_checked_as_well() -> None:
    """``--port`` is held to what ``WARMLINE_PORT`` is held to."""
    assert settings_from_environment({"WARMLINE_PORT": "1"}, port=8500, data=Path("shop")).port == 8500
    with pytest.raises(SettingsError):
        settings_from_environment({}, port=70_000)


def test_every_default_is_allowed() -> None:
    """Whoever sets nothing, or sets what the documentation names, gets a server."""
    defaults = {f.metadata["env"]: str(f.default) for f in Settings.__dataclass_fields__.values()}
    assert settings_from_environment(defaults) == settings_from_environment({}) == Settings()


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://chat.example", "https://chat.example"),
        ("https://Chat.Example/", "https://chat.example"),
        ("https://chat.example:443", "https://chat.example"),
        ("http://chat.example:8080", "http://chat.example:8080"),
    ],
)
def test_agents_come_from_the_public_address(address: str, origin: str) -> None:
    """However an operator writes the address, browsers write its origin in one way."""
    assert settings_from_environment({"WARMLINE_PUBLIC_URL": address}).own_origins == {origin}
