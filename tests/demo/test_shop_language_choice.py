"""Which language the shop opens in."""

from __future__ import annotations

import httpx
import pytest

from chat_server.demo.languages import preferred_locale
from chat_server.demo.shop import create_shop


@pytest.mark.parametrize(
    ("wishes", "locale"),
    [
        ("fa-IR,fa;q=0.9,en;q=0.8", "fa"),
        ("hu", "hu"),
        ("de-AT,de;q=0.9,hu;q=0.4,en;q=0.3", "hu"),
        ("en;q=0.2, fa;q=0.7", "fa"),
        ("de,fr", "en"),
        ("fa;q=0,hu;q=0.1", "hu"),
        ("hu;q=much,fa;q=0.1", "fa"),
        ("*", "en"),
        ("", "en"),
        (",;;q=,\u00e9", "en"),
    ],
)
def test_the_best_wish_that_the_shop_can_meet_wins(wishes: str, locale: str) -> None:
    """A browser's list is read by its weights; what cannot be read counts for nothing."""
    assert preferred_locale(wishes) == locale


async def test_the_bare_address_leads_to_the_visitors_language() -> None:
    """Sara's browser asks for Persian and is sent there; caches are told why."""
    transport = httpx.ASGITransport(create_shop("http://localhost:8400", "key"))
    async with httpx.AsyncClient(transport=transport, base_url="http://shop.example") as browser:
        answer = await browser.get("/", headers={"accept-language": "fa-IR"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/fa/")
    assert "accept-language" in answer.headers["vary"].lower()
