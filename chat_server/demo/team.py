"""The demo's inbox and the four people who answer in it.

The password is the same for all of them and stands in the documentation: it is for a demo on one's own machine and
nothing else.
"""

from __future__ import annotations

from msgspec import Struct

from chat_server.domain.people import Agent, Inbox, Role

from .talk import Member

INBOX_KEY = "garden-and-co"
PASSWORD = "garden-demo"
REPLY_TARGET_S = 600

GREETING = {
    "en": "Hello and welcome to Garden & Co. How can we help you today?",
    "fa": "سلام، به باغچه خوش آمدید. چطور می‌توانیم کمکتان کنیم؟",
    "hu": "Jó napot kívánunk, üdvözli Önt a Kert és Társa! Miben segíthetünk?",
}
STARTERS = {
    "en": ["Where is my order?", "I’d like to return something", "When are you open?"],
    "fa": ["سفارشم کی می‌رسد؟", "می‌خواهم کالایی را برگردانم", "ساعت کارتان چیست؟"],
    "hu": ["Hol tart a rendelésem?", "Szeretnék visszaküldeni valamit", "Mikor vannak nyitva?"],
}


class Person(Struct, frozen=True):
    """Somebody of the team, before the database gives them a number."""

    key: Member
    name: str
    title: str
    role: Role
    locale: str
    languages: tuple[str, ...]
    capacity: int

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.key}@garden.example"

    def agent(self, inbox: int) -> Agent:
        """This person as an agent of an inbox."""
        return Agent(
            id=0,
            email=self.email,
            name=self.name,
            title=self.title,
            role=self.role,
            locale=self.locale,
            languages=self.languages,
            capacity=self.capacity,
            is_away=False,
            photo=None,
            inboxes=frozenset({inbox}),
        )


TEAM: tuple[Person, ...] = (
    Person("reza", "Reza Moradi", "مشاور گیاهان", "agent", "fa", ("fa", "en"), 8),
    Person("zsofi", "Zsófi Varga", "vevőszolgálat és kerámia", "agent", "hu", ("hu", "en"), 8),
    Person("emma", "Emma Byrne", "orders and delivery", "agent", "en", ("en",), 6),
    Person("nora", "Nora Lind", "team lead", "supervisor", "en", ("en", "hu"), 4),
)


def demo_inbox(shop_origins: tuple[str, ...]) -> Inbox:
    """The one inbox of the shop; its visitors' language follows the page they are on."""
    return Inbox(
        id=0,
        public_key=INBOX_KEY,
        name="Garden & Co.",
        color="#0B6B70",
        locale="en",
        allowed_origins=shop_origins,
        greeting=GREETING,
        starters=STARTERS,
        reply_target_s=REPLY_TARGET_S,
    )
