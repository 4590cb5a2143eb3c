/**
 * The coach: reads a draft as it is typed and marks wordings that have a better one. It never blocks anything.
 * Mark for mark the same as canned_replies/coach.py; places are counted in UTF-16 units.
 */

import { CHECKERS } from "./checkers.js";
import { Graph } from "./graph.js";
import { keptHits } from "./hits.js";
import { withoutLastGap } from "./pattern-shape.js";
import { readPattern } from "./patterns.js";
import { BEGIN, END, sentences } from "./words.js";

/** @typedef {import("./types.js").Lists} Lists */
/** @typedef {import("./types.js").Locale} Locale */
/** @typedef {import("./types.js").Mark} Mark */
/** @typedef {import("./types.js").Rule} Rule */
/** @typedef {import("./types.js").Tone} Tone */
/** @typedef {import("./types.js").Word} Word */
/** @typedef {import("./hits.js").Found} Found */

/** Which rule a pattern belongs to, and in which part. @typedef {{rule: Rule, part: keyof Found}} Leaf */

/** Marks for one language and tone. */
export class Coach {
  /** @type {Leaf[]} */
  #leaves = [];
  #graph;

  /**
   * @param {Rule[]} rules @param {Locale} locale @param {Tone} [tone] register rules hold for `formal` only
   * @param {Lists} [lists] the patterns that rules name as `@offer`
   */
  constructor(rules, locale, tone = "formal", lists = {}) {
    this.locale = locale;
    this.lists = lists;
    this.rules = rules.filter((rule) => rule.profiles.includes(tone));
    this.#graph = new Graph(locale);
    const known = new Map();
    // A mark covers the words a rule names; an antipattern reaches as far as its gaps do.
    for (const [pattern, leaves] of this.#patterns(["match"])) this.#graph.add(withoutLastGap(readPattern(pattern, locale, known)), leaves);
    for (const [pattern, leaves] of this.#patterns(["unless", "followed"])) this.#graph.add(readPattern(pattern, locale, known), leaves);
  }

  /** Each pattern once, however many rules share it. @param {(keyof Found)[]} parts */
  #patterns(parts) {
    /** @type {Map<string, number[]>} */
    const found = new Map();
    for (const rule of this.rules) {
      for (const part of parts) {
        const leaf = this.#leaves.push({ rule, part }) - 1;
        for (const pattern of new Set(this.#writtenOut(part === "followed" ? rule.unless_followed : rule[part]))) {
          found.set(pattern, [...(found.get(pattern) ?? []), leaf]);
        }
      }
    }
    return found;
  }

  /** The patterns, those of lists among them. @param {string[]} patterns */
  #writtenOut(patterns) {
    return patterns.flatMap((pattern) => (pattern.startsWith("@") ? this.lists[pattern.slice(1)] ?? [] : [pattern]));
  }

  /**
   * Every mark of the text, in reading order.
   * @param {string} text @returns {Mark[]} @throws {import("./words.js").TextTooLong}
   */
  check(text) {
    const read = sentences(text, this.locale);
    const marks = [...this.#phrases(text, read), ...this.#builtins(text, read)];
    return marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.rule < b.rule ? -1 : Number(a.rule > b.rule)));
  }

  /** @param {string} text @param {Word[][]} read */
  *#phrases(text, read) {
    for (const [rule, found] of this.#found(read)) {
      for (const { sentence, first, after } of keptHits(found)) {
        const words = read[sentence]?.slice(first, after) ?? [];
        yield markOf(rule, text, words[0]?.start ?? 0, words.at(-1)?.end ?? 0);
      }
    }
  }

  /** @param {Word[][]} read */
  #found(read) {
    /** @type {Map<Rule, Found>} */
    const all = new Map();
    read.forEach((words, sentence) => {
      this.#graph.hits([BEGIN, ...words.map(({ text }) => text), END], (number, first, after) => {
        const { rule, part } = /** @type {Leaf} */ (this.#leaves[number]);
        let found = all.get(rule);
        if (!found) all.set(rule, (found = { match: [], unless: [], followed: [] }));
        // The edges stand before the first word and after the last; a hit names words only.
        found[part].push({ sentence, first: Math.max(first - 1, 0), after: Math.min(after - 1, words.length) });
      });
    });
    return all;
  }

  /** @param {string} text @param {Word[][]} read */
  *#builtins(text, read) {
    for (const rule of this.rules) {
      const check = rule.builtin && CHECKERS[rule.builtin];
      if (!check) continue;
      for (const [start, end, mended] of check(text, read, rule.limit)) yield markOf(rule, text, start, end, mended);
    }
  }
}

/** @param {Rule} rule @param {string} text @param {number} start @param {number} end @param {string | null} [mended] @returns {Mark} */
function markOf(rule, text, start, end, mended = null) {
  const { id, level, reason, say, replies, is_hygiene } = rule;
  return { rule: id, level, reason, start, end, words: text.slice(start, end), swap: mended === null ? rule.swap : [mended], say, replies, is_hygiene };
}
