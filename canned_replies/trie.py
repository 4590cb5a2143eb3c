"""All wordings of all rules of a language in one tree of words, walked once per word of a text.

A leaf says whose wording ended there; the walk does a bounded amount of work per word whatever the
number of rules, because the first word decides which branches are looked at.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from canned_replies.folding import accepts, bare
from canned_replies.patterns import WORD_LIMIT, Step, Wording
from canned_replies.words import OPAQUE

Leaf = TypeVar("Leaf")


class Node(Generic[Leaf]):
    """What may come next: words by bare form, stems by length, gaps."""

    __slots__ = ("ends", "gaps", "leaves", "starts", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.starts: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.ends: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.gaps: list[tuple[int, Node[Leaf]]] = []
        self.leaves: list[Leaf] = []


class Trie(Generic[Leaf]):
    """Wordings in, hits out. ``is_lenient`` lets an accented letter of a wording accept the bare one."""

    def __init__(self, *, is_lenient: bool) -> None:
        self._root: Node[Leaf] = Node()
        self._key = bare if is_lenient else str

    def add(self, wording: Wording, leaf: Leaf) -> None:
        """Store a wording; the same wording may carry several leaves."""
        node = self._root
        for step in wording:
            node = self._next(node, step)
        node.leaves.append(leaf)

    def _next(self, node: Node[Leaf], step: Step) -> Node[Leaf]:
        if step.kind == "gap":
            for size, child in node.gaps:
                if size == step.size:
                    return child
            node.gaps.append((step.size, Node()))
            return node.gaps[-1][1]
        table = {"word": node.words, "starts": node.starts, "ends": node.ends}[step.kind]
        branches = table.setdefault(self._key(step.text), [])
        for text, child in branches:
            if text == step.text:
                return child
        branches.append((step.text, Node()))
        return branches[-1][1]

    def hits(self, words: Sequence[str]) -> Iterator[tuple[Leaf, int, int]]:
        """Every ``(leaf, first, after)`` such that ``words[first:after]`` is one of the leaf's wordings."""
        keys = [self._key(word) for word in words]
        for first in range(len(words)):
            places = [(node, first + 1) for node in self._children(self._root, words[first], keys[first])]
            seen: set[tuple[int, int]] = set()
            while places:
                node, at = places.pop()
                if (id(node), at) in seen:
                    continue
                seen.add((id(node), at))
                for leaf in node.leaves:
                    yield leaf, first, at
                places.extend(self._onwards(node, at, words, keys))

    def _onwards(
        self, node: Node[Leaf], at: int, words: Sequence[str], keys: Sequence[str]
    ) -> Iterator[tuple[Node[Leaf], int]]:
        if at < len(words):
            for child in self._children(node, words[at], keys[at]):
                yield child, at + 1
        for size, beyond in node.gaps:
            for skipped in range(min(size, len(words) - at) + 1):
                yield beyond, at + skipped

    def _children(self, node: Node[Leaf], word: str, key: str) -> Iterator[Node[Leaf]]:
        if word == OPAQUE:
            return
        for text, child in node.words.get(key, ()):
            if accepts(text, word):
                yield child
        if node.starts:
            yield from self._by_start(node, word, key)
        if node.ends:
            yield from self._by_end(node, word, key)

    def _by_start(self, node: Node[Leaf], word: str, key: str) -> Iterator[Node[Leaf]]:
        for cut in range(1, min(len(key), WORD_LIMIT) + 1):
            for text, child in node.starts.get(key[:cut], ()):
                if accepts(text, word[:cut]):
                    yield child

    def _by_end(self, node: Node[Leaf], word: str, key: str) -> Iterator[Node[Leaf]]:
        for cut in range(max(0, len(key) - WORD_LIMIT), len(key)):
            for text, child in node.ends.get(key[cut:], ()):
                if accepts(text, word[cut:]):
                    yield child
