"""What holds for every address: how long a number in it may be, and how browsers have to treat its answers."""

from __future__ import annotations

from starlette.convertors import IntegerConvertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS = {
    # Nothing that somebody wrote is taken for a script because it looks like one.
    "X-Content-Type-Options": "nosniff",
    # Other sites cannot load it, not even where our cookies would go along.
    "Cross-Origin-Resource-Policy": "same-origin",
}


class NumberConvertor(IntegerConvertor):
    """A number in an address. Starlette's own takes thousands of digits, and fails when it makes them an integer."""

    regex = "[0-9]{1,19}"


register_url_convertor("int", NumberConvertor())


def guarded(http: ASGIApp) -> ASGIApp:
    """The same application, with these headers on every answer that does not say otherwise."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await http(scope, receive, send_guarded if scope["type"] == "http" else send)

    return app
