"""Refusals over HTTP: one shape for all of them."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from math import ceil
from typing import Any, TypeVar

import brotli
import msgspec
from starlette.requests import Request
from starlette.responses import Response

from chat_server.domain.errors import InvalidInput, WarmlineError
from chat_server.protocol.frames import MAX_INTEGER

T = TypeVar("T")
MAX_BODY_BYTES = 65_536
COMPRESSION = 5

# Browsers take brotli over https only, and gzip everywhere.
COMPRESSORS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=COMPRESSION),
    "gzip": lambda body: gzip.compress(body, compresslevel=COMPRESSION, mtime=0),
}


class Json(Response):
    """A JSON answer, encoded like the frames."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The bytes of a struct or a plain value."""
        return msgspec.json.encode(content)


def compressed(response: Response, request: Request) -> Response:
    """The same answer as small as the browser takes it. Not for answers that carry secrets beside what others wrote."""
    accepted = request.headers.get("accept-encoding", "")
    if encoding := next((name for name in COMPRESSORS if name in accepted), None):
        response.body = COMPRESSORS[encoding](bytes(response.body))
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.body))
    response.headers["Vary"] = "Origin, Accept-Encoding"
    return response


def refusal(error: WarmlineError) -> Json:
    """A refusal as an answer: its code, its sentence, what exactly is wrong, and when to try again."""
    said: dict[str, Any] = {"code": error.code, "message": str(error)}
    if error.problems:
        said["problems"] = error.problems
    headers = {"Cache-Control": "no-store"}
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(ceil(error.retry_after_s))
    return Json({"error": said}, error.status, headers)


async def answer_refusal(_request: Request, error: Exception) -> Response:
    """Starlette's handler for everything of the family."""
    assert isinstance(error, WarmlineError)  # noqa: S101 - it is registered for nothing else
    return refusal(error)


async def read_json(request: Request, kind: type[T]) -> T:
    """The request's body as a struct.

    Raises:
        InvalidInput: too large, not JSON, or with missing or wrong fields; the message says which.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise InvalidInput(f"expected a body of at most {MAX_BODY_BYTES:,} bytes; got more")
    try:
        return msgspec.json.decode(body, type=kind)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"expected a body as docs/http-api.md describes it; got one with a fault: {error}") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InvalidInput(f"expected a JSON body; got something else: {error}") from None


def read_number(request: Request, name: str, default: int | None, most: int = MAX_INTEGER) -> int | None:
    """A whole number from the query.

    Raises:
        InvalidInput: it is no number from 0 to ``most``.
    """
    text = request.query_params.get(name)
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 17 or int(text) > most:
        raise InvalidInput(f"expected {name} to be a whole number from 0 to {most:,}; got {text[:40]!r}")
    return int(text)
