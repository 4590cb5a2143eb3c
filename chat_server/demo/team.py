"""The demo's inbox and the four people who answer in it.

The password is the same for all of them and stands in the documentation: it is for a demo on one's own machine and
nothing else.
"""

from __future__ import annotations

from msgspec import Struct

from chat_server.domain.opening_hours import read_hours
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


NAMES = {"fa": "باغچه", "hu": "Kert és Társa"}
TEAM_NAMES = {"en": "plants and ceramics", "fa": "گیاه و سفال", "hu": "növények és kerámia"}
HOURS = read_hours(["mon-fri 9:00-18:00", "sat 9:00-16:00"], "Europe/Budapest")


class Person(Struct, frozen=True):
    """Somebody of the team, before the database gives them a number; ``titles`` and ``names`` are per language."""

    key: Member
    name: str
    titles: dict[str, str]
    role: Role
    locale: str
    languages: tuple[str, ...]
    capacity: int
    names: dict[str, str] = {}

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
            title=self.titles["en"],
            role=self.role,
            locale=self.locale,
            languages=self.languages,
            capacity=self.capacity,
            is_away=False,
            photo=None,
            inboxes=frozenset({inbox}),
            names=self.names,
            titles=self.titles,
        )


PLANTS = {"en": "plant advice", "fa": "مشاور گیاهان", "hu": "növénytanácsadó"}
CERAMICS = {"en": "customer care and ceramics", "fa": "خدمات مشتریان و سفال", "hu": "vevőszolgálat és kerámia"}
ORDERS = {"en": "orders and delivery", "fa": "سفارش و ارسال", "hu": "rendelés és szállítás"}
LEAD = {"en": "team lead", "fa": "سرپرست گروه", "hu": "csapatvezető"}
TEAM: tuple[Person, ...] = (
    Person("reza", "Reza Moradi", PLANTS, "agent", "fa", ("fa", "en"), 8, {"fa": "رضا مرادی"}),
    Person("zsofi", "Zsófi Varga", CERAMICS, "agent", "hu", ("hu", "en"), 8, {"fa": "ژوفی وارگا"}),
    Person("emma", "Emma Byrne", ORDERS, "agent", "en", ("en",), 6, {"fa": "اِما برن"}),
    Person("nora", "Nora Lind", LEAD, "supervisor", "en", ("en", "hu"), 4, {"fa": "نورا لیند"}),
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
        names=NAMES,
        team_names=TEAM_NAMES,
        hours=HOURS,
    )
