"""Tunnels, reloads, restarts and blocked sockets: nothing that Sara wrote is lost, and nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.browser.widget_people import Shop, agent, another_tab, running_shop, visitor

NO_CONNECTION = "No connection."


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """One shop for these stories; whoever stops its server starts it again."""
    with running_shop(tmp_path_factory.mktemp("shop")) as open_shop:
        yield open_shop


def test_a_tunnel_keeps_what_was_written_until_its_end(chromium: Browser, shop: Shop) -> None:
    """Offline, messages wait and a line says so; back online they are sent in order, once."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Before the tunnel")
        conversation = zsofi.take("Before the tunnel")
        sara.expect_state("Before the tunnel", "sent")
        sara.page.context.set_offline(True)
        sara.write("In the tunnel")
        sara.write("Still in it")
        expect(sara.notice).to_contain_text(NO_CONNECTION)
        sara.expect_state("Still in it", "pending")
        zsofi.answer(conversation, "Answered meanwhile")
        sara.page.context.set_offline(False)
        sara.expect_state("Still in it", "sent")
        expect(sara.notice).to_be_empty()
        sara.expect_messages("Before the tunnel", "Answered meanwhile", "In the tunnel", "Still in it")


def test_reloading_while_the_server_is_down_shows_everything_and_sends_it_later(chromium: Browser, shop: Shop) -> None:
    """The server is gone, Sara writes, reloads, writes again; when it is back everything arrives once, in order."""
    home = shop.page()
    with visitor(chromium) as sara:
        sara.visit(home)
        sara.open()
        sara.write("Stored before")
        sara.expect_state("Stored before", "sent")
        shop.server.kill()
        try:
            sara.write("Written while it was down")
            sara.expect_state("Written while it was down", "pending")
            sara.page.reload()
            sara.expect_messages("Stored before", "Written while it was down")
            sara.write("Written after the reload")
            sara.expect_state("Written after the reload", "pending")
        finally:
            shop.server.start()
        sara.expect_state("Written after the reload", "sent")
        sara.expect_messages("Stored before", "Written while it was down", "Written after the reload")
        sara.page.reload()
        sara.expect_messages("Stored before", "Written while it was down", "Written after the reload")


