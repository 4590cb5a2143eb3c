"""The shop's content security policy: as strict as a customer's may be."""

from __future__ import annotations

import httpx
import pytest

from chat_server.demo.headers import content_security_policy
from chat_server.demo.shop import create_shop


def directives(policy: str) -> dict[str, list[str]]:
    """A policy as directive → sources."""
    parts = [part.split() for part in policy.split(";")]
    return {name: sources for name, *sources in parts}


def test_only_the_widgets_origin_is_let_in() -> None:
    """Scripts and connections come from the shop and from Warmline; the socket counts with its own scheme."""
    policy = directives(content_security_policy("https://chat.example/"))
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'", "https://chat.example"]
    assert policy["connect-src"] == ["'self'", "https://chat.example", "wss://chat.example"]
    assert policy["style-src"] == ["'self'"]
    assert policy["img-src"] == ["'self'", "data:"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    assert policy["trusted-types"] == ["'none'"]


def test_on_ones_own_machine_the_port_is_part_of_it() -> None:
    """The demo's two ports are two origins."""
    policy = directives(content_security_policy("http://localhost:8400"))
    assert policy["connect-src"] == ["'self'", "http://localhost:8400", "ws://localhost:8400"]


@pytest.mark.parametrize("path", ["/", "/en/", "/fa/nothing", "/static/shop.css", "/static/pictures/fern.svg"])
async def test_every_answer_carries_the_policy(path: str) -> None:
    """No page, file or error slips out without it."""
    transport = httpx.ASGITransport(create_shop("http://localhost:8400", "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as browser:
        answer = await browser.get(path)
    assert answer.headers["content-security-policy"] == content_security_policy("http://localhost:8400")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_pages_keep_to_the_policy() -> None:
    """No inline script, handler or style waits to be blocked; the one inline block is data."""
    transport = httpx.ASGITransport(create_shop("http://localhost:8400", "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as browser:
        html = (await browser.get("/en/cart")).text
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick=" not in html
    assert html.count("<script") == 3
    assert html.count('<script type="application/json" id="words">') == 1
