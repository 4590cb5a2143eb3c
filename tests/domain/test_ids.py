"""Numbers that name conversations and contacts."""

from __future__ import annotations

from chat_server.domain.ids import IdSource
from chat_server.protocol.frames import MAX_INTEGER

IN_2090_MS = 3_800_000_000_000


def test_ids_grow_and_never_repeat_even_within_a_millisecond() -> None:
    """Ten thousand ids of one moment are ten thousand."""
    source = IdSource()
    ids = [source.next(IN_2090_MS) for _ in range(10_000)]
    assert ids == sorted(set(ids))
    assert source.next(IN_2090_MS - 60_000) > ids[-1], "a clock that is set back changes nothing"
    assert ids[-1] < MAX_INTEGER
