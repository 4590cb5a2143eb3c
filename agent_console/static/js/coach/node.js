/** A place in the graph of patterns, and the steps that lead on from it. */

import { accepts } from "./folding.js";

/** @typedef {import("./types.js").Step} Step */
/** @typedef {Map<string, [string, Node][]>} Table words or stems by their bare form, each as its pattern writes it */
/** @typedef {[string, string][]} Cuts pieces of a word: in bare form, and as typed */
/** @typedef {{text: string, key: string, starts: Cuts, ends: Cuts}} Typed a word, ready to be looked up */

const WORD_LIMIT = 40; // longer stems are refused, so longer pieces need no look-up
let made = 0;

/** What may come next: words and stems, any word at all, or nothing (`skips`). `leaves` end here. */
export class Node {
  id = (made += 1);
  /** @type {Record<"word" | "starts" | "ends", Table | null>} */
  tables = { word: null, starts: null, ends: null };
  /** @type {Node[]} */
  any = [];
  /** @type {Node[]} */
  skips = [];
  /** @type {number[]} */
  leaves = [];

  /** @param {Step} step @param {string} key @param {Node} end */
  connect(step, key, end) {
    if (step.kind === "gap") return this.#connectGap(step.size, end);
    const kind = step.kind === "edge" ? "word" : step.kind; // an edge is met as a word of its own
    const table = (this.tables[kind] ??= new Map());
    const listed = table.get(key);
    if (listed) listed.push([step.text, end]);
    else table.set(key, [[step.text, end]]);
  }

  /** @param {number} size @param {Node} end */
  #connectGap(size, end) {
    /** @type {Node} */
    let source = this;
    for (let left = size; left > 0; left -= 1) {
      source.skips.push(end);
      const beyond = new Node();
      source.any.push(beyond);
      source = beyond;
    }
    source.skips.push(end);
  }

  /** Everywhere this word leads that others do not. @param {Typed} word @param {Set<Node>} reached */
  follow(word, reached) {
    const { word: words, starts, ends } = this.tables;
    if (words) take(words, word.key, word.text, reached);
    if (starts) for (const [key, typed] of word.starts) take(starts, key, typed, reached);
    if (ends) for (const [key, typed] of word.ends) take(ends, key, typed, reached);
  }
}

/** @param {Table} table @param {string} key @param {string} typed @param {Set<Node>} reached */
function take(table, key, typed, reached) {
  for (const [text, node] of table.get(key) ?? []) if (accepts(text, typed)) reached.add(node);
}

/** @param {string} text @param {string} key its bare form, which may have fewer characters @returns {Typed} */
export function typedWord(text, key) {
  const letters = [...text];
  const keys = [...key];
  /** @param {number} from @param {number} to @returns {[string, string]} */
  const cut = (from, to) => [keys.slice(from, to).join(""), letters.slice(from, to).join("")];
  const shortest = Math.max(0, keys.length - WORD_LIMIT);
  return {
    text,
    key,
    starts: keys.slice(0, WORD_LIMIT).map((_, at) => cut(0, at + 1)),
    ends: keys.slice(shortest).map((_, at) => cut(shortest + at, Infinity)),
  };
}
