import assert from "node:assert/strict";
import { test } from "node:test";
import { CoachClient } from "warmline/console/coach/coach-client.js";
import { openHere } from "warmline/console/coach/transports.js";
import { answerOf, rule } from "./rules.js";

const EN = { locale: "en", tone: "formal" };

/** A client whose time and worker the test holds. */
function composer(more = {}) {
  const [posted, instead, told] = [[], [], []];
  const timers = new Map();
  let worker;
  const open = (tell) => {
    worker = { ...tell, isClosed: false };
    return { post: (message) => posted.push(message), close: () => void (worker.isClosed = true) };
  };
  const openInstead = () => ({ post: (message) => instead.push(message), close() {} });
  const clock = { now: () => 0, later: (run) => { timers.set(run, run); return run; }, cancel: (run) => timers.delete(run) };
  const client = new CoachClient({ onMarks: (answer) => told.push(answer.generation), clock, open, openInstead, ...more });
  const pause = () => [...timers.keys()].forEach((run) => { timers.delete(run); run(); });
  const type = (text) => { client.check(text, EN); pause(); };
  return { client, posted, instead, told, pause, type, get worker() { return worker; } };
}

const answer = (generation) => ({ generation, text: "", marks: [], isTooLong: false });
const texts = (messages) => messages.map(({ text, type }) => text ?? type);

test("Sara types three letters quickly and one draft is read", () => {
  const { client, posted, pause } = composer();
  for (const text of ["N", "No", "No "]) client.check(text, EN);
  assert.deepEqual(posted, []);
  pause();
  assert.deepEqual(posted, [{ type: "draft", generation: 3, locale: "en", tone: "formal", text: "No " }]);
});

test("While one draft is being read the next ones wait, and only the last of them is read", () => {
  const { posted, worker, told, type } = composer();
  ["N", "No", "No i"].forEach(type);
  assert.deepEqual(texts(posted), ["N"]);
  worker.onAnswer(answer(1));
  assert.deepEqual(texts(posted), ["N", "No i"]);
  worker.onAnswer(answer(3));
  assert.deepEqual(told, [3]);
});

test("Nothing is told about a draft that was sent meanwhile", () => {
  const { client, worker, told, posted, type } = composer();
  ["No idea", "No idea."].forEach(type);
  client.forget();
  worker.onAnswer(answer(1));
  assert.deepEqual([told, texts(posted)], [[], ["No idea"]]);
});

test("New rules read the draft again", () => {
  const { client, posted, worker, pause, type } = composer();
  type("No idea");
  worker.onAnswer(answer(1));
  client.useRules(answerOf("hu"));
  client.useRules(answerOf("en"));
  pause();
  assert.deepEqual(texts(posted), ["No idea", "rules", "rules", "No idea"]);
});

test("When the worker cannot be loaded the page takes over, with the rules and the draft that waited", () => {
  const { client, instead, worker, type } = composer();
  client.useRules(answerOf("en"), ["friendly"]);
  ["No", "No idea"].forEach(type);
  worker.onBroken();
  worker.onBroken();
  assert.equal(worker.isClosed, true);
  assert.deepEqual(texts(instead), ["rules", "No idea"]);
  assert.deepEqual(instead[0].tones, ["friendly"]);
});

test("Where there are no workers at all the page reads by itself", () => {
  const open = () => { throw new ReferenceError("Worker is not defined"); };
  const { instead, type } = composer({ open });
  type("No idea");
  assert.deepEqual(texts(instead), ["No idea"]);
});

test("The page's own desk marks the draft", async () => {
  const told = await new Promise((resolve) => {
    const client = new CoachClient({ onMarks: resolve, open: openHere });
    client.useRules(answerOf("en", rule({ match: ["no idea"] })));
    client.check("No idea!", EN);
  });
  assert.deepEqual([told.text, told.marks.map(({ words }) => words)], ["No idea!", ["No idea"]]);
});

test("Zsófi reads the reason in Hungarian, and in the draft's language where hers is missing", () => {
  const { client } = composer();
  client.useRules(answerOf("en"));
  const mark = { reason: "dead_end" };
  assert.equal(client.reason(mark, "en", "hu"), "Zsákutca.");
  assert.equal(client.reason(mark, "en", "fa"), "Ends the way.");
  assert.equal(client.reason({ reason: "unknown" }, "en", "fa"), "");
});

test("After the end nothing is read and the worker is gone", () => {
  const { client, posted, pause, worker } = composer();
  client.check("No idea", EN);
  client.close();
  pause();
  assert.deepEqual([posted, worker.isClosed], [[], true]);
});
