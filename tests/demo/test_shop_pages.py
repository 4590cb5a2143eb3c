"""The demo shop's pages, asked for in process."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import httpx
import pytest

from chat_server.demo.products import PRODUCTS
from chat_server.demo.shop import create_shop
from chat_server.words import words_of

CONSOLE = "http://console.example:8400"
SHOP = "http://shop.example"
SCRIPT = {"src": f"{CONSOLE}/widget.js", "data-inbox": "garden-and-co", "async": None}
PATHS = ("", "shop", "plants", "pots", "lamps", "products/olive-tree", "cart", "delivery", "about")
DIRECTIONS = {"en": "ltr", "fa": "rtl", "hu": "ltr"}
MAX_PAGES = 200


class Page(HTMLParser):
    """The tags of a page, what it says, and its title."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave the innermost such tag."""
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Keep what people read."""
        if not {"script", "style"} & {*self._open} and data.strip():
            self.text.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def addresses(self) -> set[str]:
        """Everything that the page links to or loads."""
        names = ("href", "src", "action")
        return {value for _, attributes in self.tags for name in names if (value := attributes.get(name))}


@pytest.fixture
async def shop() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who looks at the shop."""
    transport = httpx.ASGITransport(create_shop(f"{CONSOLE}/", "garden-and-co"))
    async with httpx.AsyncClient(transport=transport, base_url=SHOP) as client:
        yield client


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("locale", DIRECTIONS)
async def test_a_page_is_in_its_language_and_carries_the_widget(
    shop: httpx.AsyncClient, locale: str, path: str
) -> None:
    """Sara, Bence and Tom each read every page in their own language, with one script tag from Warmline."""
    answer = await shop.get(f"/{locale}/{path}")
    page = Page(answer.text)
    assert answer.status_code == 200
    assert answer.headers["content-language"] == locale
    assert page.all("html") == [{"lang": locale, "dir": DIRECTIONS[locale]}]
    assert [tag for tag in page.all("script") if (tag.get("src") or "").startswith("http")] == [SCRIPT]
    assert words_of(locale, "demo")["site.name"] in page.text
    assert len(page.all("h1")) == 1


@pytest.mark.parametrize("locale", DIRECTIONS)
async def test_no_word_of_the_shop_is_left_unused(shop: httpx.AsyncClient, locale: str) -> None:
    """Every sentence of the catalogue is on some page: nobody translates what nobody reads."""
    html = "".join([(await shop.get(f"/{locale}/{path}")).text for path in (*PATHS, "nothing-here")])
    html += "".join([(await shop.get(f"/{locale}/products/{product.slug}")).text for product in PRODUCTS])
    seen = json.dumps(html.replace("&amp;", "&").replace("&#39;", "'"), ensure_ascii=False)
    unused = []
    for key, text in words_of(locale, "demo").items():
        parts = [part for part in re.split(r"\{\w+\}", text) if part.strip()]
        if not all(json.dumps(part, ensure_ascii=False).strip('"') in seen for part in parts):
            unused.append(key)
    # These stand in a block of JSON, whose letters and quotes are written in another way.
    assert [key for key in unused if not key.startswith(("cart.count", "filter.count", "product.added"))] == []


async def test_no_link_leads_nowhere(shop: httpx.AsyncClient) -> None:
    """Whoever follows every link from the first page, in all languages, arrives everywhere."""
    waiting, known, broken = ["/en/"], {"/en/"}, []
    while waiting and len(known) < MAX_PAGES:
        address = waiting.pop()
        answer = await shop.get(address, follow_redirects=True)
        if answer.status_code != 200:
            broken.append(address)
        for found in _same_site(answer, address) - known:
            known.add(found)
            waiting.append(found)
    assert broken == []
    assert {f"/{locale}/products/{product.slug}" for locale in DIRECTIONS for product in PRODUCTS} <= known
    assert len(known) < MAX_PAGES


def _same_site(answer: httpx.Response, address: str) -> set[str]:
    if "html" in answer.headers["content-type"]:
        found = Page(answer.text).addresses()
    elif "javascript" in answer.headers["content-type"]:
        found = set(re.findall(r'from "(\./[\w.-]+)"', answer.text))
    else:
        found = set()
    parts = [urlsplit(urljoin(SHOP + address, link)) for link in found]
    return {part.path for part in parts if f"{part.scheme}://{part.netloc}" == SHOP}


async def test_persian_prices_are_persian(shop: httpx.AsyncClient) -> None:
    """Sara reads the olive tree's price in toman, with Persian digits and separators, and no Latin digit."""
    said = " ".join(Page((await shop.get("/fa/products/olive-tree")).text).text)
    assert "۲٬۹۸۰٬۰۰۰\u00a0تومان" in said
    assert re.findall(r"[0-9]", said) == []


async def test_hungarian_prices_keep_together(shop: httpx.AsyncClient) -> None:
    """Bence reads the price in forint; no line breaks inside it."""
    said = Page((await shop.get("/hu/products/clay-pot")).text).text
    assert "5\u00a0990\u00a0Ft" in said


async def test_the_cart_holds_every_product_with_its_price(shop: httpx.AsyncClient) -> None:
    """The browser only shows and hides lines; what they cost comes from the server."""
    page = Page((await shop.get("/hu/cart")).text)
    lines = {tag["data-line"]: tag["data-price"] for tag in page.all("li") if "data-line" in tag}
    assert lines == {product.slug: str(product.forint) for product in PRODUCTS}


@pytest.mark.parametrize("kind", ["plants", "pots", "lamps"])
async def test_one_kind_is_shown_and_the_others_wait(shop: httpx.AsyncClient, kind: str) -> None:
    """Without any script a kind's page shows that kind; the rest is there for the filter, hidden."""
    cards = [tag for tag in Page((await shop.get(f"/en/{kind}")).text).all("li") if "data-category" in tag]
    assert len(cards) == len(PRODUCTS)
    assert {tag["data-category"] for tag in cards if "hidden" not in tag} == {kind}


@pytest.mark.parametrize(
    ("path", "locale"), [("/hu/nothing", "hu"), ("/fa/products/cactus", "fa"), ("/de/", "en"), ("/xx", "en")]
)
async def test_a_missing_page_is_told_in_the_visitors_language(shop: httpx.AsyncClient, path: str, locale: str) -> None:
    """A wrong address is a page like the others, and still one can ask there."""
    answer = await shop.get(path, follow_redirects=True)
    assert answer.status_code == 404
    page = Page(answer.text)
    assert words_of(locale, "demo")["missing.title"] in page.text
    assert SCRIPT in page.all("script")


async def test_an_address_without_its_slash_finds_the_first_page(shop: httpx.AsyncClient) -> None:
    """``/fa`` is what people type."""
    answer = await shop.get("/fa", follow_redirects=True)
    assert (answer.status_code, answer.url.path) == (200, "/fa/")


async def test_nothing_of_the_folder_can_be_reached_beside_the_static_files(shop: httpx.AsyncClient) -> None:
    """Nobody reads the shop's source through its pictures."""
    for path in ("/static/../shop.py", "/static/%2e%2e/shop.py", "/static/..%2fseed.py"):
        assert (await shop.get(path, follow_redirects=True)).status_code == 404
