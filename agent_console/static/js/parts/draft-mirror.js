/**
 * The draft once more, letter for letter behind the field: it makes the field as tall as its words, and draws what a text
 * field cannot: the coach's dotted lines and the grounds of open blanks.
 */

import { html } from "preact";
import { openBlanks } from "../model/blanks.js";
import { isWall, segments } from "../model/coach-marks.js";

/** @param {{text: string, dir: string, lang: string, marks: import("../coach/types.js").Mark[]}} props */
export function DraftMirror({ text, dir, lang, marks }) {
  const open = openBlanks(text).map(({ start, end }) => ({ start, end, kind: "blank" }));
  const coached = marks.filter((mark) => !isWall(mark)).map(({ start, end, level }) => ({ start, end, kind: `mark mark-${level}` }));
  return html`
    <div class="mirror" aria-hidden="true" dir=${dir} lang=${lang}>${segments(text, [...open, ...coached]).map(({ text: piece, kind }, index) => (kind ? html`<span key=${index} class=${kind}>${piece}</span>` : piece))}${"\n"}</div>
  `;
}
