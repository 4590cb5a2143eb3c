import assert from "node:assert/strict";
import { test } from "node:test";
import { createDesk } from "warmline/console/coach/desk.js";
import { rule } from "./rules.js";

/** A desk whose turns the test takes. */
function desk(...rules) {
  const answers = [];
  const turns = [];
  const { receive } = createDesk({ post: (answer) => answers.push(answer), later: (run) => turns.push(run) });
  const takeTurns = () => turns.splice(0).forEach((run) => run());
  receive({ type: "rules", locale: "en", rules, tones: ["formal"] });
  takeTurns();
  const draft = (generation, text, more = {}) => receive({ type: "draft", generation, locale: "en", tone: "formal", text, ...more });
  return { receive, draft, answers, turns, takeTurns };
}

const words = ({ marks }) => marks.map((mark) => mark.words);
const noIdea = rule({ match: ["no idea"], profiles: ["formal"], test: { flag: ["No idea."] } });

test("Three drafts that wait together are one reading: the newest", () => {
  const { draft, answers, takeTurns } = desk(noIdea);
  draft(1, "no");
  draft(2, "no i");
  draft(3, "no idea");
  takeTurns();
  assert.deepEqual(answers.map((answer) => [answer.generation, words(answer)]), [[3, ["no idea"]]]);
});

test("A draft that comes late does not replace a newer one", () => {
  const { draft, answers, takeTurns } = desk(noIdea);
  draft(8, "no idea");
  draft(7, "no");
  takeTurns();
  assert.deepEqual(answers.map(({ generation }) => generation), [8]);
});

test("Each tone has rules of its own", () => {
  const { draft, answers, takeTurns } = desk(noIdea);
  draft(1, "no idea", { tone: "friendly" });
  takeTurns();
  assert.deepEqual(words(answers[0]), []);
});

test("New rules hold from the next draft on", () => {
  const { draft, receive, answers, takeTurns } = desk(noIdea);
  receive({ type: "rules", locale: "en", rules: [rule({ match: ["maybe"] })], tones: [] });
  draft(1, "no idea, maybe");
  takeTurns();
  assert.deepEqual(words(answers[0]), ["maybe"]);
});

test("A language without rules has no marks", () => {
  const { draft, answers, takeTurns } = desk(noIdea);
  draft(1, "no idea", { locale: "hu" });
  takeTurns();
  assert.deepEqual(words(answers[0]), []);
});

test("A draft that is too long is answered as such", () => {
  const { draft, answers, takeTurns } = desk(noIdea);
  draft(1, "a".repeat(20_001));
  takeTurns();
  assert.deepEqual([answers[0].marks, answers[0].isTooLong], [[], true]);
});

test("A stumble is reported and still answered, so that nobody waits for ever", () => {
  const { draft, receive, answers, takeTurns } = desk();
  receive({ type: "rules", locale: "en", rules: [rule({ match: [7] })], tones: [] });
  draft(1, "no idea");
  assert.throws(takeTurns, TypeError);
  assert.deepEqual(answers.map(({ generation, marks }) => [generation, marks]), [[1, []]]);
});
