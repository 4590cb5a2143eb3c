"""All patterns of all rules of a language in one graph of words, walked from each word of a text.

The choices of a group meet again in one node, so a pattern costs as much room as it has words. All places that a text
may be in at once are taken together as one state, and what a state does with a word is remembered: a step costs one
look-up whatever the number of rules (a lazily determinised automaton; Aho, Sethi, Ullman, 1986, section 3.7).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Generic, TypeVar

from canned_replies import pattern_shape
from canned_replies.folding import accepts, bare
from canned_replies.languages import Language
from canned_replies.pattern_shape import Group, Step, has_affixes, spelled_out
from canned_replies.patterns import WORD_LIMIT
from canned_replies.spoken import heard, heard_stem
from canned_replies.words import OPAQUE

Leaf = TypeVar("Leaf")

# Steps that are remembered before all of them are forgotten: bounds the room that strange texts can take.
MEMORY_LIMIT: Final = 50_000


class Node(Generic[Leaf]):
    """What may come next: words and stems by their bare form, any word at all, or nothing (``skips``)."""

    __slots__ = ("any", "ends", "leaves", "skips", "starts", "words")

    def __init__(self) -> None:
        self.words: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.starts: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.ends: dict[str, list[tuple[str, Node[Leaf]]]] = {}
        self.any: list[Node[Leaf]] = []
        self.skips: list[Node[Leaf]] = []
        self.leaves: list[Leaf] = []


class State(Generic[Leaf]):
    """All nodes that a text is in at once, what ends there, and the steps already taken from there."""

    __slots__ = ("leaves", "next", "nodes")

    def __init__(self, nodes: frozenset[Node[Leaf]]) -> None:
        self.nodes = nodes
        self.leaves = tuple(leaf for node in nodes for leaf in node.leaves)
        self.next: dict[str, State[Leaf]] = {}


class Graph(Generic[Leaf]):
    """Patterns in, hits out. Patterns are added first; then texts are walked."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._root: Node[Leaf] = Node()
        # In Hungarian an accented letter of a pattern accepts the bare one: both are found under the bare form.
        self._key = bare if language == "hu" else str
        self._states: dict[frozenset[Node[Leaf]], State[Leaf]] = {}
        self._remembered = 0

    def add(self, pattern: pattern_shape.Sequence, leaf: Leaf) -> None:
        """Store a pattern.

        Raises PatternRefused: when its affixes make it too large.
        """
        needs_joining = self._language == "fa" and has_affixes(pattern)
        for sequence in spelled_out(pattern, self._language) if needs_joining else (pattern,):
            for node in self._lay(sequence, [self._root]):
                node.leaves.append(leaf)

    def _lay(
        self, sequence: pattern_shape.Sequence, sources: list[Node[Leaf]], target: Node[Leaf] | None = None
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
            for _ in range(step.size):
                source.skips.append(end)
                beyond = Node[Leaf]()
                source.any.append(beyond)
                source = beyond
            source.skips.append(end)
            return
        tables = {"starts": source.starts, "ends": source.ends}  # an edge is met as a word of its own
        table = tables.get(step.kind, source.words)
        text = self._as_heard(step)
        table.setdefault(self._key(text), []).append((text, end))

    def _as_heard(self, step: Step) -> str:
        """Persian patterns and texts meet in the form under which spoken and written words are the same."""
        if self._language != "fa" or step.kind == "edge":
            return step.text
        return heard(step.text) if step.kind == "word" else heard_stem(step.text)

    def hits(self, words: Sequence[str]) -> Iterator[tuple[Leaf, int, int]]:
        """Every ``(leaf, first, after)`` such that ``words[first:after]`` is what one of the leaf's patterns says."""
        start = self._state({self._root})
        if self._language == "fa":
            words = list(map(heard, words))
        for first in range(len(words)):
            state = start
            for at in range(first, len(words)):
                state = state.next.get(words[at]) or self._step(state, words[at])
                if not state.nodes:
                    break
                for leaf in state.leaves:
                    yield leaf, first, at + 1

    def _step(self, state: State[Leaf], word: str) -> State[Leaf]:
        reached = {after for node in state.nodes for after in self._after(node, word)}
        following = self._state(reached)
        self._remembered += 1
        if self._remembered > MEMORY_LIMIT:
            self._remembered = 0
            self._states = {}
            state.next.clear()
        state.next[word] = following
        return following

    def _state(self, nodes: Iterable[Node[Leaf]]) -> State[Leaf]:
        reached: set[Node[Leaf]] = set()
        waiting = list(nodes)
        while waiting:
            node = waiting.pop()
            if node not in reached:
                reached.add(node)
                waiting.extend(node.skips)
        key = frozenset(reached)
        return self._states.setdefault(key, State(key))

    def _after(self, node: Node[Leaf], word: str) -> Iterator[Node[Leaf]]:
        yield from node.any
        if word == OPAQUE:
            return
        key = self._key(word)
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
