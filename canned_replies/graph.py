"""All patterns of all rules of a language in one graph of words, walked once per word of a text.

The choices of a group meet again in one node, so a pattern costs as much room as it has words. The first word
of a text's stretch decides which patterns are looked at, and gaps are bounded: the work per word is bounded
whatever the number of rules.
"""

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar

from canned_replies import patterns
from canned_replies.folding import accepts, bare
from canned_replies.languages import Language
from canned_replies.patterns import WORD_LIMIT, Group, Step, has_affixes, spelled_out
from canned_replies.words import OPAQUE

Leaf = TypeVar("Leaf")


class Node(Generic[Leaf]):
    """What may come next: words and stems by their bare form, and gaps."""

    __slots__ = ("ends", "gaps", "leaves", "starts", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.starts: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.ends: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.gaps: list[tuple[int, Node[Leaf]]] = []
        self.leaves: list[Leaf] = []


class Graph(Generic[Leaf]):
    """Patterns in, hits out."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._root: Node[Leaf] = Node()
        # In Hungarian an accented letter of a pattern accepts the bare one: both are found under the bare form.
        self._key = bare if language == "hu" else str

    def add(self, pattern: patterns.Sequence, leaf: Leaf) -> None:
        """Store a pattern.

        Raises PatternRefused: when its affixes make it too large.
        """
        needs_joining = self._language == "fa" and has_affixes(pattern)
        for sequence in spelled_out(pattern, self._language) if needs_joining else (pattern,):
            for node in self._lay(sequence, [self._root]):
                node.leaves.append(leaf)

    def _lay(
        self, sequence: patterns.Sequence, sources: list[Node[Leaf]], target: Node[Leaf] | None = None
    ) -> list[Node[Leaf]]:
        """Lay the sequence from the sources; returns the nodes it may end in, ``target`` among them."""
        for place, item in enumerate(sequence):
            end = target if target and place == len(sequence) - 1 else Node[Leaf]()
            if isinstance(item, Step):
                for source in sources:
                    self._connect(source, item, end)
                sources = [end]
            else:
                sources = self._lay_group(item, sources, end)
        return sources

    def _lay_group(self, group: Group, sources: list[Node[Leaf]], end: Node[Leaf]) -> list[Node[Leaf]]:
        ends = [node for choice in group.choices for node in self._lay(choice, sources, end)]
        return list(dict.fromkeys([*ends, *sources] if group.is_optional else ends))

    def _connect(self, source: Node[Leaf], step: Step, end: Node[Leaf]) -> None:
        if step.kind == "gap":
            source.gaps.append((step.size, end))
            return
        table = {"word": source.words, "starts": source.starts, "ends": source.ends}[step.kind]
        table.setdefault(self._key(step.text), []).append((step.text, end))

    def hits(self, words: Sequence[str]) -> Iterator[tuple[Leaf, int, int]]:
        """Every ``(leaf, first, after)`` such that ``words[first:after]`` is what one of the leaf's patterns says."""
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
