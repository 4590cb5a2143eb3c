import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const CODE = new URL("../../../agent_console/static/js/", import.meta.url);
const WORDS = new URL("../../../chat_server/words/en/", import.meta.url);

/** Not words: selectors, the storage of this browser, the drafts in it. */
const NOT_A_WORD = /^(a\.(row|back)|warmline\.|outbox\.|draft\.)/;

const names = readdirSync(CODE, { recursive: true }).filter((name) => name.endsWith(".js"));
const ofPages = names.filter((name) => name.startsWith("pages/"));
const ofConsole = names.filter((name) => !name.startsWith("pages/"));

const code = (files) => files.map((name) => readFileSync(new URL(name, CODE), "utf8")).join("\n");
const words = (...places) => new Set(places.flatMap((place) =>
  Object.keys(JSON.parse(readFileSync(new URL(`${place}.json`, WORDS), "utf8"))).map((key) => key.replace(/\.(one|other)$/, ""))));
const literal = (text) => new Set([...text.matchAll(/"([a-z]+\.[a-z_]+)"/g)].map(([, key]) => key).filter((key) => !NOT_A_WORD.test(key)));
const beginnings = (text) => [...text.matchAll(/`([a-z]+\.[a-z_]*)\$\{/g)].map(([, start]) => start).filter((start) => !NOT_A_WORD.test(start));

test("Every sentence that the console says has words", () => {
  const said = literal(code(ofConsole));
  const known = words("console", "problems");
  assert.ok(said.size > 50);
  assert.deepEqual([...said].filter((key) => !known.has(key)), []);
});

test("Every sentence that the library's pages say has words", () => {
  const said = literal(code(ofPages));
  const known = words("console", "library", "problems");
  assert.ok(said.has("check.at"));
  assert.deepEqual([...said].filter((key) => !known.has(key)), []);
});

test("No words are kept that the console never says", () => {
  const text = code(names);
  const isSaid = (key) => literal(text).has(key) || beginnings(text).some((start) => key.startsWith(start));
  assert.deepEqual([...words("console", "problems")].filter((key) => !isSaid(key)), []);
});
