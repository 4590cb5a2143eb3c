"""Values lists: a few prepared statements serve every number of rows."""

from __future__ import annotations

from chat_server.storage.database import MAX_ROWS, padded


def test_sixteen_numbers_of_rows_serve_every_number_there_is() -> None:
    """Each list is filled up with zeros to a number at hand, which is never half as many rows again."""
    sizes = set()
    for count in range(1, MAX_ROWS + 1):
        rows = [(number, f"word {number}") for number in range(1, count + 1)]
        size, values = padded(rows)
        assert count <= size <= max(count * 1.5, 1)
        assert values == [value for row in rows for value in row] + [0] * (2 * (size - count))
        sizes.add(size)
    assert len(sizes) == 16
