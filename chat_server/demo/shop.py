"""The demo shop: a few pages in three languages on an origin of their own, with one script tag from Warmline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from chat_server.words import words_of

from .headers import StrictHeaders, content_security_policy
from .languages import LANGUAGES, preferred_locale
from .prices import DELIVERY, write_number, write_price
from .products import BY_SLUG, CATEGORIES, FACTS, FAVOURITES, PRODUCTS, related

HERE = Path(__file__).parent


def create_shop(console_url: str, inbox_key: str) -> Starlette:
    """The shop as an application of its own; its pages load the widget from ``console_url``."""
    shop = Shop(console_url.rstrip("/"), inbox_key)
    return Starlette(
        routes=[
            Route("/", shop.choose_language),
            Route("/favicon.svg", shop.favicon),
            Route("/robots.txt", shop.robots),
            Mount("/static", StaticFiles(directory=HERE / "static")),
            Route("/{locale}/", shop.home),
            *(Route(f"/{{locale}}/{kind}", shop.shelf) for kind in ("shop", *CATEGORIES)),
            Route("/{locale}/products/{slug}", shop.product),
            Route("/{locale}/cart", shop.cart),
            Route("/{locale}/delivery", shop.delivery),
            Route("/{locale}/about", shop.about),
        ],
        middleware=[
            Middleware(StrictHeaders, policy=content_security_policy(console_url)),
            Middleware(GZipMiddleware, minimum_size=1024),
        ],
        exception_handlers={404: shop.missing},
    )


class Shop:
    """The pages, and what all of them know."""

    def __init__(self, console_url: str, inbox_key: str) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals.update(
            console_url=console_url, inbox_key=inbox_key, languages=LANGUAGES, categories=CATEGORIES, facts=FACTS
        )

    async def choose_language(self, request: Request) -> Response:
        """Send a visitor to the shop in the language their browser asks for."""
        locale = preferred_locale(request.headers.get("accept-language", ""))
        return RedirectResponse(f"/{locale}/", 302, headers={"vary": "Accept-Language"})

    async def home(self, request: Request) -> Response:
        """The first page."""
        return self._page(request, "home.html", "", products=FAVOURITES)

    async def shelf(self, request: Request) -> Response:
        """Everything the shop sells, or one kind of it; ``filter.js`` moves between them without loading a page."""
        category = request.url.path.rpartition("/")[2]
        return self._page(request, "shelf.html", category, products=PRODUCTS, category=category)

    async def cart(self, request: Request) -> Response:
        """The cart. The browser keeps it, so the page holds every product and ``cart-page.js`` shows some."""
        return self._page(request, "cart.html", "cart", products=PRODUCTS)

    async def delivery(self, request: Request) -> Response:
        """Delivery times, returns and frequent questions."""
        return self._page(request, "delivery.html", "delivery")

    async def about(self, request: Request) -> Response:
        """Who is behind the shop, and when its door is open."""
        return self._page(request, "about.html", "about")

    async def product(self, request: Request) -> Response:
        """One product."""
        product = BY_SLUG.get(request.path_params["slug"])
        if product is None:
            raise HTTPException(404)
        return self._page(
            request, "product.html", f"products/{product.slug}", product=product, related=related(product)
        )

    async def missing(self, request: Request, _: Exception) -> Response:
        """There is no such page, said in the language of its address."""
        locale = request.url.path.split("/")[1]
        if locale not in LANGUAGES:
            locale = preferred_locale(request.headers.get("accept-language", ""))
        return self._render(locale, "missing.html", "", 404)

    async def favicon(self, _: Request) -> Response:
        """The shop's leaf."""
        return FileResponse(HERE / "static" / "favicon.svg")

    async def robots(self, _: Request) -> Response:
        """A demo is nothing to be found."""
        return PlainTextResponse("User-agent: *\nDisallow: /\n")

    def _page(self, request: Request, template: str, path: str, **values: Any) -> Response:
        locale = request.path_params["locale"]
        if locale not in LANGUAGES:
            raise HTTPException(404)
        return self._render(locale, template, path, **values)

    def _render(self, locale: str, template: str, path: str, status: int = 200, **values: Any) -> Response:
        words = words_of(locale, "demo")
        page = self._templates.get_template(template).render(
            locale=locale,
            language=LANGUAGES[locale],
            path=path,
            t=words.__getitem__,
            price=lambda product: write_price(product.price(locale), locale),
            number=lambda value: write_number(value, locale),
            fee=DELIVERY[locale],
            **values,
        )
        return HTMLResponse(page, status, headers={"content-language": locale})
