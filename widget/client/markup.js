/**
 * The tiny markup of messages: bold, code, links, bullets and numbers, one paragraph per line.
 * Text becomes nodes, never markup, so nothing that anybody writes can run.
 * @typedef {string | {tag: "b" | "code" | "a", parts: Part[], href?: string}} Part
 * @typedef {{tag: "p" | "ul" | "ol", start?: number, lines: Part[][]}} Block
 */

// A link does not end in punctuation, and takes a closing bracket only together with its opening one.
const INLINE =
  /\*\*(?=\S)(.+?)\*\*|`([^`]+)`|(https?:\/\/(?:\([^\s()<>]*\)|[^\s()<>"«»])*(?:\([^\s()<>]*\)|[^\s()<>"«».,;:!?'،؛؟…*\]}]))/g;
const ITEM = /^(?:[-•] |(\d{1,3})[.)] )(?=\S)/;

/** @param {string} text @returns {Part[]} */
export function parseLine(text) {
  /** @type {Part[]} */
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    const [whole, bold, code, href] = match;
    if (match.index > end) parts.push(text.slice(end, match.index));
    if (bold) parts.push({ tag: "b", parts: parseLine(bold) });
    else if (code) parts.push({ tag: "code", parts: [code] });
    else parts.push({ tag: "a", parts: [whole], href });
    end = match.index + whole.length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

/** @param {string} text @returns {Block[]} */
export function parseMarkup(text) {
  /** @type {Block[]} */
  const blocks = [];
  for (const line of text.split("\n")) {
    const item = ITEM.exec(line);
    const tag = !item ? "p" : item[1] ? "ol" : "ul";
    const parts = parseLine(line.slice(item?.[0].length));
    const number = item?.[1] ? +item[1] : undefined;
    const last = blocks.at(-1);
    // Who writes 2 and then 5 means 5: a list goes on with its next number only.
    const goesOn = last?.tag === tag && (!number || number === (last.start ?? 0) + last.lines.length);
    if (item && goesOn) last.lines.push(parts);
    else blocks.push({ tag, start: number, lines: [parts] });
  }
  return blocks;
}

/** @param {string} text @returns {HTMLElement[]} each line takes its own direction */
export function renderMarkup(text) {
  return parseMarkup(text).map(({ tag, start, lines }) => {
    if (tag === "p") return fill(document.createElement(tag), lines[0]);
    const list = document.createElement(tag);
    if (start) /** @type {HTMLOListElement} */ (list).start = start;
    list.append(...lines.map((line) => fill(document.createElement("li"), line)));
    list.dir = "auto";
    return list;
  });
}

/** @template {HTMLElement} T @param {T} element @param {Part[]} parts @returns {T} */
function fill(element, parts = [], dir = "auto") {
  element.dir = dir;
  element.append(...parts.map(render));
  return element;
}

/** @param {Part} part */
function render(part) {
  if (typeof part === "string") return part;
  const element = document.createElement(part.tag);
  if (part.tag === "b") element.append(...part.parts.map(render));
  else fill(element, part.parts, "ltr");
  if (part.href) Object.assign(element, { href: part.href, target: "_blank", rel: "noopener nofollow" });
  return element;
}
