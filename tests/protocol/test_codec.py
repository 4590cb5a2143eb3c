"""Frames to bytes and back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat_server.domain.errors import BadFrame
from chat_server.protocol.codec import decode, decode_agent, decode_visitor, encode
from chat_server.protocol.frames import VisitorItem, VisitorSend

BAD = {
    "no JSON": ("hello", "one JSON object"),
    "an array": ("[]", "`object`"),
    "nothing": ("", "one JSON object"),
    "no type": ('{"body": "x"}', "type"),
    "an unknown type": ('{"type": "explode"}', "explode"),
    "a missing field": ('{"type": "send", "body": "x"}', "client_id"),
    "a wrong field": ('{"type": "send", "client_id": "abcdefgh", "body": 7}', "$.body"),
    "a short client id": ('{"type": "send", "client_id": "x", "body": "x"}', "$.client_id"),
    "a negative position": ('{"type": "receipt", "read": -1}', "$.read"),
    "a huge position": ('{"type": "receipt", "read": 99999999999999999999999}', "$.read"),
    "an agent's frame": ('{"type": "leave", "conversation": 7}', "leave"),
    "deep nesting": ('{"type": "send", "x": ' + "[" * 30_000, "expected"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_frame_is_named(name: str) -> None:
    """The refusal says what was expected and where the fault is."""
    text, clue = BAD[name]
    with pytest.raises(BadFrame) as refused:
        decode(decode_visitor, text)
    assert str(refused.value).startswith("expected ")
    assert clue in str(refused.value)


@given(st.text())
def test_any_text_is_a_frame_or_refused(text: str) -> None:
    """Nothing that comes over a socket breaks the decoder."""
    for decoder in (decode_visitor, decode_agent):
        try:
            decode(decoder, text)
        except BadFrame:
            continue


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_bodies_travel_unharmed(body: str) -> None:
    """Whatever was written arrives letter by letter."""
    sent = decode(decode_visitor, json.dumps({"type": "send", "client_id": "abcdefgh", "body": body}))
    assert isinstance(sent, VisitorSend)
    item = VisitorItem(seq=1, sender="visitor", body=sent.body, at=1)
    assert json.loads(encode(item))["body"] == body


def test_half_a_character_gets_as_far_as_its_message() -> None:
    """A cut emoji is refused later, with the client id of the message that it stands in."""
    sent = decode(decode_visitor, r'{"type": "send", "client_id": "abcdefgh", "body": "so nice \ud83d"}')
    assert isinstance(sent, VisitorSend)
    assert sent.client_id == "abcdefgh"


@pytest.mark.parametrize(
    ("decoder", "frame"),
    [
        (decode_visitor, {"type": "typing", "text": "so nice \ud83d"}),
        (decode_visitor, {"type": "page", "page": {"url": "https://shop.example/\udc00", "title": "Lamps \ud83d"}}),
        (decode_visitor, {"type": "hello", "inbox": "ib", "token": "\ud83d", "epoch": "\ud83d", "locale": "\ud83d"}),
        (decode_agent, {"type": "hello", "csrf": "\ud83d", "epoch": "\ud83d"}),
        (
            decode_agent,
            {
                "type": "send", "conversation": 1, "client_id": "abcdefgh", "body": "Done",
                "replies": [{"key": "\ud83d", "revision": 1, "language": "en", "text": "\ud83d"}],
                "promise": {"due": 1, "what": "\ud83d"},
            },
        ),
    ],
)  # fmt: skip
def test_half_a_character_goes_no_further_than_a_body(decoder: Any, frame: dict[str, Any]) -> None:
    """Elsewhere a title or preview that was cut is mended: half a character can be neither stored nor sent on."""
    assert b"?" in encode(decode(decoder, json.dumps(frame)))
