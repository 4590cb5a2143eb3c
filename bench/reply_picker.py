"""From a key to rows on the screen: the picker of the real console with 2,000 replies, at a quarter of the speed.

An agent types ``/`` and then words of three languages, letter by letter. Counted is the time from the key, as the
browser stamped it, until the frame that has the rows for just these letters is painted. It runs on the wall's clock,
other programs' share included, so the calmest round counts. The floor is the same letters, typed without the slash.
"""

from __future__ import annotations

from pathlib import Path

from .console import SLOWDOWN, Writer, shop
from .figure import Figure, percentile
from .many_replies import import_replies, write_replies
from .probes import PAINTED

REPLIES = 2_000
MOST_MS = 50.0
WORDS = ("refund", "سفارش", "rendeles", "promise", "گفت", "koszon")
SETTLED_MS = 60
"""People pause longer between two keys; what follows a key is over by then."""
Round = dict[str, list[float]]


def measure(folder: Path, *, is_quick: bool) -> list[Figure]:
    """Milliseconds from a key to painted rows."""
    words, rounds, count = (WORDS[:2], 1, 200) if is_quick else (WORDS, 6, REPLIES)
    replies = write_replies(folder / "picker.yaml", count)
    with shop(folder / "reply-picker") as place:
        import_replies(replies, place.server.data)
        with place.writer("en") as writer:
            writer.page.evaluate(PAINTED)
            _round(writer, words[:1])
            done = [_round(writer, words) for _ in range(rounds)]
    remark = f"{count:,} replies, processor slowed down {SLOWDOWN} times; floor: the same letters without /"
    names = {"slash": "from / to painted rows", "letter": "from a letter to painted rows"}
    return [figure for kind, name in names.items() for figure in _figures(name, kind, done, remark)]


def _round(writer: Writer, words: tuple[str, ...]) -> Round:
    done: Round = {"slash": [], "letter": [], "plain": []}
    for word in words:
        opened, *letters = _type(writer, f"/{word}")
        done["slash"].append(opened)
        done["letter"] += letters
        done["plain"] += _type(writer, word)
    return done


def _type(writer: Writer, text: str) -> list[float]:
    writer.page.evaluate("painted.length = 0")
    for count, letter in enumerate(text, 1):
        writer.press(letter)
        writer.page.evaluate("(count) => until(count)", count)
        writer.page.wait_for_timeout(SETTLED_MS)
    taken: list[float] = writer.page.evaluate("painted")
    writer.clear()
    writer.page.wait_for_timeout(SETTLED_MS)
    return taken


def _figures(name: str, kind: str, rounds: list[Round], remark: str) -> list[Figure]:
    floor = min((sorted(one["plain"]) for one in rounds), key=lambda times: percentile(times, 0.95))
    each = sorted((sorted(one[kind]) for one in rounds), key=lambda times: percentile(times, 0.95))
    spread = f"{percentile(each[0], 0.95):.0f} to {percentile(each[-1], 0.95):.0f} ms"
    return [
        Figure(f"{name}, median", percentile(each[0], 0.5), "ms", floor=percentile(floor, 0.5), remark=remark),
        Figure(
            f"{name}, 95th percentile",
            percentile(each[0], 0.95),
            "ms",
            floor=percentile(floor, 0.95),
            most=MOST_MS,
            remark=f"calmest of {len(rounds)} rounds, which gave {spread}",
        ),
    ]
