"""An agent's browser window as a protocol client."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx

from tests.faults.client import Client
from tests.faults.history import Connected, Device, Frame, Left, Opened

MOST_OPEN = 12


class AgentWindow(Client):
    """An agent's browser window. It opens the conversations it hears of, up to ``opens``."""

    def __init__(self, address: str, log: Device, opens: int = MOST_OPEN) -> None:
        super().__init__(address, f"http://{address}", log)
        self.opens = opens
        self.http = httpx.AsyncClient(base_url=f"http://{address}", trust_env=False, timeout=10)
        self.csrf = ""
        self.me: Frame = {}
        self.epoch: str | None = None
        self.change: int | None = None
        self.summaries: dict[int, Frame] = {}
        self.held: dict[int, int] = {}
        self.items: dict[int, list[Frame]] = {}
        self._live: set[int] = set()

    async def sign_in(self, email: str, password: str) -> None:
        """Through the page that people use."""
        csrf = self.form_token((await self.http.get("/sign-in")).text)
        form = {"email": email, "password": password, "csrf": csrf, "next": "/console"}
        answer = await self.http.post("/sign-in", data=form, headers={"Origin": self.origin})
        assert answer.status_code in (302, 303), f"{email} was not let in: {answer.status_code} {answer.text[:200]}"
        self.csrf = self._boot((await self.http.get("/console")).text)["csrf"]

    def form_token(self, page: str) -> str:
        """The hidden field with which a form proves where it came from."""
        found = re.search(r'name="csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf"', page)
        return next(filter(None, found.groups())) if found else ""

    def same_browser(self, other: AgentWindow) -> None:
        """Share the session of another window."""
        self.http.cookies.update(other.http.cookies)
        self.csrf = other.csrf

    def _boot(self, page: str) -> Any:
        found = re.search(r'<script[^>]*id="boot"[^>]*>(.*?)</script>', page, re.DOTALL)
        assert found, "the console's page carries no boot data"
        return json.loads(found[1])

    async def leave(self) -> None:
        """Close the window."""
        await super().leave()
        await self.http.aclose()

    async def act(self, conversation: int, verb: str, **values: object) -> httpx.Response:
        """Assign, resolve, reopen or snooze, over HTTP as the console does."""
        path = f"/api/conversations/{conversation}/{verb}"
        return await self.http.post(path, json=values, headers={"X-CSRF-Token": self.csrf, "Origin": self.origin})

    @property
    def url(self) -> str:
        """The agents' socket."""
        return f"ws://{self.address}/socket/agent"

    def headers(self) -> dict[str, str]:
        """The session, as a browser sends it."""
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())}

    def hello(self) -> Frame:
        """Where the list was left."""
        return {"type": "hello", "csrf": self.csrf, "epoch": self.epoch, "since": self.change}

    def resumed_from(self) -> Connected:
        """The list's place is not a view; conversations are opened one by one."""
        return Connected()

    async def take(self, frame: Frame) -> None:
        """Follow the list and every open conversation."""
        kind = frame["type"]
        if kind == "ready":
            self.epoch, self.me = frame["epoch"], frame["me"]
            self._live.clear()
            for conversation in list(self.held):
                await self.open(conversation)
        elif kind == "conversations":
            await self._list(frame)
        elif kind in ("items", "snapshot"):
            await self._opened(frame)
        elif kind == "item":
            self._hold(frame)
            if frame["conversation"] in self._live:
                await self.say(type="read", conversation=frame["conversation"], upto=frame["seq"])

    async def talk_in(self, conversations: list[int]) -> None:
        """Have these conversations open, and as long as there are none, whatever comes."""
        self.opens = 0 if conversations else self.opens
        for conversation in set(self.held) - set(conversations):
            del self.held[conversation]
            self._live.discard(conversation)
            self.log.record(Left(conversation))
            await self.say(type="leave", conversation=conversation)
        for conversation in conversations:
            if conversation not in self.held:
                await self.open(conversation)

    async def open(self, conversation: int) -> None:
        """Ask for everything after what is held."""
        after = self.held.setdefault(conversation, 0)
        self.log.record(Opened(conversation, after))
        await self.say(type="open", conversation=conversation, after=after)

    async def _list(self, frame: Frame) -> None:
        if frame["is_snapshot"]:
            self.summaries.clear()
        self.change = frame["change"]
        for summary in frame["conversations"]:
            self.summaries[summary["id"]] = summary
        for conversation in self.wanted():
            await self.open(conversation)

    def wanted(self) -> list[int]:
        """Conversations to open now: the longest known first."""
        closed = sorted(set(self.summaries) - set(self.held))
        return closed[: max(0, self.opens - len(self.held))]

    async def _opened(self, frame: Frame) -> None:
        conversation = frame["conversation"]
        if conversation not in self.held:
            return
        self._live.add(conversation)
        if frame["type"] == "snapshot":
            self.held[conversation] = 0
            self.items[conversation] = []
        for item in frame["items"]:
            self._hold(item)

    def _hold(self, item: Frame) -> None:
        """Keep an item, unless it is a straggler of a conversation whose opening is not answered yet."""
        self.acknowledged(item.get("client_id"))
        conversation = item["conversation"]
        if conversation in self._live and item["seq"] > self.held[conversation]:
            self.held[conversation] = item["seq"]
            self.items.setdefault(conversation, []).append(item)
