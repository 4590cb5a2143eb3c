/** The coach's marks in a draft that goes on changing: where they are now, and what stands in place of their words. */

/** @typedef {import("../coach/types.js").Mark} Mark */
/** @typedef {{kind: "swap" | "say" | "reply" | "steps" | "mend", text: string}} Alternative `text` is a reply's key for kind reply */
/** @typedef {{start: number, end: number}} Place */
/** @typedef {{text: string, kind: string}} Segment */

const MOST_ALTERNATIVES = 3;
const ENDS = /[.!?؟…\n]/u;

/** Marks of a text that has changed a little since: those before the change stay, those behind it move along. @param {{text: string, marks: Mark[]} | undefined} answer @param {string} text @returns {Mark[]} */
export function marksNow(answer, text) {
  if (!answer) return [];
  if (answer.text === text) return answer.marks;
  const before = commonStart(answer.text, text);
  const after = Math.min(commonEnd(answer.text, text), Math.min(answer.text.length, text.length) - before);
  const moved = text.length - answer.text.length;
  return answer.marks.flatMap((mark) => {
    if (mark.end <= before) return [mark];
    if (mark.start < answer.text.length - after) return [];
    return [{ ...mark, start: mark.start + moved, end: mark.end + moved }];
  });
}

/** @param {string} one @param {string} other */
function commonStart(one, other) {
  let at = 0;
  while (at < one.length && at < other.length && one[at] === other[at]) at += 1;
  return at;
}

/** @param {string} one @param {string} other */
function commonEnd(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one.at(-1 - count) === other.at(-1 - count)) count += 1;
  return count;
}

/**
 * The mark to speak of: the one that was asked for, the one at the caret, or the first that is more than a hint.
 * @param {Mark[]} marks @param {number} caret @param {string | null} asked its `nameOf`
 */
export function markToShow(marks, caret, asked) {
  const chosen = asked === null ? undefined : marks.find((mark) => nameOf(mark) === asked);
  const here = marks.filter(({ start, end }) => start < caret && caret <= end);
  return chosen ?? here.find((mark) => !isWall(mark)) ?? marks.find(({ level }) => level !== "hint") ?? here[0] ?? null;
}

/** A mark by what it says about which words: it stays the same while the text around it changes. @param {Mark} mark */
export function nameOf({ rule, words }) {
  return `${rule} ${words}`;
}

/** A wall is as long as the draft: words within it come first, and it is not underlined. @param {Mark} mark */
export function isWall({ reason }) {
  return reason === "wall";
}

/** The next mark after a place, from the start again when there is none. @param {Mark[]} marks @param {number} from */
export function nextMark(marks, from) {
  return marks.find(({ start }) => start >= from) ?? marks[0] ?? null;
}

/** What can be said instead, the closest first; sentences and replies share the places. @param {Mark} mark @param {(key: string) => boolean} hasReply @returns {Alternative[]} */
export function alternatives({ is_hygiene, reason, swap, say, replies }, hasReply) {
  if (is_hygiene) return [{ kind: "mend", text: swap[0] ?? "" }];
  if (reason === "wall") return [{ kind: "steps", text: "" }];
  const known = replies.filter(hasReply).map((text) => ({ kind: /** @type {const} */ ("reply"), text }));
  const swaps = swap.map((text) => ({ kind: /** @type {const} */ ("swap"), text }));
  const says = say.map((text) => ({ kind: /** @type {const} */ ("say"), text }));
  return [...swaps, ...says.slice(0, known.length ? 1 : 2), ...known].slice(0, MOST_ALTERNATIVES);
}

/** The sentence that a mark stands in, with its full stop. @param {string} text @param {Place} mark @returns {Place} */
export function sentenceAround(text, { start, end }) {
  let from = start;
  while (from > 0 && !ENDS.test(text[from - 1] ?? "")) from -= 1;
  while (from < start && /\s/.test(text[from] ?? "")) from += 1;
  let to = end;
  while (to < text.length && !ENDS.test(text[to] ?? "")) to += 1;
  while (to < text.length && text[to] !== "\n" && ENDS.test(text[to] ?? "")) to += 1;
  return { start: from, end: to };
}

/** A swapped word keeps the capital of the one it replaces. @param {string} swap @param {string} words */
export function inCase(swap, words) {
  const first = words[0] ?? "";
  const isCapital = first !== first.toLowerCase() && words !== words.toUpperCase();
  return isCapital ? (swap[0] ?? "").toUpperCase() + swap.slice(1) : swap;
}

/**
 * What mends the script's slips, the last first, so that places stay right. A word can have two at once: foreign letters, and a
 * space where there should be a half-space; the one that joins then takes the right letters with it.
 * @param {Mark[]} marks @returns {(Place & {text: string, mark: Mark})[]}
 */
export function mendings(marks) {
  const slips = marks.filter(({ is_hygiene, swap }) => is_hygiene && swap[0]);
  const letters = new Map(slips.filter(changesLetters).flatMap(({ words, swap }) => [...words].map((letter, at) => [letter, [...(swap[0] ?? "")][at] ?? letter])));
  const joins = slips.filter((slip) => !changesLetters(slip));
  const alone = slips.filter((slip) => changesLetters(slip) && !joins.some((join) => join.start < slip.end && slip.start < join.end));
  const mended = [...joins, ...alone].map((mark) => ({ start: mark.start, end: mark.end, text: [...(mark.swap[0] ?? "")].map((letter) => letters.get(letter) ?? letter).join(""), mark }));
  return mended.sort((a, b) => b.start - a.start);
}

/** One letter for another, and nothing else. @param {Mark} mark */
function changesLetters({ words, swap }) {
  const after = [...(swap[0] ?? "")];
  return [...words].length === after.length && [...words].every((letter, at) => letter === after[at] || /\p{L}/u.test(letter));
}

/** A wall of text as numbered steps, one sentence each. @param {string} wall */
export function asSteps(wall) {
  const sentences = wall.match(/[^.!?؟\n]+(?:[.!?؟]+(?=\s|$)|\n|$)|[^\n]+?[.!?؟](?=\s|$)/gu) ?? [wall];
  const said = sentences.map((sentence) => sentence.trim()).filter(Boolean);
  return said.map((sentence, index) => `${index + 1}. ${sentence}`).join("\n");
}

/** The text cut at the places that are drawn in their own way; of two that overlap, the first counts. @param {string} text @param {(Place & {kind: string})[]} places @returns {Segment[]} */
export function segments(text, places) {
  /** @type {Segment[]} */
  const found = [];
  let from = 0;
  for (const { start, end, kind } of [...places].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < from || end > text.length) continue;
    found.push({ text: text.slice(from, start), kind: "" }, { text: text.slice(start, end), kind });
    from = end;
  }
  return [...found, { text: text.slice(from), kind: "" }].filter((segment) => segment.text !== "");
}
