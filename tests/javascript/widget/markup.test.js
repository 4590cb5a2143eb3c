import assert from "node:assert/strict";
import test from "node:test";

import { parseLine, parseMarkup } from "../../../widget/client/markup.js";

const link = (href) => ({ tag: "a", parts: [href], href });

test("plain text stays what it is", () => {
  assert.deepEqual(parseLine("Where is my order?"), ["Where is my order?"]);
  assert.deepEqual(parseLine(""), []);
});

test("bold, code and a link stand where they were written", () => {
  assert.deepEqual(parseLine("by **15:00**, code `TAVASZ26`, see https://a.example/x now"), [
    "by ",
    { tag: "b", parts: ["15:00"] },
    ", code ",
    { tag: "code", parts: ["TAVASZ26"] },
    ", see ",
    link("https://a.example/x"),
    " now",
  ]);
});

test("a link within bold is both", () => {
  assert.deepEqual(parseLine("**https://a.example**"), [{ tag: "b", parts: [link("https://a.example")] }]);
});

for (const [text, href] of [
  ["see https://a.example/x.", "https://a.example/x"],
  ["(https://a.example/x)", "https://a.example/x"],
  ["https://a.example/wiki/Fern_(plant), yes", "https://a.example/wiki/Fern_(plant)"],
  ["https://a.example/?q=a&b=c#d!", "https://a.example/?q=a&b=c#d"],
  ["لینک https://a.example/سفارش؟", "https://a.example/سفارش"],
  ["«https://a.example/x»", "https://a.example/x"],
]) {
  test(`the link in ${text} ends before the punctuation`, () => {
    const found = parseLine(text).find((part) => part.href);
    assert.equal(found.href, href);
  });
}

for (const text of ["javascript:alert(1)", "ftp://a.example", "a ** b ** c", "2 * 3 * 4", "`", "** **", "www.a.example"]) {
  test(`${text} is text and nothing more`, () => {
    assert.deepEqual(parseLine(text), [text]);
  });
}

test("markup that somebody writes as HTML is text", () => {
  assert.deepEqual(parseLine("<img src=x onerror=alert(1)>"), ["<img src=x onerror=alert(1)>"]);
});

test("each line is a paragraph of its own, and empty lines stay", () => {
  assert.deepEqual(
    parseMarkup("سلام\n\nhello").map(({ tag, lines }) => [tag, lines]),
    [["p", [["سلام"]]], ["p", [[]]], ["p", [["hello"]]]],
  );
});

test("bullets and numbers become lists, and a list goes on while its lines do", () => {
  const blocks = parseMarkup("So:\n- one\n- **two**\n3. three\n4. four\ndone");
  assert.deepEqual(blocks.map(({ tag, start, lines }) => [tag, start, lines.length]), [
    ["p", undefined, 1],
    ["ul", undefined, 2],
    ["ol", 3, 2],
    ["p", undefined, 1],
  ]);
});

test("a number that does not follow the last one is kept as it was written", () => {
  const starts = parseMarkup("1. pots\n2. ferns\n5. lamps\n5. bowls").map(({ start, lines }) => [start, lines.length]);
  assert.deepEqual(starts, [[1, 2], [5, 1], [5, 1]]);
});

for (const text of ["-5 degrees", "1042. is not a step", "- ", "3.5 litres"]) {
  test(`${text} is a sentence, not a list`, () => assert.equal(parseMarkup(text)[0].tag, "p"));
}

test("a long line of brackets and stars is read in no time", () => {
  const started = performance.now();
  parseMarkup("**".repeat(20_000));
  parseMarkup(`https://a.example/${"(".repeat(5_000)}`);
  parseMarkup(`https://a.example/${"a.".repeat(5_000)}`);
  parseMarkup("https://".repeat(1_000));
  assert.ok(performance.now() - started < 1_000, `${performance.now() - started} ms`);
});
