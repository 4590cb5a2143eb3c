"""The floor: a bare Starlette relay on the same server with the same settings, which stores nothing.

It does what the product must do at the least for one message: receive a visitor's frame, decode its JSON, give it
back to the sender as acknowledgement, and give it to the agent who has the conversation open.

``python -m bench.relay PORT``
"""

from __future__ import annotations

import json
import sys

import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from chat_server.protocol.frames import SUBPROTOCOL
from chat_server.serve import listen, make_server
from chat_server.settings import Settings

agents: dict[int, WebSocket] = {}
"""Who has which conversation open."""


async def visitor(socket: WebSocket) -> None:
    """One visitor: everything they say goes back to them and to their agent."""
    conversation = int(socket.path_params["conversation"])
    await socket.accept(subprotocol=SUBPROTOCOL)
    try:
        while True:
            text = await socket.receive_text()
            if json.loads(text)["type"] == "send":
                await socket.send_text(text)
                await agents[conversation].send_text(text)
            else:
                await socket.send_text('{"type":"ready"}')
    except WebSocketDisconnect:
        return


async def agent(socket: WebSocket) -> None:
    """One window of an agent: ``open`` frames say which conversations it shows."""
    await socket.accept(subprotocol=SUBPROTOCOL)
    try:
        while True:
            frame = json.loads(await socket.receive_text())
            if frame["type"] == "open":
                agents[int(frame["conversation"])] = socket
                await socket.send_text('{"type":"items"}')
            else:
                await socket.send_text('{"type":"ready"}')
    except WebSocketDisconnect:
        return


async def ready(_request: Request) -> Response:
    """Alive."""
    return PlainTextResponse("ready\n")


def main() -> None:
    """Serve until killed."""
    app = Starlette(
        routes=[
            WebSocketRoute("/visitor/{conversation:int}", visitor),
            WebSocketRoute("/agent", agent),
            Route("/readyz", ready),
        ]
    )
    port = int(sys.argv[1])
    server = make_server(app, Settings(port=port))
    uvloop.run(server.serve([listen("127.0.0.1", port)]))


if __name__ == "__main__":
    main()
