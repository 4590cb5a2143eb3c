"""Frames to bytes and back."""

from __future__ import annotations

import json
from typing import TypeVar

import msgspec

from chat_server.domain.errors import BadFrame, WarmlineError

from .frames import AgentFrame, Error, VisitorFrame

F = TypeVar("F")

encode = msgspec.json.Encoder().encode
decode_visitor = msgspec.json.Decoder(VisitorFrame)
decode_agent = msgspec.json.Decoder(AgentFrame)


def decode(decoder: msgspec.json.Decoder[F], text: str | bytes) -> F:
    """A frame from what came over the socket.

    Raises:
        BadFrame: not JSON, of unknown type, or with missing or wrong fields; the message says which.
    """
    try:
        return decoder.decode(text)
    except msgspec.ValidationError as error:
        raise BadFrame(f"expected a frame as docs/protocol.md describes it; got one with a fault: {error}") from None
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        return _decode_leniently(decoder, text, error)


def _decode_leniently(decoder: msgspec.json.Decoder[F], text: str | bytes, error: Exception) -> F:
    """Half of a surrogate pair (a cut emoji) can be neither stored nor sent on: it becomes a question mark.

    Not so in a body. A message is never altered; it is refused with the message it stands in, so it must get that far.
    """
    try:
        found = json.loads(text)
        whole = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
        if isinstance(found, dict) and "body" in found:
            whole["body"] = found["body"]
        frame: F = msgspec.convert(whole, decoder.type)
    except msgspec.ValidationError as fault:
        raise BadFrame(f"expected a frame as docs/protocol.md describes it; got one with a fault: {fault}") from None
    except (ValueError, RecursionError):
        raise BadFrame(f"expected one JSON object per message; got something else: {error}") from None
    return frame


def error_frame(error: WarmlineError, client_id: str | None = None, conversation: int | None = None) -> bytes:
    """A refusal as a frame."""
    return encode(Error(error.code, str(error), client_id, conversation, error.retry_after_s))
