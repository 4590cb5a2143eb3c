"""The people of the tests: a team of three agents and a supervisor, at a shop called Garden & Co."""

from __future__ import annotations

from chat_server.domain.people import Agent, Inbox, Role

PASSWORD = "warm-and-clear-words"


def garden(origins: tuple[str, ...] = ()) -> Inbox:
    """The shop's inbox."""
    return Inbox(
        id=0,
        public_key="ib_garden",
        name="Garden & Co.",
        color="#0B6B70",
        locale="en",
        allowed_origins=origins,
        greeting={
            "en": "Hello and welcome. How can we help you today?",
            "fa": "سلام، خوش آمدید. چه کمکی می‌توانیم بکنیم؟",
            "hu": "Üdvözöljük! Miben segíthetünk?",
        },
        starters={
            "en": ["Where is my order?", "Return an item", "Opening hours"],
            "fa": ["سفارش من کجاست؟", "بازگشت کالا", "ساعت کار"],
            "hu": ["Hol van a rendelésem?", "Visszaküldés", "Nyitvatartás"],
        },
        reply_target_s=120,
    )


def team(inboxes: frozenset[int]) -> list[Agent]:
    """Reza, Zsófi, Emma, and Nora who supervises. Everybody signs in with ``PASSWORD``."""
    return [
        _agent("reza@garden.test", "Reza Karimi", "agent", "fa", ("fa", "en"), inboxes),
        _agent("zsofi@garden.test", "Zsófi Nagy", "agent", "hu", ("hu", "en"), inboxes),
        _agent("emma@garden.test", "Emma Clarke", "agent", "en", ("en",), inboxes),
        _agent("nora@garden.test", "Nora Bright", "supervisor", "en", ("en", "hu"), inboxes),
    ]


def _agent(
    email: str, name: str, role: Role, locale: str, languages: tuple[str, ...], inboxes: frozenset[int]
) -> Agent:
    return Agent(
        id=0,
        email=email,
        name=name,
        title="Customer care",
        role=role,
        locale=locale,
        languages=languages,
        capacity=8,
        is_away=False,
        photo=None,
        inboxes=inboxes,
    )
