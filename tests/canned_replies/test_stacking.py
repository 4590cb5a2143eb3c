"""Several replies in one message are told apart again."""

import pytest

from canned_replies.errors import TextTooLong
from canned_replies.stacking import shares

ONE = "Thank you for telling us. I am sorry that the lantern came broken."
TWO = "Could you please send us a picture of it?"


@pytest.mark.parametrize(
    ("edited", "parts"),
    [
        (f"{ONE}\n\n{TWO}", (ONE, TWO)),
        (f"{TWO} {ONE}", (ONE, TWO)),
        (f"Good morning! {ONE} That should not happen.\nMay I ask something? {TWO}",
         (f"Good morning! {ONE} That should not happen.", f"May I ask something? {TWO}")),
        (f"{ONE.replace('broken', 'in pieces')} {TWO.replace('a picture', 'two pictures')}",
         (ONE.replace("broken", "in pieces"), TWO.replace("a picture", "two pictures"))),
        (ONE, (ONE, "")),
        ("Nothing of either", ("", "")),
    ],
)  # fmt: skip
def test_a_stacked_message_is_shared_out(edited: str, parts: tuple[str, str]) -> None:
    """Each reply gets what became of it, in whichever order they stand, with what was written beside it."""
    assert shares([ONE, TWO], edited) == parts


def test_a_message_longer_than_a_reply_is_refused() -> None:
    """Nobody proposes ten thousand letters, and nobody waits for their comparison."""
    with pytest.raises(TextTooLong):
        shares(["x " * 1_500, "y " * 1_500], "x " * 1_000 + "y " * 1_000)
