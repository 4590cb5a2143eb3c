"""Answers that many ask for again and again: an ETag, and bytes that are compressed once."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from chat_server.actions.reply_shelf import Packed


def answer_packed(request: Request, packed: Packed) -> Response:
    """304 when the client has it, else the bytes; compressed where the client takes that."""
    headers = {"ETag": packed.etag, "Cache-Control": "private, no-cache", "Vary": "Accept-Encoding, Cookie"}
    known = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if packed.etag in known:
        return Response(status_code=304, headers=headers)
    accepted = request.headers.get("accept-encoding", "")
    if "br" in accepted:
        headers["Content-Encoding"] = "br"
        return Response(packed.brotli, media_type="application/json", headers=headers)
    if "gzip" in accepted:
        headers["Content-Encoding"] = "gzip"
        return Response(packed.gzipped, media_type="application/json", headers=headers)
    return Response(packed.plain, media_type="application/json", headers=headers)
