"""What the demo prints for people."""

from __future__ import annotations

import io

from rich.console import Console

from chat_server.demo.announcement import Announcement, print_for_people
from chat_server.demo.team import PASSWORD, TEAM


def test_people_see_every_address_and_every_sign_in() -> None:
    """On a narrow terminal, too, the addresses, the people, the password and the tag can be read and copied."""
    out = io.StringIO()
    said = Announcement("http://localhost:8401", "http://localhost:8400", "/tmp/demo", is_new=True)
    print_for_people(said, Console(file=out, width=80))
    text = out.getvalue()
    assert "http://localhost:8401/" in text
    assert "http://localhost:8400/console" in text
    assert [person.email for person in TEAM if person.email not in text] == []
    assert PASSWORD in text
    assert said.script_tag in text.splitlines()
