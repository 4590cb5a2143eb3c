import assert from "node:assert/strict";
import { test } from "node:test";
import { Coach } from "warmline/console/coach/coach.js";
import vectors from "./vectors.js";

for (const [number, { name, locale, tone, rules, lists, cases }] of vectors.entries()) {
  test(`${name} ${number}: the browser marks ${locale} drafts where the server does`, () => {
    const coach = new Coach(rules, locale, tone, lists);
    for (const [text, wanted] of cases) {
      const marks = coach.check(text).map(({ rule, start, end, swap }) => [rule, start, end, swap]);
      assert.deepEqual(marks, wanted, JSON.stringify(text));
    }
    assert.ok(cases.length > 0);
  });
}
