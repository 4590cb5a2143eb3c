"""A console lives as long as its session, in whatever way that ends."""

from __future__ import annotations

from chat_server.actions.sign_in import end_stale_consoles, session_for, sign_out
from chat_server.protocol.close_codes import CloseCode
from chat_server.storage.sessions import end_session
from tests.support.house import House, Window


async def leave(house: House, window: Window) -> None:
    """Sign out in a window's browser."""
    session = await session_for(house.services, window.secret)
    assert session is not None
    await sign_out(house.services, session)


async def test_signing_out_closes_the_consoles_of_that_browser(house: House) -> None:
    """Reza signs out at the office: nothing is shown there any more; at home he goes on."""
    office, home = await house.console("Reza"), await house.console("Reza")
    second = await house.console("Reza", secret=office.secret)
    await leave(house, office)
    assert office.close_code == second.close_code == CloseCode.UNAUTHENTICATED
    assert home.close_code is None
    sara = await house.visitor()
    await sara.say("Hello")
    house.services.feed.flush()
    assert len(home.of_type("conversations")) == 2
    assert len(office.of_type("conversations")) == len(second.of_type("conversations")) == 1


async def test_a_session_that_was_ended_elsewhere_closes_its_console(house: House) -> None:
    """Another process of the installation ended it: the next look finds out."""
    reza, nora = await house.console("Reza"), await house.console("Nora")
    session = await session_for(house.services, reza.secret)
    assert session is not None
    await house.services.store.writer.run(lambda db: end_session(db, session.hash))
    await end_stale_consoles(house.services)
    assert reza.close_code == CloseCode.UNAUTHENTICATED
    assert nora.close_code is None


async def test_who_left_the_team_is_shown_out(house: House) -> None:
    """An agent who is switched off keeps no console, though the session would last."""
    reza = await house.console("Reza")
    await house.services.store.writer.run(lambda db: db.execute("UPDATE agents SET is_active = 0 WHERE id = 1", ()))
    house.clock.advance(seconds=5)
    await end_stale_consoles(house.services)
    assert reza.close_code == CloseCode.UNAUTHENTICATED


async def test_who_is_at_work_stays_signed_in(house: House) -> None:
    """A console that is open for a month is no agent who was away; one that was closed for a month is."""
    reza, nora = await house.console("Reza"), await house.console("Nora")
    nora.close()
    for _ in range(30):
        house.clock.advance(days=1, minutes=1)
        await end_stale_consoles(house.services)
    assert reza.close_code is None
    assert await session_for(house.services, reza.secret) is not None
    assert await session_for(house.services, nora.secret) is None
