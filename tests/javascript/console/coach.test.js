import assert from "node:assert/strict";
import { test } from "node:test";
import { createCoach } from "warmline/console/state/coach.js";
import { answerOf, rule } from "../coach/rules.js";

const signal = (value) => ({ value, peek() { return this.value; } });

/** Emma's coach, reading in the page itself; the test answers for the server. */
function desk() {
  const answers = [];
  const api = { phraseRules: () => new Promise((resolve) => answers.push((rules) => resolve(answerOf("en", rule({ match: rules }))))) };
  const coached = signal(new Map());
  let tell;
  const store = { rows: signal(new Map()), inboxes: signal(new Map()), coached: { ...coached, set value(map) { coached.value = map; tell?.(map); }, get value() { return coached.value; } } };
  const said = () => new Promise((resolve) => (tell = (map) => map.size && resolve([...map].map(([id, { marks }]) => `${id} ${marks.map(({ words }) => words)}`))));
  return { coach: createCoach({ store, api }), answers, said };
}

const settled = () => new Promise(setImmediate);

test("Rules that come late do not take the place of those that were asked for after them", async () => {
  const { coach, answers, said } = desk();
  coach.read(1, "no idea, calm down");
  coach.renew();
  answers[1](["calm down"]);
  await settled();
  answers[0](["no idea"]);
  await settled();
  assert.deepEqual(await said(), ["1 calm down"]);
});

test("An empty composer beside it does not keep a draft from being read", async () => {
  const { coach, answers, said } = desk();
  coach.read(1, "no idea");
  answers[0](["no idea"]);
  await settled();
  coach.read(2, "");
  assert.deepEqual(await said(), ["1 no idea"]);
});
