/**
 * All patterns of all rules of a language in one graph of words, walked from each word of a draft. What a state does with
 * a word is remembered: a step costs one look-up whatever the number of rules. The same as canned_replies/graph.py.
 */

import { bare } from "./folding.js";
import { Node, typedWord } from "./node.js";
import { hasAffixes, spelledOut } from "./pattern-shape.js";
import { heard, heardStem } from "./spoken.js";
import { OPAQUE } from "./words.js";

/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Group} Group */
/** @typedef {import("./types.js").Sequence} Sequence */
/** @typedef {import("./types.js").Step} Step */

/**
 * All nodes that a draft is in at once, what ends there, and the steps already taken from there.
 * @typedef {{nodes: Node[], leaves: number[], next: Map<string, State>, other: State | null}} State `other`: where words lead that no pattern names here
 */

// Steps that are remembered before all of them are forgotten: bounds the room that strange drafts can take.
const MEMORY_LIMIT = 50_000;

export class Graph {
  #root = new Node();
  /** @type {Map<string, State>} */
  #states = new Map();
  #remembered = 0;
  #word = typedWord("", "");

  /** @param {Locale} locale */
  constructor(locale) {
    this.locale = locale;
    // In Hungarian an accented letter of a pattern accepts the bare one: both are found under the bare form.
    this.keyOf = locale === "hu" ? bare : String;
  }

  /** Store a pattern; `leaves` are told when it fits. @param {Sequence} pattern @param {number[]} leaves */
  add(pattern, leaves) {
    const needsJoining = this.locale === "fa" && hasAffixes(pattern);
    for (const sequence of needsJoining ? spelledOut(pattern, this.locale) : [pattern]) {
      for (const node of this.#lay(sequence, [this.#root])) node.leaves.push(...leaves);
    }
  }

  /**
   * Lay the sequence from the sources.
   * @param {Sequence} sequence @param {Node[]} sources @param {Node} [target] @returns {Node[]} where it may end, `target` among them
   */
  #lay(sequence, sources, target) {
    sequence.forEach((item, place) => {
      const end = target && place === sequence.length - 1 ? target : new Node();
      if ("choices" in item) sources = this.#layGroup(item, sources, end);
      else {
        const step = this.#asHeard(item);
        for (const source of sources) source.connect(step, this.keyOf(step.text), end);
        sources = [end];
      }
    });
    return sources;
  }

  /** Persian patterns and drafts meet in the form under which spoken and written words are the same. @param {Step} step */
  #asHeard(step) {
    if (this.locale !== "fa" || step.kind === "gap" || step.kind === "edge") return step;
    return { ...step, text: step.kind === "word" ? heard(step.text) : heardStem(step.text) };
  }

  /** The choices meet again in one node. @param {Group} group @param {Node[]} sources @param {Node} end */
  #layGroup({ choices, isOptional }, sources, end) {
    const ends = choices.flatMap((choice) => this.#lay(choice, sources, end));
    return [...new Set(isOptional ? [...ends, ...sources] : ends)];
  }

  /**
   * Every leaf such that `words.slice(first, after)` is what one of its patterns says.
   * @param {string[]} words @param {(leaf: number, first: number, after: number) => void} tell
   */
  hits(words, tell) {
    if (this.locale === "fa") words = words.map(heard);
    const start = this.#state([this.#root]);
    for (let first = 0; first < words.length; first += 1) {
      let state = start;
      for (let at = first; at < words.length; at += 1) {
        const word = /** @type {string} */ (words[at]);
        state = state.next.get(word) ?? this.#step(state, word);
        if (!state.nodes.length) break;
        for (const leaf of state.leaves) tell(leaf, first, at + 1);
      }
    }
  }

  /** @param {State} state @param {string} word */
  #step(state, word) {
    if (this.#remembered >= MEMORY_LIMIT) this.#forget(state);
    this.#remembered += 1;
    const named = this.#named(state, word);
    const following = named.size ? this.#state([...named, ...beyond(state)]) : (state.other ??= this.#state(beyond(state)));
    state.next.set(word, following);
    return following;
  }

  /** Where the word leads because patterns name it; a skipped stretch is stepped over by gaps alone. @param {State} state @param {string} word */
  #named(state, word) {
    /** @type {Set<Node>} */
    const named = new Set();
    if (word === OPAQUE) return named;
    if (this.#word.text !== word) this.#word = typedWord(word, this.keyOf(word));
    for (const node of state.nodes) node.follow(this.#word, named);
    return named;
  }

  /** @param {State} state the one that the walk is in */
  #forget(state) {
    this.#remembered = 0;
    this.#states.clear();
    state.next.clear();
    state.other = null;
  }

  /** The state of these nodes and what they reach without a word. @param {Iterable<Node>} nodes @returns {State} */
  #state(nodes) {
    const reached = new Set(nodes);
    for (const node of reached) for (const beyond of node.skips) reached.add(beyond);
    const sorted = [...reached].sort((a, b) => a.id - b.id);
    const key = sorted.map(({ id }) => id).join(" ");
    let state = this.#states.get(key);
    if (!state) {
      state = { nodes: sorted, leaves: sorted.flatMap(({ leaves }) => leaves), next: new Map(), other: null };
      this.#states.set(key, state);
    }
    return state;
  }
}

/** Where any word leads: one step further through a gap. @param {State} state */
function beyond({ nodes }) {
  return nodes.flatMap(({ any }) => any);
}
