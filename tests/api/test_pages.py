"""Signing in and out, and the pages' guards."""

from __future__ import annotations

from dataclasses import replace

import httpx
import pytest

from tests.api.conftest import ORIGIN, csrf_of, sign_in
from tests.support.house import House
from tests.support.people import PASSWORD

Client = httpx.AsyncClient


async def test_an_agent_signs_in_and_out(house: House, anybody: Client) -> None:
    """The session's cookie cannot be read by scripts; after signing out it opens nothing."""
    answer = await sign_in(anybody, house, "Zsófi")
    assert answer.headers["location"] == "/console"
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("warmline_session"))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    console = await anybody.get("/console")
    assert '<html lang="hu"' in console.text
    csrf = await csrf_of(anybody)
    secret = anybody.cookies["warmline_session"]
    assert (await anybody.post("/sign-out", data={"csrf": csrf})).headers["location"] == "/sign-in"
    anybody.cookies.set("warmline_session", secret)
    assert (await anybody.get("/console")).status_code == 303


async def test_the_database_holds_no_secret_that_opens_anything(house: House, anybody: Client) -> None:
    """Neither passwords nor sessions can be used by who reads the file."""
    await sign_in(anybody, house, "Reza")
    secret = anybody.cookies["warmline_session"]
    content = b"".join(path.read_bytes() for path in house.services.store.path.parent.glob("warmline.sqlite3*"))
    assert secret.encode() not in content
    assert PASSWORD.encode() not in content
    assert b"$argon2id$" in content


async def test_wrong_passwords_slow_down_the_guesser_not_the_owner(house: House, anybody: Client) -> None:
    """After five tries the guesser waits; Reza, in a browser that signed in before, comes in."""
    await sign_in(anybody, house, "Reza")
    known = anybody.cookies["warmline_browser"]
    anybody.cookies.clear()
    statuses = [(await sign_in(anybody, house, "Reza", "wrong")).status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    anybody.cookies.clear()
    anybody.cookies.set("warmline_browser", known)
    assert (await sign_in(anybody, house, "Reza")).status_code == 303
    house.clock.advance(minutes=16)
    anybody.cookies.clear()
    assert (await sign_in(anybody, house, "Reza")).status_code == 303


async def test_the_form_must_come_from_our_own_page(house: House, anybody: Client) -> None:
    """Without the form's token, or from another site, nobody is signed in."""
    data = {"email": house.agent("Reza").email, "password": PASSWORD, "csrf": "guessed", "next": ""}
    assert (await anybody.post("/sign-in", data=data)).status_code == 403
    form = await anybody.get("/sign-in")
    token = anybody.cookies["warmline_form"]
    assert token in form.text
    answer = await anybody.post("/sign-in", data={**data, "csrf": token}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "warmline_session" not in anybody.cookies


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
async def test_signing_in_never_leads_to_another_site(house: House, anybody: Client, target: str) -> None:
    """The address to go on to is a path of this server or the console."""
    await anybody.get("/sign-in")
    token = anybody.cookies["warmline_form"]
    data = {"email": house.agent("Reza").email, "password": PASSWORD, "csrf": token, "next": target}
    assert (await anybody.post("/sign-in", data=data)).headers["location"] == "/console"


@pytest.mark.parametrize(("locale", "direction"), [("en", "ltr"), ("fa", "rtl"), ("hu", "ltr")])
async def test_the_sign_in_page_speaks_three_languages(anybody: Client, locale: str, direction: str) -> None:
    """By choice, and by what the browser asks for."""
    chosen = await anybody.get("/sign-in", params={"locale": locale})
    assert f'<html lang="{locale}" dir="{direction}">' in chosen.text
    anybody.cookies.clear()
    asked = await anybody.get("/sign-in", headers={"Accept-Language": f"de, {locale};q=0.8"})
    assert f'<html lang="{locale}"' in asked.text


async def test_pages_run_only_our_own_scripts(anybody: Client) -> None:
    """A strict policy on every page; no page may be framed."""
    policy = (await anybody.get("/sign-in")).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_operators_ask_and_are_answered(house: House, anybody: Client) -> None:
    """Alive, ready, figures; while it stops it is not ready."""
    assert (await anybody.get("/healthz")).status_code == 200
    assert (await anybody.get("/readyz")).status_code == 200
    figures = (await anybody.get("/metrics")).text
    assert "warmline_commits_total" in figures
    house.services.is_draining = True
    assert (await anybody.get("/readyz")).status_code == 503


async def test_an_unknown_page_says_so_in_the_readers_language(anybody: Client) -> None:
    """A page for people, JSON for programs."""
    page = await anybody.get("/nowhere", headers={"Accept": "text/html", "Accept-Language": "fa"})
    assert page.status_code == 404
    assert '<html lang="fa" dir="rtl">' in page.text
    assert (await anybody.get("/nowhere")).json()["error"]["code"] == "not_found"


async def test_who_left_the_team_comes_to_the_sign_in_and_no_further(house: House, anybody: Client) -> None:
    """Reza's session would last, but he is switched off: no page sends him in a circle."""
    await sign_in(anybody, house, "Reza")
    await house.services.store.writer.run(lambda db: db.execute("UPDATE agents SET is_active = 0 WHERE id = 1", ()))
    house.clock.advance(seconds=5)
    answer = await anybody.get("/console", follow_redirects=True)
    assert answer.url.path == "/sign-in"
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/console/", "/sign-in/", "/library/", "//evil.example/", "/api/replies/"])
async def test_no_redirect_goes_where_the_request_says(anybody: Client, path: str) -> None:
    """A proxy that passes any ``Host`` on, and a cache behind it, could send others to that host."""
    answer = await anybody.get(f"{ORIGIN}{path}", headers={"Host": "evil.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers


async def test_behind_tls_no_cookie_travels_without_it(house: House, anybody: Client) -> None:
    """Each is for our own pages, unread by scripts, unsent by other sites; and each is gone after signing out."""
    house.services.settings = replace(house.services.settings, public_url="https://chat.example")
    anybody.base_url = httpx.URL("https://chat.example")
    await anybody.get("/sign-in?locale=hu")
    answer = await sign_in(anybody, house, "Reza")
    set_by = [await anybody.get("/sign-in?locale=hu"), answer]
    assert {cookie.name for cookie in anybody.cookies.jar} >= {"warmline_session", "warmline_browser"}
    for cookie in [c for page in set_by for c in page.headers.get_list("set-cookie") if "Max-Age=0" not in c]:
        rules = {rule.strip() for rule in cookie.split(";")[1:]}
        assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= rules, cookie
    await anybody.post("/sign-out", data={"csrf": await csrf_of(anybody)})
    assert "warmline_session" not in anybody.cookies