def test_a_lost_acknowledgement_repeats_nothing(chromium: Browser, shop: Shop) -> None:
    """The message is stored, its acknowledgement is lost on the way; it is offered again and stands there once."""

    def swallow_the_first_answer(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def from_server(text: str | bytes) -> None:
            if "Did this arrive?" in str(text) and not swallowed:
                swallowed.append(True)
            else:
                route.send(text)

        server.on_message(from_server)

    swallowed: list[bool] = []
    with visitor(chromium) as sara:
        sara.page.route_web_socket("**/socket/visitor", swallow_the_first_answer)
        sara.visit(shop.page())
        sara.open()
        sara.write("Did this arrive?")
        expect(sara.bubble("Did this arrive?")).to_have_attribute("data-state", "sent", timeout=15_000)
        assert swallowed == [True]
        sara.write("And this?")
        sara.expect_messages("Did this arrive?", "And this?")
        sara.page.reload()
        sara.expect_messages("Did this arrive?", "And this?")


def test_a_server_that_is_killed_in_the_middle_of_a_send(chromium: Browser, shop: Shop) -> None:
    """Killed while messages are on their way: all of them stand there once, in order, when it is back."""
    texts = [f"message {number}" for number in range(6)]
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        for text in texts[:3]:
            sara.write(text)
        shop.server.kill()
        try:
            for text in texts[3:]:
                sara.write(text)
        finally:
            shop.server.start()
        sara.expect_state(texts[-1], "sent")
        sara.expect_messages(*texts)
        sara.page.reload()
        sara.expect_messages(*texts)


def test_a_drained_server_is_come_back_to(chromium: Browser, shop: Shop) -> None:
    """A restart with notice: Sara's panel stays, and the conversation goes on."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("Before the restart")
        sara.expect_state("Before the restart", "sent")
        shop.server.stop()
        shop.server.start()
        sara.write("After the restart")
        sara.expect_state("After the restart", "sent")
        sara.expect_messages("Before the restart", "After the restart")


def test_where_sockets_are_blocked_words_go_by_http(chromium: Browser, shop: Shop) -> None:
    """A site whose policy lets no socket through: messages are sent and answers arrive all the same."""
    policy = {"Content-Security-Policy": f"connect-src {shop.server.url}"}
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page(headers=policy))
        sara.open()
        sara.write("Can you hear me?")
        expect(sara.bubble("Can you hear me?")).to_have_attribute("data-state", "sent", timeout=15_000)
        conversation = zsofi.take("Can you hear me?")
        zsofi.answer(conversation, "Loud and clear")
        sara.write("Good")
        expect(sara.bubble("Loud and clear")).to_be_visible(timeout=30_000)


def test_a_closing_page_sends_what_it_still_holds(chromium: Browser, shop: Shop) -> None:
    """The socket is stuck, Sara goes away: her words go with the closing page."""

    def swallow_sends(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(lambda text: None if "I must go" in str(text) else server.send(text))

    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.page.route_web_socket("**/socket/visitor", swallow_sends)
        sara.visit(shop.page())
        sara.open()
        sara.write("One question")
        sara.expect_state("One question", "sent")
        zsofi.take("One question")
        sara.write("I must go")
        sara.expect_state("I must go", "pending")
        sara.page.goto(shop.site.page("/elsewhere", "Another page"))
        zsofi.hear("item", lambda item: item["body"] == "I must go")


def test_a_refused_message_can_be_written_again(chromium: Browser, shop: Shop) -> None:
    """What the server cannot take is marked, and goes back to the composer."""
    with visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.write("\u200b\u200d")
        refused = sara.chat.locator(".item[data-state=refused]")
        refused.get_by_role("button").click()
        expect(refused).to_have_count(0)
        expect(sara.field).to_have_value("\u200b\u200d")


def test_two_tabs_of_sara_agree(chromium: Browser, shop: Shop) -> None:
    """One visitor, two tabs: the same conversation, the same panel, one outbox, read once."""
    home, plants = shop.page(), shop.page("/plants")
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as first:
        first.visit(home)
        second = another_tab(first.page.context)
        second.visit(plants)
        first.open()
        expect(second.panel).to_be_visible()
        first.write("From the first tab")
        conversation = zsofi.take("From the first tab")
        second.write("From the second tab")
        first.expect_messages("From the first tab", "From the second tab")
        # The first tab shows it as soon as it is written; what comes before what is decided where it is stored.
        zsofi.hear("item", lambda item: item.get("body") == "From the second tab")
        zsofi.answer(conversation, "To both")
        for tab in (first, second):
            tab.expect_messages("From the first tab", "From the second tab", "To both")
        second.panel.get_by_role("button", name="Close the chat").click()
        expect(first.panel).to_be_hidden()
        assert second.troubles == []


def test_two_tabs_that_begin_at_once_are_one_visitor(chromium: Browser, shop: Shop) -> None:
    """Both tabs are given a token before either wrote; what they write is one conversation."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as first:
        first.visit(shop.page())
        second = another_tab(first.page.context)
        second.visit(shop.page("/plants"))
        first.open()
        expect(second.panel).to_be_visible()
        for tab in (first, second):
            tab.field.press("a")
            tab.page.wait_for_function("localStorage.getItem('warmline.ib_garden.token')")
        first.write("one")
        first.expect_state("one", "sent")
        second.write("two")
        for tab in (first, second):
            tab.expect_messages("one", "two")
        zsofi.take("two")


def test_what_waits_in_one_tab_is_sent_by_the_other(chromium: Browser, shop: Shop) -> None:
    """The first tab is closed with its message still waiting; the second one carries it."""
    with visitor(chromium) as first:
        first.visit(shop.page())
        first.open()
        first.write("Good morning")
        first.expect_state("Good morning", "sent")
        second = another_tab(first.page.context)
        second.visit(shop.page("/plants"))
        second.expect_messages("Good morning")
        shop.server.kill()
        try:
            first.write("Carry this")
            second.expect_state("Carry this", "pending")
            first.page.close()
        finally:
            shop.server.start()
        second.expect_state("Carry this", "sent")
        second.expect_messages("Good morning", "Carry this")


def test_a_token_that_is_no_longer_good_begins_anew(chromium: Browser, shop: Shop) -> None:
    """An expired or forged token is dropped, and what Sara writes still arrives."""
    with agent(shop.server, "zsofi") as zsofi, visitor(chromium) as sara:
        sara.visit(shop.page())
        sara.open()
        sara.page.evaluate("localStorage.setItem('warmline.ib_garden.token', JSON.stringify('forged'))")
        sara.write("Do you know me?")
        sara.expect_state("Do you know me?", "sent")
        zsofi.take("Do you know me?")
        assert sara.stored("token") != "forged"
