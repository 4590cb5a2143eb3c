import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const CODE = new URL("../../../agent_console/static/js/", import.meta.url);
const WORDS = new URL("../../../chat_server/words/en/console.json", import.meta.url);

/** Not words: selectors, the storage of this browser, the drafts in it. */
const NOT_A_WORD = /^(a\.row|warmline\.|outbox\.|draft\.)/;

const names = readdirSync(CODE, { recursive: true }).filter((name) => name.endsWith(".js"));
const code = names.map((name) => readFileSync(new URL(name, CODE), "utf8")).join("\n");
const known = new Set(Object.keys(JSON.parse(readFileSync(WORDS, "utf8"))).map((key) => key.replace(/\.(one|other)$/, "")));
const literal = new Set([...code.matchAll(/"([a-z]+\.[a-z_]+)"/g)].map(([, key]) => key).filter((key) => !NOT_A_WORD.test(key)));
const beginnings = [...code.matchAll(/`([a-z]+\.[a-z_]*)\$\{/g)].map(([, start]) => start).filter((start) => !NOT_A_WORD.test(start));

test("Every sentence that the console says has words", () => {
  assert.ok(literal.size > 50);
  assert.deepEqual([...literal].filter((key) => !known.has(key)), []);
});

test("No words are kept that the console never says", () => {
  const isSaid = (key) => literal.has(key) || beginnings.some((start) => key.startsWith(start));
  assert.deepEqual([...known].filter((key) => !isSaid(key)), []);
});
