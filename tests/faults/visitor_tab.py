"""A visitor's tab as a protocol client."""

from __future__ import annotations

import httpx

from tests.faults.client import Client
from tests.faults.history import Answered, Connected, Device, Frame, History, Sent

SHOP = "http://shop.localhost"


class VisitorTab(Client):
    """A visitor's device: one conversation, a token, a position."""

    def __init__(self, address: str, inbox: str, log: Device, origin: str = SHOP) -> None:
        super().__init__(address, origin, log)
        self.inbox = inbox
        self.token: str | None = None
        self.epoch: str | None = None
        self.conversation: int | None = None
        self.held = 0
        self.bodies: list[str] = []

    def another_tab(self, history: History, name: str) -> VisitorTab:
        """A second tab in the same browser: it shares the token, and nothing else."""
        tab = VisitorTab(self.address, self.inbox, history.device(name, "visitor", self.log.person))
        tab.token = self.token
        return tab

    async def become_somebody(self) -> None:
        """Take a token by HTTP, as a page does whose network refuses sockets."""
        async with httpx.AsyncClient(base_url=f"http://{self.address}", trust_env=False) as http:
            answer = await http.post("/api/visitor/token", json={"inbox": self.inbox}, headers={"Origin": self.origin})
        self.token = answer.raise_for_status().json()["token"]

    async def post(self, sent: Sent) -> httpx.Response:
        """Send a message by HTTP, as a page that is being closed does; the answer is part of the history."""
        self.log.record(sent)
        headers = {"Origin": self.origin, **({"Authorization": f"Bearer {self.token}"} if self.token else {})}
        body = {"inbox": self.inbox, "client_id": sent.client_id, "body": sent.body}
        async with httpx.AsyncClient(base_url=f"http://{self.address}", trust_env=False, headers=headers) as http:
            answer = await http.post("/api/visitor/messages", json=body)
        if answer.status_code == 200:
            said = answer.json()
            self.log.record(Answered(said["item"], said["conversation"]))
            self.acknowledged(sent.client_id)
        return answer

    @property
    def url(self) -> str:
        """The visitors' socket."""
        return f"ws://{self.address}/socket/visitor"

    def hello(self) -> Frame:
        """Who is calling, and what they hold."""
        known = {"token": self.token, "epoch": self.epoch, "conversation": self.conversation}
        return {"type": "hello", "inbox": self.inbox, "after": self.held, "locale": "en", **known}

    def resumed_from(self) -> Connected:
        """The place that ``hello`` names."""
        return Connected(self.conversation, self.held)

    async def take(self, frame: Frame) -> None:
        """Keep the token, follow the position, and tell how far it came."""
        kind = frame["type"]
        if kind == "ready":
            self.token = frame.get("token", self.token)
            self.epoch = frame["epoch"]
        if frame.get("conversation") is not None and kind != "error":
            self.conversation = frame["conversation"]
        if kind == "snapshot":
            self.bodies.clear()
            self.held = 0
        if kind in ("items", "snapshot"):
            for item in frame["items"]:
                self._hold(item)
        elif kind == "item":
            self._hold(frame)
            await self.say(type="receipt", delivered=self.held, read=self.held)

    def _hold(self, item: Frame) -> None:
        self.acknowledged(item.get("client_id"))
        if item["seq"] > self.held:
            self.held = item["seq"]
            self.bodies.append(item["body"])
