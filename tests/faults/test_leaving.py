"""Reza is switched off beside the running server, as an operator does it."""

from __future__ import annotations

import asyncio
import re

import httpx
from click.testing import CliRunner

from chat_server.cli import main
from chat_server.protocol.close_codes import CloseCode
from tests.faults.agent_window import AgentWindow
from tests.faults.installation import PASSWORD, Installation, email_of

WITHIN_S = 30.0


async def set_agent(house: Installation, name: str, *words: str) -> None:
    """Type a command in another shell."""
    line = ["set-agent", email_of(name), *words, "--data", str(house.data)]
    done = await asyncio.to_thread(CliRunner().invoke, main, line)
    assert done.exit_code == 0, done.output


async def tried(window: AgentWindow, name: str, password: str) -> httpx.Response:
    """Sign in, in a browser that nobody knows."""
    async with httpx.AsyncClient(base_url=window.http.base_url, trust_env=False, timeout=WITHIN_S) as http:
        csrf = window.form_token((await http.get("/sign-in")).text)
        form = {"email": email_of(name), "password": password, "csrf": csrf, "next": ""}
        return await http.post("/sign-in", data=form, headers={"Origin": window.origin})


def said(answer: httpx.Response) -> str:
    """The page without what is random or typed."""
    return re.sub(r'(nonce|value)="[^"]*"', "", answer.text)


async def test_reza_is_out_within_seconds_and_his_colleagues_go_on(house: Installation) -> None:
    """His console ends and none begins, his password is as wrong as any; Zsófi finds Sara's question and answers."""
    await house.server.start()
    sara, reza, zsofi = house.visitor("Sara"), await house.agent("Reza"), await house.agent("Zsófi")
    for client in (sara, reza, zsofi):
        client.stay_connected()
    await sara.until(lambda: sara.is_ready)
    await sara.write("Where is my lamp?")
    await reza.until(lambda: bool(reza.summaries))
    (conversation,) = reza.summaries
    await reza.write("On its way.", conversation=conversation)
    await zsofi.until(lambda: zsofi.summaries.get(conversation, {}).get("assignee") == reza.me["id"])

    await set_agent(house, "Reza", "--off")
    await reza.until(lambda: CloseCode.UNAUTHENTICATED in reza.close_codes, WITHIN_S)
    assert (await reza.http.get("/api/promises")).status_code == 401
    right, wrong = await tried(zsofi, "Reza", PASSWORD), await tried(zsofi, "Anna", "not her password")
    assert right.status_code == wrong.status_code == 401
    assert said(right) == said(wrong)

    await zsofi.until(lambda: zsofi.summaries.get(conversation, {}).get("assignee") is None, WITHIN_S)
    await zsofi.write("It comes at noon.", conversation=conversation)
    await zsofi.until(lambda: zsofi.summaries.get(conversation, {}).get("assignee") == zsofi.me["id"])
    await sara.until(lambda: sara.bodies[-1:] == ["It comes at noon."])
    assert zsofi.close_codes == []

    await set_agent(house, "Reza", "--on")
    assert (await tried(zsofi, "Reza", PASSWORD)).status_code == 303
    house.assert_calm()
