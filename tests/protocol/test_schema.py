"""The protocol's documents agree with the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from chat_server.domain import errors
from chat_server.protocol import frames
from chat_server.protocol.close_codes import CloseCode
from chat_server.protocol.schema import ROOTS, protocol_schema

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "protocol.md").read_text("utf-8")


def all_codes(kind: type[errors.WarmlineError]) -> set[str]:
    """The codes of an error and of everything below it."""
    return {kind.code}.union(*(all_codes(child) for child in kind.__subclasses__()))


def test_the_schema_beside_the_page_is_the_code() -> None:
    """Whoever changes a frame renews the schema: warmline schema > docs/protocol.schema.json."""
    assert json.loads((DOCS / "protocol.schema.json").read_text("utf-8")) == protocol_schema()


@pytest.mark.parametrize("root", ROOTS)
def test_the_page_names_every_frame_and_field(root: str) -> None:
    """No frame and no field of one is left unexplained."""
    for kind in ROOTS[root].__args__:
        info = msgspec.structs.fields(kind)
        assert f"`{kind.__struct_config__.tag}`" in PAGE, kind
        missing = [field.encode_name for field in info if not re.search(rf"\b{field.encode_name}\b", PAGE)]
        assert missing == [], kind


def test_the_page_names_every_close_code() -> None:
    """Each code with what a client does about it."""
    table = PAGE[PAGE.index("## Close codes") :]
    assert [code for code in CloseCode if f"| {int(code)} |" not in table] == []


# Said only inside the server, or on pages for people.
NEVER_TOLD = {"conversation_ended", "signed_in_anew"}
# Said only over HTTP: their place is in http-api.md.
HTTP_ONLY = {"error", "reply_unfit", "rule_unfit", "own_approval", "changed_meanwhile", "wrong_state"}


def test_the_page_names_every_error_code() -> None:
    """Each code that a frame can carry stands in the table, and each that only HTTP answers with on its page."""
    table = PAGE[PAGE.index("## Errors") : PAGE.index("## Close codes")]
    codes = all_codes(errors.WarmlineError) | {"frame_too_large"}
    assert [code for code in sorted(codes - HTTP_ONLY - NEVER_TOLD) if f"`{code}`" not in table] == []
    http_page = (DOCS / "http-api.md").read_text("utf-8")
    assert [code for code in sorted(HTTP_ONLY) if f"`{code}`" not in http_page] == []


def test_limits_on_the_page_are_the_codes() -> None:
    """The figures in the text are those that the server enforces."""
    assert f"{frames.MAX_FRAME_BYTES:,} bytes" in PAGE
    assert f"`{frames.SUBPROTOCOL}`" in PAGE
