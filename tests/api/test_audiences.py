"""Every address, asked by everybody whom it is not for."""

from __future__ import annotations

from urllib.parse import urlencode

import httpx

from chat_server.actions.sign_in import session_for, sign_in, sign_out
from chat_server.app import create_http_app
from chat_server.sockets.registry import Registry
from tests.api.audience import ADDRESSES, Address, declared
from tests.api.conftest import ORIGIN
from tests.api.place import Place
from tests.api.place import place as place
from tests.support.house import SITE, House
from tests.support.people import PASSWORD

SIGNED_IN = [a for a in ADDRESSES if a.audience in ("agent", "inbox", "deciding")]
CHANGES = [a for a in SIGNED_IN if a.is_change]


async def test_every_address_declares_whom_it_is_for(library_house: House) -> None:
    """Whoever adds an address says so in the table; then everything below is tried on it."""
    app = create_http_app(library_house.services, Registry())
    assert declared(app) == {(address.method, address.path) for address in ADDRESSES}
    assert len({(address.method, address.path) for address in ADDRESSES}) == len(ADDRESSES)


async def test_nobody_gets_in_without_a_session(place: Place) -> None:
    """Nor with one that is made up, expired or ended, nor with a visitor's token: nothing is told or changed."""
    before = await place.state()
    services = place.house.services
    ended = await sign_in(services, place.house.agent("Reza").email, PASSWORD, "127.0.0.1", None)
    await sign_out(services, ended.session)
    expired = await sign_in(services, place.house.agent("Emma").email, PASSWORD, "127.0.0.1", None)
    place.house.clock.advance(days=15)
    assert await session_for(services, expired.secret) is None
    token = place.sara.of_type("ready")[0]["token"]
    for secret in ("", "made-up", "\u00e9", ended.secret, expired.secret, token):
        place.client.cookies.clear()
        headers = {b"Cookie": f"warmline_session={secret}".encode("latin-1"), b"Origin": ORIGIN.encode()}
        for address in SIGNED_IN:
            place.client.headers = httpx.Headers({**headers, b"Authorization": f"Bearer {token}".encode()})
            answer = await place.ask(address, form_csrf=ended.session.csrf, **{"X-CSRF-Token": ended.session.csrf})
            assert_shut(address, answer)
    assert await place.state() == before


def assert_shut(address: Address, answer: httpx.Response) -> None:
    """An API says 401; a page shows the way to the sign-in, or the sign-in itself."""
    if not address.is_page:
        assert answer.status_code == 401, (address, answer.status_code)
        assert answer.json()["error"]["code"] == "unauthenticated"
        return
    is_shown_the_way = answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
    assert is_shown_the_way or (answer.status_code == 401 and 'id="sign-in"' in answer.text), (address, answer)


async def test_no_change_is_made_in_an_agents_name(place: Place) -> None:
    """A foreign page, one of no origin, and one of ours that does not know the session's token change nothing."""
    csrf = await place.be("Nora")
    before = await place.state()
    for address in CHANGES:
        for origin in ("https://evil.example", "null", SITE):
            answer = await place.ask(address, form_csrf=csrf, **{"X-CSRF-Token": csrf, "Origin": origin})
            assert answer.status_code == 403, (address, origin, answer.status_code)
        for guess in ("", "guess"):
            answer = await place.ask(address, form_csrf=guess, **{"X-CSRF-Token": guess})
            assert answer.status_code == 403, (address, guess, answer.status_code)
            # A form of ours that was opened before the last sign-in is shown again, and not carried out.
            answer = await place.ask(address, form_csrf=guess, **{"X-CSRF-Token": guess, "Origin": ORIGIN})
            assert answer.status_code == (409 if address.is_page else 403), (address, guess, answer.status_code)
    assert await place.state() == before


async def test_a_form_of_a_foreign_page_is_none_of_ours(place: Place) -> None:
    """What a page elsewhere can make a browser send without asking first: forms and plain text, with our cookie."""
    await place.be("Nora")
    before = await place.state()
    for address in CHANGES:
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            answer = await place.client.post(
                place.url(address), content=urlencode(address.body or {}), headers={"Content-Type": kind}
            )
            assert answer.status_code in (403, 405), (address, kind, answer.status_code)
    assert await place.state() == before


async def test_what_belongs_to_an_inbox_is_there_for_its_agents_alone(place: Place) -> None:
    """For Olga it looks as if there were no such conversation, contact or promise."""
    csrf = await place.be("Olga")
    before = await place.state()
    for address in SIGNED_IN:
        if address.audience == "inbox":
            answer = await place.ask(address, **{"X-CSRF-Token": csrf})
            assert answer.status_code == 404, (address, answer.status_code)
            assert "Sara" not in answer.text
            assert "Hello" not in answer.text
    for path in ("/api/conversations?status=resolved", "/api/promises"):
        assert next(iter((await place.client.get(path)).json().values())) == []
    assert await place.state() == before


async def test_what_supervisors_decide_agents_do_not(place: Place) -> None:
    """Reza reads and proposes; the decisions are Nora's."""
    csrf = await place.be("Reza")
    before = await place.state()
    for address in CHANGES:
        if address.audience == "deciding":
            answer = await place.ask(address, form_csrf=csrf, **{"X-CSRF-Token": csrf})
            assert answer.status_code == 403, (address, answer.status_code)
    assert await place.state() == before


async def test_whoever_may_ask_is_answered(place: Place) -> None:
    """The table would be worth nothing if these addresses were shut for everybody."""
    csrf = await place.be("Nora")
    for address in SIGNED_IN:
        answer = await place.ask(address, form_csrf=csrf, **{"X-CSRF-Token": csrf})
        assert answer.status_code in (200, 204, 303, 400, 409), (address, answer.status_code, answer.text)


async def test_a_visitors_address_takes_a_visitors_token(place: Place) -> None:
    """Not an agent's session, not another site's token; and each visitor's token opens their own conversation."""
    csrf = await place.be("Nora")
    elsewhere = await place.client.post(
        "/api/visitor/token", json={"inbox": "ib_books"}, headers={"Origin": "https://books.example"}
    )
    bence = (await place.house.visitor()).of_type("ready")[0]["token"]
    for address in ADDRESSES:
        if address.audience == "visitor":
            asked = await place.ask(address, Origin=SITE, **{"X-CSRF-Token": csrf})
            assert asked.status_code == 401, address
            foreign = {"Origin": SITE, "Authorization": f"Bearer {elsewhere.json()['token']}"}
            assert (await place.ask(address, **foreign)).status_code in (401, 403), address
            own = await place.ask(address, Origin=SITE, Authorization=f"Bearer {bence}")
            assert "Hello" not in own.text
    assert place.sara.texts() == ["Hello"]
