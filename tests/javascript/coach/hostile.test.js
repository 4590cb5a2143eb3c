import assert from "node:assert/strict";
import { test } from "node:test";
import { Coach } from "warmline/console/coach/coach.js";
import vectors from "./vectors.js";

const HOSTILE = {
  "one long word": "a".repeat(20_000),
  "a word full of joiners": "a\u200c".repeat(10_000),
  "quotes that never close": "«".repeat(20_000),
  "an odd number of quotes": '"'.repeat(19_999),
  "an odd number of backticks": "`".repeat(19_999),
  "blanks that never close": "{{".repeat(10_000),
  "half addresses": "a@".repeat(10_000),
  "words with dots": "a.a".repeat(6_000),
  "the same word again": "nem ".repeat(5_000),
  "a wall of signs": "?!".repeat(10_000),
  "affixes alone": "می ".repeat(6_000),
  "the same wording again": "you have to ".repeat(1_600),
  "quoted lines": "> ".repeat(10_000),
};

for (const { locale, rules, lists } of vectors.filter(({ name }) => name.startsWith("starter"))) {
  const coach = new Coach(rules, locale, "formal", lists);
  coach.check("");
  for (const [what, text] of Object.entries(HOSTILE)) {
    test(`${what} does not make the ${locale} coach slow`, () => {
      const began = process.cpuUsage().user;
      coach.check(text);
      const spentMs = (process.cpuUsage().user - began) / 1000;
      assert.ok(spentMs < 10 * 3 * (text.length / 1000), `${spentMs} ms`);
    });
  }
}
