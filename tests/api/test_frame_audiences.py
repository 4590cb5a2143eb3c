"""Every frame, sent by everybody whom it is not for."""

from __future__ import annotations

from typing import Any

from chat_server.actions.sign_in import sign_in
from chat_server.protocol import frames
from chat_server.sockets.agent import AgentSession
from chat_server.sockets.visitor import VisitorSession
from tests.api.conftest import ORIGIN
from tests.api.place import Place
from tests.api.place import place as place
from tests.support.house import SITE, Window
from tests.support.people import PASSWORD

AGENT_FRAMES: dict[type, dict[str, Any] | None] = {
    frames.AgentHello: None,
    frames.Ping: None,
    frames.AgentOpen: {"type": "open"},
    frames.AgentLeave: {"type": "leave"},
    frames.AgentSend: {"type": "send", "client_id": "an-audience-2", "body": "Good day"},
    frames.AgentRead: {"type": "read", "upto": 1},
    frames.AgentTyping: {"type": "typing", "is_typing": True},
}
"""What names a conversation is tried by an agent of another inbox."""
VISITOR_FRAMES: dict[type, dict[str, Any] | None] = {
    frames.VisitorHello: None,
    frames.Ping: {"type": "ping"},
    frames.VisitorSend: {"type": "send", "client_id": "an-audience-3", "body": "Hello"},
    frames.VisitorReceipt: {"type": "receipt", "read": 1},
    frames.VisitorTyping: {"type": "typing", "text": "Hel"},
    frames.VisitorPage: {"type": "page", "page": {"url": "https://garden.example/"}},
}


def test_every_frame_declares_whom_it_is_for() -> None:
    """A new frame has to be tried below."""
    assert set(AGENT_FRAMES) == set(frames.AgentFrame.__args__)
    assert set(VISITOR_FRAMES) == set(frames.VisitorFrame.__args__)


async def test_an_agent_of_another_inbox_is_told_of_nothing(place: Place) -> None:
    """Olga names Sara's conversation in every frame: she changes nothing, and hears nothing of it afterwards."""
    olga = await place.house.console("Olga")
    before = await place.state()
    told = len(place.sara.frames)
    for frame in filter(None, AGENT_FRAMES.values()):
        seen = len(olga.frames)
        await olga.send(**frame, conversation=place.names["conversation"])
        assert [f.get("code") for f in olga.frames[seen:]] == ([] if frame["type"] == "leave" else ["not_found"])
    assert await place.state() == before
    assert len(place.sara.frames) == told
    await place.sara.say("Is anybody there?")
    place.house.services.feed.flush()
    assert "anybody" not in str(olga.frames)


async def test_before_hello_nothing_is_heard(place: Place) -> None:
    """Whatever comes first and is no hello is refused, on both sockets."""
    before = await place.state()
    services = place.house.services
    nora = await sign_in(services, place.house.agent("Nora").email, PASSWORD, "127.0.0.1", None)
    visitor, agent = Window(), Window()
    visitor.session = VisitorSession(services, visitor, SITE, "")
    agent.session = AgentSession(services, agent, ORIGIN, nora.secret)
    for window, tried in ((visitor, VISITOR_FRAMES), (agent, AGENT_FRAMES)):
        for frame in filter(None, tried.values()):
            await window.send(**frame, conversation=place.names["conversation"])
            assert window.frames[-1]["code"] == "bad_frame", frame
    assert await place.state() == before


async def test_a_visitor_cannot_speak_as_an_agent(place: Place) -> None:
    """An agent's frames are none on the visitors' socket, or mean the visitor's own conversation."""
    bence = await place.house.visitor()
    for frame in filter(None, AGENT_FRAMES.values()):
        await bence.send(**frame, conversation=place.names["conversation"], kind="note", csrf="x")
    assert bence.texts() == ["Good day"]
    assert bence.items()[0]["sender"] == "visitor"
    assert place.sara.texts() == ["Hello"]
