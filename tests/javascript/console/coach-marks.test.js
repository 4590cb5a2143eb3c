import assert from "node:assert/strict";
import { test } from "node:test";
import { alternatives, asSteps, inCase, markToShow, marksNow, mendings, nextMark, segments, sentenceAround } from "warmline/console/model/coach-marks.js";

function mark(start, end, facts = {}) {
  return { rule: "en.calm_down", level: "warn", reason: "dismiss", start, end, words: "calm down", swap: [], say: [], replies: [], is_hygiene: false, ...facts };
}

test("While Emma types on, marks before her words stay and marks behind them move along", () => {
  const answer = { text: "Please calm down. Bye asap", marks: [mark(7, 16), mark(22, 26)] };
  const now = marksNow(answer, "Please calm down. Good Bye asap");
  assert.deepEqual(now.map(({ start, end }) => [start, end]), [[7, 16], [27, 31]]);
});

test("A mark whose words she changes is gone at once", () => {
  assert.deepEqual(marksNow({ text: "calm down", marks: [mark(0, 9)] }, "calm dawn"), []);
  assert.deepEqual(marksNow(undefined, "calm"), []);
});

test("The coach speaks of the mark that was asked for, or the one just typed, or the first that is more than a hint", () => {
  const hint = mark(0, 4, { rule: "hint", level: "hint" });
  const warning = mark(10, 19);
  assert.equal(markToShow([hint], 30, null), null);
  assert.equal(markToShow([hint], 4, null), hint);
  assert.equal(markToShow([hint, warning], 30, null), warning);
  assert.equal(markToShow([hint, warning], 30, "hint calm down"), hint);
});

test("Words within a wall of text are spoken of before the wall", () => {
  const wall = mark(0, 500, { reason: "wall", level: "hint" });
  const within = mark(20, 29);
  assert.equal(markToShow([wall, within], 25, null), within);
  assert.equal(markToShow([wall, within], 400, null), within);
  assert.equal(markToShow([wall], 400, null), wall);
});

test("After the last mark comes the first", () => {
  const marks = [mark(0, 4), mark(10, 19)];
  assert.equal(nextMark(marks, 4), marks[1]);
  assert.equal(nextMark(marks, 19), marks[0]);
  assert.equal(nextMark([], 0), null);
});

test("Three alternatives at most: swaps, one sentence, then replies that are in use", () => {
  const offered = alternatives(mark(0, 1, { swap: ["a"], say: ["b", "c"], replies: ["gone", "here"] }), (key) => key === "here");
  assert.deepEqual(offered, [{ kind: "swap", text: "a" }, { kind: "say", text: "b" }, { kind: "reply", text: "here" }]);
  assert.deepEqual(alternatives(mark(0, 1, { say: ["b", "c"] }), () => false).map(({ text }) => text), ["b", "c"]);
});

test("Spelling is mended, a wall of text becomes steps", () => {
  assert.deepEqual(alternatives(mark(0, 1, { is_hygiene: true, swap: ["می‌شود"] }), () => true), [{ kind: "mend", text: "می‌شود" }]);
  assert.equal(alternatives(mark(0, 1, { reason: "wall" }), () => true)[0].kind, "steps");
  assert.equal(asSteps("Open the app. Press 1.5 seconds. Done!"), "1. Open the app.\n2. Press 1.5 seconds.\n3. Done!");
});

test("A word with two slips of script is mended once, with both", () => {
  const slip = (start, words, swap) => mark(start, start + words.length, { words, swap: [swap], is_hygiene: true });
  const marks = [slip(0, "كتاب ها", "کتاب ها"), slip(0, "كتاب ها", "كتاب\u200cها"), slip(8, "مي", "می"), mark(0, 3)];
  assert.deepEqual(mendings(marks).map(({ start, end, text }) => [start, end, text]), [[8, 10, "می"], [0, 7, "کتاب\u200cها"]]);
});

test("A sentence is replaced with its full stop, and no more than that", () => {
  const text = "Hello. Please calm down!! We look.";
  const place = sentenceAround(text, { start: 14, end: 23 });
  assert.equal(text.slice(place.start, place.end), "Please calm down!!");
  assert.deepEqual(sentenceAround("نمی‌دانم", { start: 0, end: 8 }), { start: 0, end: 8 });
  assert.deepEqual(sentenceAround("a\nb c\nd", { start: 2, end: 3 }), { start: 2, end: 5 });
});

test("A swap keeps the capital of the word it replaces", () => {
  assert.equal(inCase("we will look", "Problem"), "We will look");
  assert.equal(inCase("we will look", "problem"), "we will look");
});

test("The draft cut at marks and blanks; of two that overlap, the first is drawn", () => {
  const found = segments("abcdef", [{ start: 3, end: 5, kind: "two" }, { start: 1, end: 4, kind: "one" }]);
  assert.deepEqual(found, [{ text: "a", kind: "" }, { text: "bcd", kind: "one" }, { text: "ef", kind: "" }]);
});
